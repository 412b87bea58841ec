// `--format prompt`: the prompts alone, to read or to paste: `## id "title"`, an empty line, the prompt.
#pragma once

#include "compiler/plan/compile.hpp"

namespace shot::plan {

class PromptOutput : public Output {
public:
    /// `target` stands above the prompts as `# TARGET`; empty: they are of one target alone.
    explicit PromptOutput(std::string_view target = {}) {
        if (!target.empty()) {
            text_.append("# ");
            text_.append(target);
            text_.append("\n");
        }
    }

    [[nodiscard]] bool wants_details() const override { return false; }
    void add_request(const bundle::Request& request, const prompt::Prompt& prompt, Span shot) override;
    [[nodiscard]] std::vector<OutputFile> finish(const bundle::Bundle& frame) override;

private:
    bundle::TextBuffer text_;
};

}  // namespace shot::plan
