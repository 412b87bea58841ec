// `--format prompt`: the prompts alone, to read or to paste: `## id "title"`, an empty line, the prompt.
#pragma once

#include "compiler/plan/compile.hpp"

namespace shot::plan {

class PromptOutput : public Output {
public:
    [[nodiscard]] bool wants_details() const override { return false; }
    void add_request(const bundle::Request& request, const prompt::Prompt& prompt, Span shot) override;
    [[nodiscard]] std::vector<OutputFile> finish(const bundle::Bundle& frame) override;

private:
    bundle::TextBuffer text_;
};

}  // namespace shot::plan
