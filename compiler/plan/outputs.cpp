#include "compiler/plan/outputs.hpp"

#include "compiler/plan/batch_output.hpp"
#include "compiler/plan/bundle_output.hpp"
#include "compiler/plan/prompt_output.hpp"
#include "compiler/targets/dialect.hpp"

namespace shot::plan {

std::optional<OutputFormat> find_output_format(std::string_view name) {
    if (name == "bundle") {
        return OutputFormat::Bundle;
    }
    if (name == "batch") {
        return OutputFormat::Batch;
    }
    return name == "prompt" ? std::optional(OutputFormat::Prompt) : std::nullopt;
}

std::unique_ptr<Output> make_output(OutputFormat format, Compilation& compilation, const Target& target,
                                    std::string_view heading) {
    switch (format) {
        case OutputFormat::Bundle:
            return std::make_unique<BundleOutput>();
        case OutputFormat::Prompt:
            return std::make_unique<PromptOutput>(heading);
        case OutputFormat::Batch:
            break;
    }
    const auto& batch = target.profile->dialect->batch;
    if (!batch) {
        compilation.sink.report(diag::NoBatch, target.span, target.profile->name)
            .note("leave `--format batch` out: a bundle has each request by itself");
    }
    return std::make_unique<BatchOutput>(batch ? *batch : targets::BatchSettings(), compilation.sink);
}

}  // namespace shot::plan
