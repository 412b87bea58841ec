#include "compiler/lint/speech.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "compiler/source/code_points.hpp"

namespace shot::lint {
namespace {

Failure make_failure(std::string reason) {
    return {"read", "lints/speech.json", std::move(reason)};
}

/// The script of a letter that is written without spaces, or counts as a syllable.
std::string_view script_of(char32_t c) {
    if (c >= 0x3040 && c <= 0x30FF) {
        return "kana";
    }
    if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF)) {
        return "han";
    }
    if (c >= 0xAC00 && c <= 0xD7A3) {
        return "hangul";
    }
    if (c >= 0x0E00 && c <= 0x0E7F) {
        return "thai";
    }
    return {};
}

bool is_comma(char32_t c) {
    return c == ',' || c == ';' || c == ':' || c == 0x3001 || c == 0xFF0C || c == 0x2014 || c == 0x2013;
}
bool is_stop(char32_t c) {
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F;
}

/// Words of the line, in small letters, without marks.
std::vector<std::string> words_of(std::string_view line) {
    std::vector<std::string> words;
    bool is_open = false;
    for (const char c : line) {
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                               c == '\'' || static_cast<unsigned char>(c) >= 0x80;
        if (is_letter && !is_open) {
            words.emplace_back();
        }
        if (is_letter) {
            words.back() += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        }
        is_open = is_letter;
    }
    return words;
}

}  // namespace

Result<SpeechRates> SpeechRates::parse(std::string_view json) {
    const nlohmann::json document = nlohmann::json::parse(json, nullptr, false);
    if (!document.is_object()) {
        return tl::make_unexpected(make_failure("is no JSON object"));
    }
    const auto is_number = [](const nlohmann::json& value, const char* key) {
        return value.contains(key) && value[key].is_number() && value[key].get<double>() > 0;
    };
    SpeechRates rates;
    for (const char* key : {"comma_pause", "stop_pause"}) {
        if (!is_number(document, key)) {
            return tl::make_unexpected(make_failure(std::string("$.") + key + ": is no number of seconds"));
        }
    }
    const auto thousandths = [](const nlohmann::json& value) {
        return static_cast<std::int64_t>(value.get<double>() * 1000 + 0.5);
    };
    rates.comma_pause_ = thousandths(document["comma_pause"]);
    rates.stop_pause_ = thousandths(document["stop_pause"]);
    if (!document.contains("languages") || !document["languages"].is_array() || document["languages"].empty()) {
        return tl::make_unexpected(make_failure("$.languages: is missing, or empty"));
    }
    for (const auto& [key, value] : document.items()) {
        if (key != "about" && key != "sources" && key != "comma_pause" && key != "stop_pause" && key != "languages") {
            return tl::make_unexpected(make_failure("$." + key + ": is not known"));
        }
    }
    for (const auto& entry : document["languages"]) {
        if (!entry.is_object() || !entry.contains("name") || !entry["name"].is_string() ||
            !is_number(entry, "per_second")) {
            return tl::make_unexpected(make_failure("$.languages: an entry lacks `name` or `per_second`"));
        }
        const std::string basis = entry.value("basis", nlohmann::json()).is_string() ? entry["basis"].get<std::string>() : "";
        if (basis != "estimate" && (basis != "measured" || !is_number(entry, "measured"))) {
            return tl::make_unexpected(make_failure(
                "$.languages: an entry's `basis` is neither `estimate` nor `measured`, with its figure a minute"));
        }
        Language& language = rates.languages_.emplace_back();
        language.name = entry["name"].get<std::string>();
        language.per_second = thousandths(entry["per_second"]);
        language.script =
            entry.contains("script") && entry["script"].is_string() ? entry["script"].get<std::string>() : "";
        std::int64_t& slowest = language.script.empty() ? rates.slowest_word_ : rates.slowest_letter_;
        slowest = std::max(slowest, 1'000'000 / language.per_second + 1);
        const std::size_t index = rates.languages_.size() - 1;
        if (index < 32 && entry.contains("words") && entry["words"].is_array()) {
            for (const auto& word : entry["words"]) {
                if (word.is_string()) {
                    rates.by_word_[word.get<std::string>()] |= 1U << index;
                }
            }
        }
    }
    return rates;
}

