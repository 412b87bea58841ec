// A resolved shot -> its board: what one sees and hears when, for people and previews. Made where the output keeps
// details. Text is as the prompt's writers take it from the script: on one line, without stray commas and stops.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/prompt/prompt_builder.hpp"
#include "compiler/sema/script.hpp"
#include "compiler/sema/shared_texts.hpp"
#include "compiler/sema/vocabulary.hpp"
#include "compiler/source/source_file.hpp"
#include "runtime/bundle/board.hpp"

namespace shot::plan {

/// Makes one board after the other, and keeps its buffers. Lives for one compile_target().
class BoardMaker {
public:
    /// Both outlive it.
    BoardMaker(const sema::Script& script, const Sources& sources);

    /// Sets all of `board`, whose memory is used again. `first_frame` is the id of an asset, or empty. Parts of a shot
    /// that is split come one after the other: what a take has set holds in the next part.
    void make(const sema::ResolvedShot& shot, std::string_view first_frame, bundle::Board& board);

private:
    /// What an item of the camera speaks of.
    struct Topics {
        bool is_lens = false;
        bool framing = false;
        bool angle = false;
        bool move = false;
    };
    /// What holds from one beat to the next, until a cut.
    struct Take {
        bool has_framing = false;
        bool has_angle = false;
        std::string lens;
    };
    struct Draft;  // a board that is being made

    void set_palette(Draft& draft);
    void set_beats(Draft& draft);
    void set_beat(Draft& draft, const sema::ResolvedBeat& beat, bool is_first, bundle::BoardBeat& out);
    void set_camera(Draft& draft, sema::Phrases said, bundle::BoardBeat& out);
    void set_lens(Draft& draft, sema::Phrases said, std::string& lens);
    /// Calls visit(text, topics) for each item that has words.
    template <class Visit>
    void for_each_item(Draft& draft, sema::Phrases items, Visit visit);
    [[nodiscard]] Topics topics_of(std::string_view item);
    std::string hex_of(const sema::ResolvedShot& shot, sema::Phrase anchor, const std::string& name);

    const sema::Vocabulary& vocabulary_;
    const Sources& sources_;
    std::optional<sema::Colours> colours_;  // read when a palette is met
    sema::SharedTexts camera_words_;
    prompt::Prompt words_;  // where text is put together
    sema::ShotId shot_;     // the last one
    Take take_;
};

}  // namespace shot::plan
