#include "compiler/lint/sentence.hpp"

#include <algorithm>

namespace shot::lint {
namespace {

bool is_clause_mark(const Text& text, std::size_t i) {
    return text.is_mark(i, ',') || text.is_mark(i, ';') || text.word(i) == "\xe2\x80\x94" ||
           text.word(i) == "\xe2\x80\x93";
}

bool begins_sentence(const Text& text, std::size_t first) {
    return first == 0 || text.is_end(first - 1);
}

/// From `first` up to the word at `next`, which begins the sentence now.
Cut cut_up_to(const Text& text, std::size_t first, std::size_t next) {
    const std::size_t at = text[next].begin;
    const bool wants = begins_sentence(text, first) && is_upper(text.text()[text[first].begin]);
    return {text[first].begin, at + 1, capital_of(text.text(), at, wants)};
}

/// A whole clause [first, last): with the comma, or the end, that was its own.
std::optional<Cut> cut_clause(const Text& text, std::size_t first, std::size_t last) {
    if (!begins_sentence(text, first)) {
        return is_clause_mark(text, first - 1) ? std::optional<Cut>({text[first - 1].begin, text[last - 1].end, ""})
                                               : std::nullopt;
    }
    const bool ends_sentence = text.is_end(last);
    if (!ends_sentence && !is_clause_mark(text, last)) {
        return std::nullopt;
    }
    if (last + 1 < text.size()) {
        return cut_up_to(text, first, last + 1);
    }
    const std::size_t begin = first == 0 ? 0 : text[first - 1].end;
    return Cut{begin, text.text().size(), ""};
}

}  // namespace

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

std::string capital_of(std::string_view text, std::size_t at, bool wants) {
    std::string letter(text.substr(at, 1));
    if (wants && letter[0] >= 'a' && letter[0] <= 'z') {
        letter[0] = static_cast<char>(letter[0] - 'a' + 'A');
    }
    return letter;
}

std::string as_begin_of(const Text& text, std::size_t first, std::string_view words) {
    const bool wants = begins_sentence(text, first) && is_upper(text.text()[text[first].begin]);
    return capital_of(words, 0, wants) + std::string(words.substr(1));
}

std::size_t sentence_begin(const Text& text, std::size_t i) {
    while (i > 0 && !text.is_end(i - 1)) {
        --i;
    }
    return i;
}

std::size_t clause_begin(const Text& text, std::size_t i) {
    while (i > 0 && !text.is_stop(i - 1)) {
        --i;
    }
    return i;
}

std::size_t clause_end(const Text& text, std::size_t i) {
    while (!text.is_stop(i)) {
        ++i;
    }
    return i;
}

namespace {

bool is_one_of(std::string_view token, std::string_view marks) {
    return !token.empty() && marks.find(token) != std::string_view::npos;
}

/// The pairs of neighbours of which the right one ends what the left one wants to go on with.
std::vector<std::string> seams_of(const Text& text) {
    constexpr std::string_view kOpening = "\"'([\xe2\x80\x9c\xe2\x80\x9e\xc2\xab\xe2\x80\x98";
    constexpr std::string_view kClosing = "\"')]\xe2\x80\x9d\xc2\xbb\xe2\x80\x99";
    const auto is_small = [&](std::size_t i) {
        return text.is(i, Words::Article) || text.is(i, Words::Preposition) || text.word(i) == "and" || text.word(i) == "or";
    };
    std::vector<std::string> seams;
    if (text.size() > 0 && ((text.is_stop(0) && !is_one_of(text.word(0), kOpening)) || text.word(0) == "and" || text.word(0) == "or")) {
        seams.emplace_back(text.word(0));
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_last = i + 1 == text.size();
        const std::string_view left = text.word(i);
        const std::string_view right = text.word(i + 1);
        const bool is_mark = text.is_stop(i) && !is_one_of(left, kClosing);
        const bool ends = is_last ? !text.is_stop(i) : text.is_stop(i + 1) && !is_one_of(right, kOpening);
        if (ends && (is_mark || is_small(i))) {
            seams.push_back(std::string(left) + " " + std::string(right));
        }
    }
    return seams;
}

}  // namespace

bool reads_well(const Text& before, std::string_view after, const Lexicon& lexicon) {
    Text text;
    text.read(after, lexicon);
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const std::string_view article = text.word(i);
        const std::string_view next = text.word(i + 1);
        const bool is_wrong = (article == "an" && text.is_word(i + 1) && std::string_view("bcdfgjklmnpqrstvwxyz").find(next[0]) != std::string_view::npos) ||
                              (article == "a" && text.is_word(i + 1) && std::string_view("aei").find(next[0]) != std::string_view::npos);
        if (is_wrong && before.text().find(text.written(i, i + 2)) == std::string_view::npos) {
            return false;  // `an view`
        }
    }
    const std::vector<std::string> known = seams_of(before);
    for (const std::string& seam : seams_of(text)) {
        if (std::find(known.begin(), known.end(), seam) == known.end()) {
            return false;
        }
    }
    if (after.starts_with(' ') && !before.text().starts_with(' ')) {
        return false;
    }
    for (const std::string_view gap : {" ,", " .", " ;", "  "}) {
        if (after.find(gap) != std::string_view::npos && before.text().find(gap) == std::string_view::npos) {
            return false;
        }
    }
    return true;
}

