#include "compiler/lint/text.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace shot::lint {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

constexpr std::string_view kAnyWords = "*";  // in a phrase of a list: `wide * shot`
constexpr std::size_t kMostAnyWords = 2;

constexpr std::string_view kTimes = "\xc3\x97";           // ×
constexpr std::string_view kApostrophe = "\xe2\x80\x99";  // ’

bool starts(std::string_view text, std::size_t at, std::string_view with) {
    return text.substr(at, with.size()) == with;
}

struct QuoteMark {
    std::string_view open;
    std::string_view close;
};
constexpr QuoteMark kQuotes[] = {{"\"", "\""},
                                 {"\xe2\x80\x9c", "\xe2\x80\x9d"},  // “ ”
                                 {"\xe2\x80\x9e", "\xe2\x80\x9c"},  // „ “
                                 {"\xc2\xab", "\xc2\xbb"},          // « »
                                 {"\xe2\x80\x98", "\xe2\x80\x99"},  // ‘ ’
                                 {"\xe3\x80\x8c", "\xe3\x80\x8d"},  // 「 」
                                 {"\xc2\xbb", "\xc2\xab"},          // » «
                                 {"\xe2\x80\xb9", "\xe2\x80\xba"},  // ‹ ›
                                 {"<s>", "<e>"},                    // between which some models want what is spoken
                                 {"'", "'"}};

/// General punctuation and CJK marks: three bytes that are no letter.
bool is_wide_mark(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0; };
    return (byte(at) == 0xe2 && byte(at + 1) == 0x80) || (byte(at) == 0xe3 && byte(at + 1) == 0x80) ||
           (byte(at) == 0xef && byte(at + 1) == 0xbc);
}
bool is_latin_mark(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]) == 0xc2 && at + 1 < text.size();  // « » ° ·
}

}  // namespace

void Text::read(std::string_view text, const Lexicon& lexicon) {
    lexicon_ = &lexicon;
    text_ = text;
    lower_.assign(text);
    for (char& c : lower_) {
        c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    tokens_.clear();
    hits_.clear();
    quotations_.clear();
    all_lists_ = {};
    read_tokens();
    read_quotations();
    look_up(lexicon);
    read_predicates(*this, predicates_);
}

/// Letters, digits and apostrophes between them.
std::size_t Text::length_of_word(std::size_t at) const {
    std::size_t end = at;
    while (end < lower_.size()) {
        const char c = lower_[end];
        if (starts(lower_, end, kApostrophe) && end > at && end + 3 < lower_.size() && is_letter(lower_[end + 3])) {
            end += 3;
        } else if (c == '\'' && end > at && end + 1 < lower_.size() && is_letter(lower_[end + 1])) {
            ++end;
        } else if ((is_letter(c) && !is_wide_mark(lower_, end) && !is_latin_mark(lower_, end)) || is_digit(c)) {
            ++end;
        } else {
            break;
        }
    }
    return end - at;
}

/// `8`, `2.5`, `16:9`, `1080p`, `1280x720`, `24fps`, `1/50`.
std::size_t Text::read_number(std::size_t at) {
    std::size_t end = at;
    while (end < lower_.size()) {
        const bool has_digit_after = end + 1 < lower_.size() && is_digit(lower_[end + 1]);
        if (is_digit(lower_[end]) ||
            ((lower_[end] == '.' || lower_[end] == ':' || lower_[end] == ',') && has_digit_after)) {
            ++end;
        } else if (starts(lower_, end, kTimes) && end + 2 < lower_.size() && is_digit(lower_[end + 2])) {
            end += 2;
        } else {
            break;
        }
    }
    return end - at + length_of_word(end);
}

void Text::read_tokens() {
    bool is_joined = false;
    for (std::size_t at = 0; at < lower_.size();) {
        const char c = lower_[at];
        Token token;
        token.begin = static_cast<std::uint32_t>(at);
        token.is_joined = is_joined;
        is_joined = false;
        std::size_t length = 1;
        if (c == ' ' || c == '\t') {
            ++at;
            continue;
        }
        if (c == '-') {
            is_joined = at > 0 && at + 1 < lower_.size() && lower_[at - 1] != ' ' && lower_[at + 1] != ' ';
            if (is_joined) {
                ++at;
                continue;
            }
        }
        if (is_digit(c)) {
            token.kind = Token::Kind::Number;
            length = read_number(at);
        } else if (const std::size_t word = length_of_word(at); word > 0) {
            length = word;
        } else {
            const bool ends = c == '.' || c == '!' || c == '?' || starts(lower_, at, "\xe3\x80\x82");
            token.kind = ends ? Token::Kind::End : Token::Kind::Mark;
            const bool is_tag = starts(lower_, at, "<s>") || starts(lower_, at, "<e>");
            length = is_tag || is_wide_mark(lower_, at) ? 3 : is_latin_mark(lower_, at) ? 2 : 1;
        }
        length = std::min(length, lower_.size() - at);
        token.end = static_cast<std::uint32_t>(at + length);
        tokens_.push_back(token);
        at += length;
    }
}

/// A single quotation mark opens only before a letter after a blank, so that it is no apostrophe. A mark that nothing
/// closes quotes nothing.
void Text::read_quotations() {
    std::array<bool, std::size(kQuotes)>
        is_open{};  // past some mark nothing closes this pair: need not be looked for again
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
        if (tokens_[i].kind != Token::Kind::Mark) {
            continue;
        }
        const std::string_view mark = word(i);
        for (const QuoteMark& quote : kQuotes) {
            if (mark != quote.open) {
                continue;
            }
            const bool is_inches =
                mark == "\"" && tokens_[i].begin > 0 && is_digit(lower_[tokens_[i].begin - 1]);  // `6'4"`
            if (is_inches) {
                continue;
            }
            const bool is_single = quote.open == "'" || quote.open == "\xe2\x80\x98";
            if (is_single && tokens_[i].begin > 0 && lower_[tokens_[i].begin - 1] != ' ') {
                continue;
            }
            bool& is_unclosed = is_open[static_cast<std::size_t>(&quote - std::begin(kQuotes))];
            std::size_t close = is_unclosed ? tokens_.size() : i + 1;
            while (close < tokens_.size() && word(close) != quote.close) {
                ++close;
            }
            // A text that stands in marks as a whole was copied so, and is spoken by nobody.
            is_unclosed = close == tokens_.size();
            const bool is_all = i == 0 && close + 1 == tokens_.size() && tokens_.size() > 8;
            if (close == tokens_.size() || is_all) {
                continue;
            }
            quotations_.push_back({tokens_[i].end, tokens_[close].begin, i + 1, close});
            for (std::size_t k = i; k <= close; ++k) {
                tokens_[k].is_quoted = true;
            }
            i = close;
            break;
        }
    }
}

