// ResolvedShot::clear(): as new, with the memory of the shot before.
#include "compiler/sema/resolved_shot.hpp"

namespace shot::sema {

void ResolvedShot::clear() {
    id = {};
    name = {};
    title = {};
    span = {};
    operation = Operation::Create;
    source = {};

    duration = 0;
    duration_span = {};
    is_duration_of_target = false;
    width = 0;
    height = 0;
    size_span = {};
    is_size_exact = true;
    is_aspect_borrowed = false;
    are_lines_borrowed = false;
    is_silent = false;
    silent_span = {};
    frame_rate = 0;
    frame_rate_span = {};
    seed.reset();
    seed_span = {};
    layout = Layout::Blocks;

    fields.fill({});
    speakers.clear();
    actions = {};
    beats.clear();
    dialogue.clear();
    shot_dialogue_count = 0;
    subject_is_names = false;
    first_frame = {};
    last_frame = {};
    references.clear();
    references_span = {};
    negative_span = {};

    extension_number = 0;
    total_duration = 0;

    phrases.clear();
    chunks.clear();
    arena.clear();
}

}  // namespace shot::sema
