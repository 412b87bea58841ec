#include "compiler/lint/lexicon.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/sema/json_scanner.hpp"
#include "stdlib/embedded.hpp"

namespace shot::lint {
namespace {

constexpr std::size_t kExpectedWords = 8192;

struct ListName {
    std::string_view file;
    std::string_view list;
};

constexpr ListName kLists[] = {
#define SHOT_WORDS(Name, file, list) {file, list},
#include "compiler/lint/word_list.def"
#undef SHOT_WORDS
};

Failure make_failure(std::string_view name, std::string_view reason) {
    return {"read", fmt::format("lints/{}.json", name), std::string(reason)};
}

/// Reads the document where it stands: building it first would cost every start.
class ListReader {
public:
    using AddPhrase = void (Lexicon::*)(std::string_view, Words);
    ListReader(Lexicon& lexicon, AddPhrase add, std::string_view file, std::string_view json)
        : lexicon_(lexicon), add_(add), file_(file), json_(json), scanner_(json, 0) {}

    /// False where something is wrong: then problem() says what.
    bool read() {
        return read_object([this] {
                   if (key_ == "lists") {
                       return read_object([this] { return read_list(); });
                   }
                   std::string about;
                   return (key_ == "about" || key_ == "$schema") ? read_text(about) : fail("is not known");
               }) &&
               (scanner_.is_at_end() || fail("has more after it"));
    }
    [[nodiscard]] std::string problem() const { return problem_.empty() ? scanner_.reason() : problem_; }
    [[nodiscard]] const Lists& seen() const { return seen_; }

private:
    /// `{"key": …, …}`; `read_value` reads what stands behind each key.
    template <class ReadValue>
    bool read_object(const ReadValue& read_value) {
        if (!scanner_.expect('{', "an object")) {
            return false;
        }
        bool has_more = !scanner_.accept('}');
        while (has_more) {
            if (!read_text(key_) || !scanner_.expect(':', "`:`") || !read_value()) {
                return false;
            }
            has_more = scanner_.accept(',');
            if (!has_more && !scanner_.expect('}', "`,` or `}`")) {
                return false;
            }
        }
        return true;
    }

    bool read_list() {
        const auto* const found = std::find_if(std::begin(kLists), std::end(kLists), [this](const ListName& entry) {
            return entry.file == file_ && entry.list == key_;
        });
        if (found == std::end(kLists)) {
            return fail("is a list that is not known");
        }
        const Words list = static_cast<Words>(found - std::begin(kLists));
        seen_.add(list);
        if (!scanner_.expect('[', "an array")) {
            return false;
        }
        bool has_more = !scanner_.accept(']');
        std::string phrase;
        while (has_more) {
            if (!read_text(phrase)) {
                return false;
            }
            if (phrase.empty()) {
                return fail("holds no text");
            }
            (lexicon_.*add_)(phrase, list);
            has_more = scanner_.accept(',');
            if (!has_more && !scanner_.expect(']', "`,` or `]`")) {
                return false;
            }
        }
        return true;
    }

    bool read_text(std::string& out) {
        sema::JsonValue value;
        if (!scanner_.read_string(value)) {
            return false;
        }
        sema::read_string_text(json_, value, out);
        return true;
    }

    bool fail(std::string_view what) {
        problem_ = fmt::format("`{}` {}", key_, what);
        return false;
    }

    Lexicon& lexicon_;
    AddPhrase add_;
    std::string_view file_;
    std::string_view json_;
    sema::JsonScanner scanner_;
    std::string problem_;
    std::string key_;
    Lists seen_;
};

}  // namespace

Result<Lexicon> Lexicon::load() {
    Lexicon lexicon;
    lexicon.entries_.reserve(kExpectedWords);
    std::string_view last;
    for (const ListName& entry : kLists) {
        if (entry.file == last) {
            continue;  // the lists of a file stand together
        }
        last = entry.file;
        const std::string_view json = stdlib::find_embedded(fmt::format("lints/{}.json", entry.file));
        if (auto added = lexicon.add(entry.file, json); !added) {
            return tl::make_unexpected(added.error());
        }
    }
    return lexicon;
}

Result<void> Lexicon::add(std::string_view name, std::string_view json) {
    ListReader reader(*this, &Lexicon::add_phrase, name, json);
    if (!reader.read()) {
        return tl::make_unexpected(make_failure(name, reader.problem()));
    }
    for (std::size_t i = 0; i < std::size(kLists); ++i) {
        if (kLists[i].file == name && !reader.seen().has(static_cast<Words>(i))) {
            return tl::make_unexpected(make_failure(name, fmt::format("$.lists.{}: is missing", kLists[i].list)));
        }
    }
    return {};
}

Lexicon::Entry& Lexicon::entry_of(std::string_view word) {
    const auto found = entries_.find(word);
    return found != entries_.end() ? found->second : entries_.try_emplace(std::string(word)).first->second;
}

void Lexicon::add_phrase(std::string_view phrase, Words list) {
    constexpr std::string_view kBetween = " -";
    const std::size_t first = std::min(phrase.find_first_of(kBetween), phrase.size());
    Entry& entry = entry_of(phrase.substr(0, first));
    if (first == phrase.size()) {
        entry.lists.add(list);
        return;
    }
    std::vector<std::string> rest;
    for (std::size_t at = first; at < phrase.size();) {
        const std::size_t end = std::min(phrase.find_first_of(kBetween, at + 1), phrase.size());
        rest.emplace_back(phrase.substr(at + 1, end - at - 1));
        at = end;
    }
    const auto found = std::find_if(entry.phrases.begin(), entry.phrases.end(),
                                    [&rest](const Phrase& other) { return other.rest == rest; });
    if (found != entry.phrases.end()) {
        found->lists.add(list);
    } else {
        entry.phrases.push_back({std::move(rest), Lists(list)});
    }
}

}  // namespace shot::lint