std::optional<Cut> mend_article(const Text& text, std::size_t first, std::size_t next) {
    const std::string_view article = first > 0 ? text.word(first - 1) : std::string_view();
    if ((article != "a" && article != "an") || text.is_stop(next)) {
        return std::nullopt;
    }
    const std::string_view word = text.word(next);
    const bool is_eight = word.starts_with("8") || word.starts_with("11") || word.starts_with("18");
    const bool is_vowel = std::string_view("aeiou").find(word[0]) != std::string_view::npos || is_eight;
    if (is_vowel == (article == "an")) {
        return std::nullopt;
    }
    const Token& token = text[first - 1];
    return Cut{token.begin, token.end, std::string(text.text().substr(token.begin, 1)) + (is_vowel ? "n" : "")};
}

/// Whether a comma before `first` stands between adjectives of one noun: an article is near.
bool is_among_adjectives(const Text& text, std::size_t first) {
    constexpr std::size_t kMost = 3;  // adjectives before it
    if (first < 3 || !text.is_mark(first - 1, ',')) {
        return false;
    }
    for (std::size_t i = first - 2; i + kMost + 1 >= first && text.is_word(i); --i) {
        if (text.is(i, Words::Article) || text.is(i, Words::Indefinite)) {
            return i + 2 < first;
        }
        if (i == 0) {
            return false;
        }
    }
    return false;
}

std::optional<std::vector<Cut>> take_out(const Text& text, std::size_t first, std::size_t last) {
    const bool is_joined = text[first].is_joined || (last < text.size() && text[last].is_joined);
    if (first >= last || is_joined) {
        return std::nullopt;
    }
    std::vector<Cut> cuts;
    const bool begins = first == 0 || text.is_stop(first - 1);
    if (begins && text.is_stop(last)) {
        if (const std::optional<Cut> cut = cut_clause(text, first, last)) {
            return std::vector<Cut>{*cut};
        }
        return std::nullopt;
    }
    if (begins && is_among_adjectives(text, first) && !text.is_mark(last + 1, ',')) {
        return std::vector<Cut>{{text[first - 1].begin, text[last].begin, " "}};  // `a dark, brightly lit room`
    }
    if (begins) {
        return std::vector<Cut>{cut_up_to(text, first, last)};
    }
    if (text.is_stop(last)) {
        return std::vector<Cut>{{text[first - 1].end, text[last - 1].end, ""}};
    }
    if (std::optional<Cut> article = mend_article(text, first, last)) {
        cuts.push_back(std::move(*article));
    }
    cuts.push_back({text[first].begin, text[last].begin, ""});
    return cuts;
}

std::string apply_cuts(std::string_view text, const std::vector<Cut>& cuts) {
    std::string out;
    std::size_t at = 0;
    for (const Cut& cut : cuts) {
        out += text.substr(at, cut.begin - at);
        out += cut.replacement;
        at = cut.end;
    }
    return out += text.substr(at);
}

bool is_wordless(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               static_cast<unsigned char>(c) >= 0x80;
    });
}

}  // namespace shot::lint
