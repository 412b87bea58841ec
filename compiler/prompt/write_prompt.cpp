// Which writer writes a prompt.
#include "compiler/prompt/write_prompt.hpp"

#include "compiler/prompt/parts.hpp"

namespace shot::prompt {

void write_prompt(const sema::ResolvedShot& shot, const PromptStyle& style, const Attachments& attachments,
                  Prompt& out) {
    Draft draft{shot, style, attachments, PromptBuilder(shot, out)};
    if (shot.operation == sema::Operation::Edit) {
        draft.text.add_sentences(shot.field(sema::FieldKind::Change).phrases, 0);
        return;
    }
    switch (style.knows(shot.layout) ? shot.layout : style.layouts.front()) {
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

}  // namespace shot::prompt
