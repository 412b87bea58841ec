// Which writer writes a prompt.
#include "compiler/prompt/write_prompt.hpp"

#include "compiler/prompt/parts.hpp"

namespace shot::prompt {
namespace {

void write_layout(Draft& draft) {
    const PromptStyle& style = draft.style;
    switch (style.knows(draft.shot.layout) ? draft.shot.layout : style.layouts.front()) {
        case sema::Layout::Blocks:
            write_blocks(draft);
            break;
        case sema::Layout::Prose:
            write_prose(draft);
            break;
        case sema::Layout::Shotlist:
            write_shotlist(draft);
            break;
    }
}

}  // namespace

void write_prompt(const sema::ResolvedShot& shot, const PromptStyle& style, const Attachments& attachments,
                  Prompt& out) {
    Draft draft{shot, style, attachments, PromptBuilder(shot, out), out.losses};
    if (style.form == Form::Sentences) {
        write_sentences(draft, out);
    } else if (shot.operation == sema::Operation::Edit) {
        draft.text.add_sentences(shot.field(sema::FieldKind::Change).phrases, 0);
    } else {
        write_layout(draft);
    }
    find_losses(draft, out);
}

}  // namespace shot::prompt
