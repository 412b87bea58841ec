#include "compiler/lint/lexicon.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "stdlib/embedded.hpp"

namespace shot::lint {
namespace {

constexpr std::size_t kExpectedWords = 2048;

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
    const nlohmann::json document = nlohmann::json::parse(json, nullptr, false);
    if (!document.is_object() || !document.contains("lists") || !document["lists"].is_object()) {
        return tl::make_unexpected(make_failure(name, "$.lists: is missing, or no object"));
    }
    for (const auto& [key, value] : document.items()) {
        if (key != "lists" && key != "about" && key != "$schema") {
            return tl::make_unexpected(make_failure(name, fmt::format("$.{}: is not known", key)));
        }
    }
    const auto& lists = document["lists"];
    std::size_t count = 0;
    for (std::size_t i = 0; i < std::size(kLists); ++i) {
        if (kLists[i].file != name) {
            continue;
        }
        ++count;
        const auto found = lists.find(std::string(kLists[i].list));
        if (found == lists.end() || !found->is_array()) {
            return tl::make_unexpected(make_failure(name, fmt::format("$.lists.{}: is missing", kLists[i].list)));
        }
        for (const auto& phrase : *found) {
            if (!phrase.is_string() || phrase.get_ref<const std::string&>().empty()) {
                return tl::make_unexpected(
                    make_failure(name, fmt::format("$.lists.{}: holds no text", kLists[i].list)));
            }
            add_phrase(phrase.get_ref<const std::string&>(), bit_of(static_cast<Words>(i)));
        }
    }
    if (count != lists.size()) {
        return tl::make_unexpected(make_failure(name, "$.lists: holds a list that is not known"));
    }
    return {};
}

void Lexicon::add_phrase(std::string_view phrase, std::uint64_t list) {
    std::vector<std::string> words;
    while (!phrase.empty()) {
        const std::size_t end = std::min(phrase.find_first_of(" -"), phrase.size());
        words.emplace_back(phrase.substr(0, end));
        phrase.remove_prefix(std::min(end + 1, phrase.size()));
    }
    Entry& entry = entries_[words.front()];
    if (words.size() == 1) {
        entry.lists |= list;
        return;
    }
    words.erase(words.begin());
    const auto found = std::find_if(entry.phrases.begin(), entry.phrases.end(),
                                    [&words](const Phrase& other) { return other.rest == words; });
    if (found != entry.phrases.end()) {
        found->lists |= list;
    } else {
        entry.phrases.push_back({std::move(words), list});
    }
}

}  // namespace shot::lint