/// Past the last token of a phrase whose other words begin at `i`; 0 where they do not stand there.
std::size_t Text::match_rest(std::size_t i, std::span<const std::string> rest) const {
    for (std::size_t k = 0; k < rest.size(); ++k) {
        if (rest[k] == kAnyWords) {
            for (std::size_t gap = 0; gap <= kMostAnyWords && (gap == 0 || !is_stop(i + gap - 1)); ++gap) {
                if (const std::size_t end = match_rest(i + gap, rest.subspan(k + 1)); end > 0) {
                    return end;
                }
            }
            return 0;
        }
        if (word(i) != rest[k]) {
            return 0;
        }
        ++i;
    }
    return i;
}

void Text::look_up(const Lexicon& lexicon) {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
        if (tokens_[i].kind >= Token::Kind::Mark) {
            continue;
        }
        const Lexicon::Entry* entry = lexicon.find(word(i));
        if (entry == nullptr) {
            continue;
        }
        tokens_[i].lists |= entry->lists;
        for (const Lexicon::Phrase& phrase : entry->phrases) {
            if (const std::size_t end = match_rest(i + 1, phrase.rest); end > 0) {
                tokens_[i].lists |= phrase.lists;
                hits_.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end - i), phrase.lists});
            }
        }
        if (!tokens_[i].is_quoted) {
            all_lists_ |= tokens_[i].lists;
        }
    }
}

std::size_t Text::match(std::size_t i, Words list) const {
    if (!is(i, list)) {
        return 0;
    }
    std::size_t longest = 1;
    auto hit = std::lower_bound(hits_.begin(), hits_.end(), i, [](const Hit& a, std::size_t b) { return a.token < b; });
    for (; hit != hits_.end() && hit->token == i; ++hit) {
        if (hit->lists.has(list)) {
            longest = std::max<std::size_t>(longest, hit->count);
        }
    }
    return longest;
}

std::size_t Text::first_of(Words list) const {
    std::size_t i = all_lists_.has(list) ? 0 : tokens_.size();
    while (i < tokens_.size() && (!is(i, list) || tokens_[i].is_quoted)) {
        ++i;
    }
    return i;
}

bool Text::holds(std::size_t first, std::size_t last, Words list) const {
    for (std::size_t i = first; i < last && i < tokens_.size(); ++i) {
        if (is(i, list) && !tokens_[i].is_quoted) {
            return true;
        }
    }
    return false;
}

}  // namespace shot::lint
