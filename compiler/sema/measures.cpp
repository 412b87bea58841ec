#include "compiler/sema/measures.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/parse/values.hpp"

namespace shot::sema {
namespace {

/// Words of the longest measure (`24 frames per second`), and of an item that a person writes.
constexpr std::size_t kMaxMeasureWords = 4;
constexpr std::size_t kMaxItemWords = 64;

Range make_range(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::vector<Range> split_words(std::string_view text) {
    std::vector<Range> words;
    std::size_t at = text.find_first_not_of(" \t");
    while (at != std::string_view::npos && words.size() < kMaxItemWords) {
        const std::size_t end = std::min(text.find_first_of(" \t", at), text.size());
        words.push_back(make_range(at, end));
        at = text.find_first_not_of(" \t", end);
    }
    return words;
}

/// What only a header may set. A focal length or an aperture may stand among words: `50mm prime lens`.
bool is_setting(parse::ShapeKind kind) {
    return kind == parse::ShapeKind::Duration || kind == parse::ShapeKind::Size || kind == parse::ShapeKind::Aspect ||
           kind == parse::ShapeKind::Resolution || kind == parse::ShapeKind::FrameRate;
}

std::string_view find_setting(std::string_view words) {
    const auto shape = parse::find_shape(words);
    if (shape && is_setting(shape->kind)) {
        return parse::shape_name(shape->kind);
    }
    const bool extends = words.starts_with("extends ");
    if (!extends && !words.starts_with("edits ")) {
        return {};
    }
    const std::string_view source = words.substr(extends ? 8 : 6);
    const bool is_source = parse::is_dotted_name(source, true) || (source.size() > 2 && source.front() == '"');
    return !is_source ? std::string_view() : extends ? "`extends`" : "`edits`";
}

bool is_preposition(std::string_view word) {
    constexpr std::array<std::string_view, 5> kWords{"for", "at", "in", "over", "of"};
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

}  // namespace

std::optional<Measure> find_measure(std::string_view item) {
    const std::vector<Range> words = split_words(item);
    if (words.size() < 2) {
        return std::nullopt;
    }
    for (std::size_t first = 0; first < words.size(); ++first) {
        for (std::size_t count = std::min(kMaxMeasureWords, words.size() - first); count > 0; --count) {
            const std::size_t last = first + count - 1;
            const Range range{words[first].begin, words[last].end};
            const std::string_view what = find_setting(item.substr(range.begin, range.size()));
            if (what.empty() || count == words.size()) {
                continue;
            }
            Measure measure{range, {}, what};
            if (first == 0) {
                measure.cut = {range.end, words[last + 1].begin};
            } else if (last + 1 == words.size()) {
                // `wide for 8 seconds`: the word that leads to the measure goes with the comma.
                const std::size_t before = first - 1;
                const bool leads = before > 0 && is_preposition(item.substr(words[before].begin, words[before].size()));
                measure.cut = {words[leads ? before - 1 : before].end, range.begin};
            }
            return measure;
        }
    }
    return std::nullopt;
}

bool is_film_gauge(std::string_view item) {
    std::vector<Range> words = split_words(item);
    const auto word = [&](std::size_t i) {
        std::string lower(i < words.size() ? item.substr(words[i].begin, words[i].size()) : std::string_view());
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        return lower;
    };
    if (words.size() > 2 && (word(words.size() - 1) == "stock" || word(words.size() - 1) == "reel")) {
        words.pop_back();
    }
    if (words.size() < 2 || word(words.size() - 1) != "film") {
        return false;
    }
    const std::size_t count = words.size() - 1;
    const std::size_t begin = word(0) == "super" ? 1 : 0;
    std::string gauge = word(begin);
    if (count == begin + 2 && word(begin + 1) == "mm") {
        gauge += "mm";
    } else if (count != begin + 1) {
        return false;
    }
    if (gauge.ends_with("mm")) {
        gauge.resize(gauge.size() - 2);
    } else if (begin == 0) {
        return false;  // `16 film` is no gauge, `Super 16 film` is one
    }
    constexpr std::array<std::string_view, 6> kGauges{"8", "9.5", "16", "35", "65", "70"};
    return std::find(kGauges.begin(), kGauges.end(), gauge) != kGauges.end();
}

}  // namespace shot::sema
