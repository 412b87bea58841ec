#include "compiler/lint/lexicon.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "stdlib/embedded.hpp"

namespace shot::lint {
namespace {

constexpr std::size_t kExpectedWords = 4096;

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

/// Takes the document as it is read: building it first would cost every start.
class ListReader final : public nlohmann::json_sax<nlohmann::json> {
public:
    using AddPhrase = void (Lexicon::*)(std::string_view, Words);
    ListReader(Lexicon& lexicon, AddPhrase add, std::string_view file) : lexicon_(lexicon), add_(add), file_(file) {}

    [[nodiscard]] const std::string& problem() const { return problem_; }
    [[nodiscard]] const Lists& seen() const { return seen_; }

    bool null() override { return fail("holds no text"); }
    bool boolean(bool /*value*/) override { return fail("holds no text"); }
    bool number_integer(number_integer_t /*value*/) override { return fail("holds no text"); }
    bool number_unsigned(number_unsigned_t /*value*/) override { return fail("holds no text"); }
    bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return fail("holds no text"); }
    bool binary(binary_t& /*value*/) override { return fail("holds no text"); }
    bool string(string_t& value) override {
        if (is_array_) {
            if (value.empty()) {
                return fail("holds no text");
            }
            (lexicon_.*add_)(value, list_);
            return true;
        }
        return depth_ == 1 && key_ != "lists" ? true : fail("is no array");
    }
    bool start_object(std::size_t /*size*/) override {
        ++depth_;
        return depth_ == 1 || (depth_ == 2 && key_ == "lists") ? true : fail("is an object");
    }
    bool key(string_t& value) override {
        key_ = value;
        if (depth_ == 1) {
            return value == "lists" || value == "about" || value == "$schema" ? true : fail("is not known");
        }
        for (std::size_t i = 0; i < std::size(kLists); ++i) {
            if (kLists[i].file == file_ && kLists[i].list == value) {
                list_ = static_cast<Words>(i);
                seen_.add(list_);
                return true;
            }
        }
        return fail("is a list that is not known");
    }
    bool end_object() override {
        --depth_;
        return true;
    }
    bool start_array(std::size_t /*size*/) override {
        const bool is_list = depth_ == 2 && !is_array_;
        is_array_ = true;
        return is_list ? true : fail("is an array");
    }
    bool end_array() override {
        is_array_ = false;
        return true;
    }
    bool parse_error(std::size_t /*at*/, const std::string& /*token*/,
                     const nlohmann::json::exception& error) override {
        return fail(error.what());
    }

private:
    bool fail(std::string_view what) {
        problem_ = fmt::format("`{}` {}", key_, what);
        return false;
    }

    Lexicon& lexicon_;
    AddPhrase add_;
    std::string_view file_;
    std::string problem_;
    std::string key_;
    Words list_ = Words::Count;
    Lists seen_;
    int depth_ = 0;
    bool is_array_ = false;
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
    ListReader reader(*this, &Lexicon::add_phrase, name);
    if (!nlohmann::json::sax_parse(json, &reader)) {
        return tl::make_unexpected(make_failure(name, reader.problem()));
    }
    for (std::size_t i = 0; i < std::size(kLists); ++i) {
        if (kLists[i].file == name && !reader.seen().has(static_cast<Words>(i))) {
            return tl::make_unexpected(make_failure(name, fmt::format("$.lists.{}: is missing", kLists[i].list)));
        }
    }
    return {};
}

void Lexicon::add_phrase(std::string_view phrase, Words list) {
    std::vector<std::string> words;
    while (!phrase.empty()) {
        const std::size_t end = std::min(phrase.find_first_of(" -"), phrase.size());
        words.emplace_back(phrase.substr(0, end));
        phrase.remove_prefix(std::min(end + 1, phrase.size()));
    }
    Entry& entry = entries_[words.front()];
    if (words.size() == 1) {
        entry.lists.add(list);
        return;
    }
    words.erase(words.begin());
    const auto found = std::find_if(entry.phrases.begin(), entry.phrases.end(),
                                    [&words](const Phrase& other) { return other.rest == words; });
    if (found != entry.phrases.end()) {
        found->lists.add(list);
    } else {
        entry.phrases.push_back({std::move(words), Lists(list)});
    }
}

}  // namespace shot::lint