const SpeechRates::Language* SpeechRates::find_script(std::string_view line) const {
    // Kana tells Japanese from Chinese, however much of it is kanji.
    std::string_view script;
    for (std::size_t at = 0; at < line.size();) {
        const CodePoint point = read_code_point(line, at);
        const std::string_view found = script_of(point.value);
        script = found == "kana" || script.empty() ? (found.empty() ? script : found) : script;
        at += point.length;
    }
    const auto found = std::find_if(languages_.begin(), languages_.end(), [&](const Language& language) {
        return !script.empty() && language.script == script;
    });
    return found == languages_.end() ? nullptr : &*found;
}

const SpeechRates::Language& SpeechRates::find_language(std::string_view line, bool& is_known) const {
    std::array<std::uint32_t, 32> counts = {};
    for (const std::string& word : words_of(line)) {
        const auto found = by_word_.find(word);
        for (std::size_t i = 0; found != by_word_.end() && i < counts.size(); ++i) {
            counts[i] += found->second >> i & 1U;
        }
    }
    const auto most = std::max_element(counts.begin(), counts.end()) - counts.begin();  // the first of equals
    is_known = counts[static_cast<std::size_t>(most)] > 0;
    return languages_[static_cast<std::size_t>(most)];
}

std::int64_t SpeechRates::bound(std::string_view line) const {
    std::int64_t words = 1;
    std::int64_t marks = 0;
    std::int64_t wide = 0;  // bytes of letters beyond ASCII
    bool was_wide = false;
    for (const char c : line) {
        const bool is_wide = static_cast<unsigned char>(c) >= 0x80;
        words += c == ' ' || (c >= '0' && c <= '9') || (was_wide && !is_wide) ? 1 : 0;
        was_wide = is_wide;
        marks += c == ',' || c == '.' || c == '!' || c == '?' || c == ';' || c == ':' ? 1 : 0;
        wide += is_wide ? 1 : 0;
    }
    return words * slowest_word_ + (marks + wide / 3) * stop_pause_ + wide / 3 * slowest_letter_;
}

/// A line may have words of two scripts, each at its own rate: `We met in 東京.` Each digit of a number is a word: `1987`
/// is said in three or four.
Speech SpeechRates::measure(std::string_view line) const {
    const Language* letters_of = find_script(line);
    Speech speech;
    const Language& words_of = find_language(line, speech.is_language_known);
    std::int64_t words = 0;
    std::int64_t letters = 0;
    std::int64_t pauses = 0;
    bool was_mark = true;  // one pause for `...`, none before the first word
    bool is_word = false;
    bool was_digit = false;
    for (std::size_t at = 0; at < line.size();) {
        const CodePoint point = read_code_point(line, at);
        const char32_t c = point.value;
        at += point.length;
        const bool is_digit = c >= '0' && c <= '9';
        const bool is_in_number = was_digit && at < line.size() && line[at] >= '0' && line[at] <= '9';
        const bool is_mark = (is_comma(c) || is_stop(c)) && !is_in_number;
        if (is_mark && !was_mark && at < line.size()) {
            pauses += is_stop(c) ? stop_pause_ : comma_pause_;
        }
        const bool is_letter = !is_mark && c != ' ' && c != '"' && c != '-' && c != '(' && c != ')' && c > 0x20;
        const bool is_of_script = letters_of != nullptr && is_letter && !script_of(c).empty();
        letters += is_of_script ? 1 : 0;
        words += is_letter && !is_of_script && (!is_word || (is_digit && was_digit)) ? 1 : 0;
        is_word = !is_of_script && (is_letter || (is_word && c == '-'));
        was_mark = is_mark || (was_mark && c == ' ');
        was_digit = is_digit || (is_in_number && !is_mark);
    }
    const std::int64_t words_time = words * 1'000'000 / words_of.per_second;
    const std::int64_t letters_time = letters_of != nullptr ? letters * 1'000'000 / letters_of->per_second : 0;
    const Language& main = letters_time > words_time ? *letters_of : words_of;
    speech.is_words = main.script.empty();
    speech.count = speech.is_words ? words + (letters > 0 ? 1 : 0) : letters + words;
    speech.per_second = main.per_second;
    speech.language = main.name;
    speech.is_language_known = speech.is_language_known || !speech.is_words;
    speech.milliseconds = words_time + letters_time + pauses;
    return speech;
}

}  // namespace shot::lint
