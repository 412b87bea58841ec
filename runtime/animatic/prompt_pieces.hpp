// A prompt cut at its labels, its times and its shots: the first step of read_board.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace shot::animatic {

struct PromptPiece {
    enum class Kind {
        Prose,
        Camera,
        Lens,
        Lighting,
        Palette,
        Actions,
        Dialogue,
        Sound,
        Sfx,
        Music,
        BeatSound,  // `Sound:`: of its beat, or of the clip
        Other,      // a label whose text says nothing that can be drawn
        Time,       // a beat: `0.00–2.40`, `[00:00-00:02]`, `[0-2s]`
        Shot,       // `Shot 2:`, `[Shot 2]`
    };
    Kind kind = Kind::Prose;
    std::string_view text;    // what follows the label, up to the next piece
    std::int64_t begin = -1;  // milliseconds, of a time
    std::int64_t end = -1;
};

/// The pieces in their order, never empty. Nothing inside quotation marks is a label.
std::vector<PromptPiece> split_prompt(std::string_view prompt);

/// The length of the quotation that starts `text`, with its marks; 0 where none does, or where it does not end within
/// its line.
std::size_t quotation_length(std::string_view text);

/// Milliseconds of a time that starts `text` (`2.4`, `0:02.4`, `00:05.000`), and its length; -1 where none does.
std::int64_t read_time(std::string_view text, std::size_t& length);

}  // namespace shot::animatic
