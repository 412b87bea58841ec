// The forms that a compiled script is written in, by the name that `--format` has for them.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "compiler/plan/compile.hpp"

namespace shot::plan {

enum class OutputFormat { Bundle, Batch, Prompt };

/// `bundle`, `batch`, `prompt`.
std::optional<OutputFormat> find_output_format(std::string_view name);

/// An output for one compile_target(). `compilation` and `target` outlive it; what a batch cannot hold is reported.
/// `heading` stands above prompts that go to one place with those of other targets.
std::unique_ptr<Output> make_output(OutputFormat format, Compilation& compilation, const Target& target,
                                    std::string_view heading = {});

}  // namespace shot::plan
