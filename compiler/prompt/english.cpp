// Small closed classes of English words; whatever is in none of them gets the wording that is right for anything.
#include "compiler/prompt/english.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/prompt/text_rules.hpp"

namespace shot::prompt {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array<Pair, 12> kVerbs = {{{"whispering", "whispers"},
                                          {"whispered", "whispers"},
                                          {"in a whisper", "whispers"},
                                          {"shouting", "shouts"},
                                          {"yelling", "yells"},
                                          {"screaming", "screams"},
                                          {"calling", "calls out"},
                                          {"calling out", "calls out"},
                                          {"muttering", "mutters"},
                                          {"murmuring", "murmurs"},
                                          {"singing", "sings"},
                                          {"mumbling", "mumbles"}}};
constexpr std::array<Pair, 10> kPlaces = {{{"off screen", "off-screen"},
                                           {"offscreen", "off-screen"},
                                           {"o.s.", "off-screen"},
                                           {"o.s", "off-screen"},
                                           {"v.o", "in voice-over"},
                                           {"voice-over", "in voice-over"},
                                           {"voice over", "in voice-over"},
                                           {"voiceover", "in voice-over"},
                                           {"v.o.", "in voice-over"},
                                           {"off camera", "off-camera"}}};
// `off-screen` and its like are adverbs, too.
constexpr std::array<std::string_view, 18> kFollowers = {
    "to",      "in",      "with", "from",  "under", "over",   "into",       "at",         "across",
    "through", "without", "on",   "again", "aloud", "toward", "off-screen", "off-camera", "between"};
constexpr std::array<std::string_view, 9> kNounStarts = {"a", "an", "the", "his", "her", "their", "its", "my", "one"};
// With one of these inside, the words are more than adjectives.
constexpr std::array<std::string_view, 19> kClauseWords = {"with", "like",  "as",     "of",    "than",  "from", "that",
                                                           "who",  "which", "in",     "on",    "at",    "he",   "she",
                                                           "they", "it",    "speaks", "talks", "accent"};
constexpr std::size_t kMaxAdjectives = 7;  // words; a longer row does not read before a noun

char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string to_lower(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return to_lower(c); });
    return lower;
}

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

template <std::size_t N>
std::string_view find(const std::array<Pair, N>& list, std::string_view key) {
    const auto* const found =
        std::find_if(list.begin(), list.end(), [&](const Pair& pair) { return pair.first == key; });
    return found == list.end() ? std::string_view() : found->second;
}

std::string_view trim(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\n\r");
    if (begin == std::string_view::npos) {
        return {};
    }
    text = text.substr(begin, text.find_last_not_of(" \t\n\r") + 1 - begin);
    return text.substr(0, size_without_tail(text, true));
}

std::string_view first_word(std::string_view text) {
    return text.substr(0, std::min(text.find_first_of(" ,;"), text.size()));
}

}  // namespace

std::string_view article_before(std::string_view text) {
    const std::string word = to_lower(first_word(text));
    if (word.empty()) {
        return "a";
    }
    if (std::string_view("0123456789").find(word[0]) != std::string_view::npos) {
        const std::string digits = word.substr(0, word.find_first_not_of("0123456789"));
        return word[0] == '8' || digits == "11" || digits == "18" ? "an" : "a";
    }
    for (const std::string_view silent : {"honest", "hour", "heir"}) {
        if (word.starts_with(silent)) {
            return "an";
        }
    }
    for (const std::string_view you : {"uni", "use", "usual", "eu", "one"}) {
        if (word.starts_with(you) && !word.starts_with("unin") && !word.starts_with("unim")) {
            return "a";
        }
    }
    return std::string_view("aeiou").find(word[0]) != std::string_view::npos ? "an" : "a";
}

Manner manner_of(std::string_view delivery) {
    Manner manner;
    bool has_verb = false;
    while (!delivery.empty()) {
        const std::size_t comma = std::min(delivery.find(','), delivery.size());
        const std::string_view words = trim(delivery.substr(0, comma));
        delivery.remove_prefix(std::min(comma + 1, delivery.size()));
        const std::string lower = to_lower(words);
        if (const std::string_view verb = find(kVerbs, lower); !verb.empty() && !has_verb) {
            manner.verb = verb;
            has_verb = true;
        } else if (const std::string_view place = find(kPlaces, lower); !place.empty()) {
            manner.words.emplace_back(place);
        } else if (has_content(words)) {
            manner.words.emplace_back(words);
        }
    }
    return manner;
}

bool follows_verb(std::string_view words) {
    const std::string first = to_lower(first_word(words));
    // `barely audible` is about something else than the verb; `quietly and slowly` is not.
    const std::string_view rest = words.substr(first.size());
    const bool is_alone =
        rest.empty() || rest.starts_with(" and ") || rest.starts_with(" but ") || rest.starts_with(" to ");
    const bool is_adverb = first.size() > 4 && first.ends_with("ly") && first != "lonely" && first != "friendly" &&
                           first != "elderly" && first != "family";
    return (is_adverb && is_alone) || contains(kFollowers, first);
}

bool is_voice_over(std::string_view words) {
    return words == "in voice-over";
}

bool is_out_of_frame(std::string_view words) {
    return words.starts_with("off-screen") || words.starts_with("off-camera");
}

VoiceForm voice_form_of(std::string_view voice) {
    const std::string lower = to_lower(voice);
    if (contains(kNounStarts, first_word(lower))) {
        return VoiceForm::Noun;
    }
    std::size_t count = 0;
    std::string_view rest = lower;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(" ,"), rest.size());
        const std::string_view word = rest.substr(0, end);
        const bool is_plain = std::all_of(
            word.begin(), word.end(), [](unsigned char c) { return (c >= 'a' && c <= 'z') || c == '-' || c == '\''; });
        if (!is_plain || contains(kClauseWords, word)) {
            return VoiceForm::Aside;
        }
        count += word.empty() ? 0U : 1U;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return count > 0 && count <= kMaxAdjectives ? VoiceForm::Adjectives : VoiceForm::Aside;
}

bool is_focal_length(std::string_view item) {
    const std::size_t digits = item.find_first_not_of("0123456789.-");
    return digits != 0 && digits != std::string_view::npos &&
           (item.substr(digits) == "mm" || item.substr(digits) == " mm");
}

bool has_content(std::string_view text) {
    const auto is_read = [](char c) {
        const char lower = to_lower(c);
        return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80U;
    };
    return std::any_of(text.begin(), text.end(), is_read) && size_without_tail(text, true) > 0;
}

}  // namespace shot::prompt
