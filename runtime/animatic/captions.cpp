#include "runtime/animatic/captions.hpp"

#include <algorithm>

namespace shot::animatic {
namespace {

constexpr std::int64_t kLeast = 12;        // bytes that any text counts as in its share of a beat
constexpr std::int64_t kMost = 1 << 20;    // and at most
constexpr std::size_t kMaxTogether = 150;  // bytes of actions that stand in the frame at once

/// Shares a time out by the lengths of texts; a short one gets its part too.
template <class Text, class Add>
void share_out(const std::vector<Text>& texts, std::int64_t begin, std::int64_t end, const Add& add) {
    const auto weight = [](const Text& text) {
        return std::clamp(static_cast<std::int64_t>(text.size()), kLeast, kMost);
    };
    std::int64_t all = 0;
    for (const Text& text : texts) {
        all += weight(text);
    }
    std::int64_t before = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::int64_t from = begin + (end - begin) * before / all;
        before += weight(texts[i]);
        add(i, from, begin + (end - begin) * before / all);
    }
}

}  // namespace

std::vector<Caption> make_captions(const bundle::Board& board, std::int64_t milliseconds) {
    std::vector<Caption> captions;
    for (const bundle::BoardBeat& beat : board.beats) {
        const std::int64_t end = std::min(beat.end, milliseconds);
        std::size_t length = 0;
        std::string together;
        for (const std::string& action : beat.actions) {
            length += action.size();
            if (length <= kMaxTogether) {
                together += (together.empty() ? "" : " · ") + action;
            }
        }
        if (beat.actions.empty() || end <= beat.begin) {
            continue;
        }
        if (length <= kMaxTogether) {
            captions.push_back({beat.begin, end, together});
            continue;
        }
        share_out(beat.actions, beat.begin, end, [&](std::size_t index, std::int64_t from, std::int64_t to) {
            captions.push_back({from, to, beat.actions[index]});
        });
    }
    return captions;
}

std::vector<Subtitle> make_subtitles(const bundle::Board& board, std::int64_t milliseconds) {
    std::vector<Subtitle> subtitles;
    for (const bundle::BoardBeat& beat : board.beats) {
        const std::int64_t end = std::min(beat.end, milliseconds);
        if (end <= beat.begin) {
            continue;
        }
        std::vector<std::string_view> texts;
        for (const bundle::Line& line : beat.lines) {
            texts.emplace_back(line.text);
        }
        share_out(texts, beat.begin, end, [&](std::size_t index, std::int64_t from, std::int64_t to) {
            subtitles.push_back({from, to, end, beat.lines[index]});
        });
    }
    return subtitles;
}

}  // namespace shot::animatic
