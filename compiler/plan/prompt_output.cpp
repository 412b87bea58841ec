#include "compiler/plan/prompt_output.hpp"

#include <utility>

namespace shot::plan {

void PromptOutput::add_request(const bundle::Request& request, const prompt::Prompt& prompt, Span /*shot*/) {
    text_.append(text_.is_empty() ? "## " : "\n## ");
    text_.append(request.id);
    if (!request.title.empty()) {
        text_.append(" \"");
        text_.append(request.title);
        text_.append("\"");
    }
    text_.append("\n\n");
    text_.append(prompt.text);
    text_.append(prompt.text.ends_with('\n') ? "" : "\n");
}

std::vector<OutputFile> PromptOutput::finish(const bundle::Bundle& /*frame*/) {
    std::vector<OutputFile> files(1);
    files.front().text = std::exchange(text_, bundle::TextBuffer());
    return files;
}

}  // namespace shot::plan
