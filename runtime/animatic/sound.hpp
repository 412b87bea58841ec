// The sound of a clip: a quiet bed by the words of the script (stdlib/animatic/sounds.json), effects at their beats, a
// chord for music, and the dialogue as speech where espeak-ng is installed.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/support/result.hpp"
#include "runtime/animatic/captions.hpp"
#include "runtime/bundle/board.hpp"

namespace shot::animatic {

inline constexpr int kSampleRate = 48'000;

/// A line that was spoken: where it begins, and its samples from -1 to 1.
struct Speech {
    std::int64_t begin = 0;  // samples from the start of the board
    std::vector<float> samples;
};

/// The lines of a board as speech, one after another inside their beat: faster where they are too long, then cut at its
/// end, so that one hears that they are. Nothing where espeak-ng is not there. A failure: it was cancelled.
Result<std::vector<Speech>> speak_lines(const std::vector<Subtitle>& subtitles, const std::atomic<bool>* is_cancelled);

/// Writes a WAV of one channel: `silence` samples of nothing, then `length` samples of the board.
Result<void> write_sound(const bundle::Board& board, const std::vector<Speech>& speeches, std::int64_t silence,
                         std::int64_t length, const std::string& path);

}  // namespace shot::animatic
