// What of a shot its request carries beside the prompt, decided once by check_shot(): the checks, the prompt writer and
// the plan read the same decision, so that nothing is checked that is not sent, and nothing sent that is not checked.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "compiler/sema/resolved_shot.hpp"
#include "compiler/targets/limits.hpp"

namespace shot::targets {

inline constexpr std::uint32_t kNoSpeaker = 0xFFFF'FFFFU;

struct InputFile {
    const sema::MediaFile* file = nullptr;  // of the shot, good as long as it
    std::uint32_t speaker = kNoSpeaker;     // index into ResolvedShot::speakers; none: the shot's own
    std::string_view mime;                  // `image/png`
    bool is_clip = false;
};

struct RequestInputs {
    Size aspect;                     // as the target offers it
    std::string_view resolution;     // the API's word; empty: none of its own
    std::int64_t frames = 0;         // 0: the target does not count them
    std::int64_t frame_rate = 0;     // thousandths; 0: none is known
    std::string_view first_frame_mime;  // empty: there is none
    std::string_view last_frame_mime;
    bool has_negative = false;
    bool has_seed = false;
    std::optional<bool> audio;       // the switch, where there is one
    bool makes_sound = true;
    std::vector<InputFile> characters;  // speakers' files, where they are things of their own
    std::vector<InputFile> references;  // the others, speakers' first

    /// Empties it and keeps its memory.
    void clear() {
        auto kept_characters = std::move(characters);
        auto kept_references = std::move(references);
        kept_characters.clear();
        kept_references.clear();
        *this = {};
        characters = std::move(kept_characters);
        references = std::move(kept_references);
    }

    [[nodiscard]] bool has_first_frame() const { return !first_frame_mime.empty(); }
    [[nodiscard]] bool has_last_frame() const { return !last_frame_mime.empty(); }
    /// How many speakers have a file in the request.
    [[nodiscard]] std::int64_t speakers_with_files() const {
        std::int64_t count = 0;
        for (const std::vector<InputFile>* files : {&characters, &references}) {
            for (std::size_t i = 0; i < files->size(); ++i) {
                const std::uint32_t speaker = (*files)[i].speaker;
                count += speaker != kNoSpeaker && (i == 0 || (*files)[i - 1].speaker != speaker) ? 1 : 0;
            }
        }
        return count;
    }
};

}  // namespace shot::targets
