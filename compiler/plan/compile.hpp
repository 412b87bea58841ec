// The pipeline behind `shot check` and `shot compile`: load, resolve, check, write prompts, plan; one shot at a time.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "compiler/diagnostics/sink.hpp"
#include "compiler/lint/house_rules.hpp"
#include "compiler/plan/levels.hpp"
#include "compiler/prompt/write_prompt.hpp"
#include "compiler/sema/script.hpp"
#include "compiler/source/file_system.hpp"
#include "compiler/source/source_file.hpp"
#include "compiler/targets/profile.hpp"
#include "runtime/bundle/bundle.hpp"
#include "runtime/bundle/text_buffer.hpp"

namespace shot::plan {

struct Options {
    sema::LoadOptions load;
    std::string target;        // profiles, or names given with `as`, with commas between; empty: the script's first
    std::string default_target;  // a profile, for a script without a `target` line; empty: sora-2
    Span default_target_span;    // where the project names it
    bool all_targets = false;  // each `target` line in turn
    bool strict = false;       // losses are errors
    bool split = false;        // a shot that is too long for the target becomes several clips
    bool craft = false;        // lints: how the prompts read, and the film
    LintLevels levels;
    std::shared_ptr<const lint::HouseRules> house_rules;  // null: none
    std::string as_of;         // ISO date that lifecycles are held against; empty: the date of the profile's facts
};

/// Everything one run of the compiler shares: no state stands elsewhere.
struct Compilation {
    const FileSystem& files;
    Options options;
    Sources sources;
    diagnostics::Sink sink;
};

/// A target that is compiled for: a profile and the script's line for it.
struct Target {
    std::shared_ptr<const targets::Profile> profile;
    sema::TargetView view;
    Span span;  // where the script names it; an invalid file: the command line, or the default
    bool is_default = false;  // nobody names it
};

/// A text that was asked for. `suffix` goes between the stem and the extension of the name that the user gave: empty for
/// the first, `-2`, `-3` for what a limit cut off.
struct OutputFile {
    std::string suffix;
    bundle::TextBuffer text;
};

/// Takes what is compiled, request by request. What the references hold is good for the call only.
class Output {
public:
    virtual ~Output() = default;
    /// False: source maps, boards and the hashes of files are not asked for, and left empty.
    [[nodiscard]] virtual bool wants_details() const { return true; }
    /// `shot` is the shot's name in the script: where problems of the request are reported.
    virtual void add_request(const bundle::Request& request, const prompt::Prompt& prompt, Span shot) = 0;
    /// What was made of them, at least one file; `frame` is what compile_target() gave. Called once, last.
    [[nodiscard]] virtual std::vector<OutputFile> finish(const bundle::Bundle& frame) = 0;
};

/// The targets that the options and the script ask for, in order: never empty unless the sink has an error. A script
/// without a `target` line and without --target is compiled for the project's target, or for sora-2.
std::vector<Target> select_targets(Compilation& compilation, const sema::Script& script);

/// Reports what is wrong with the shots whatever they are made for: when no target could be chosen, names, attributes and
/// beats are still checked.
void check_without_target(Compilation& compilation, const sema::Script& script);

/// Resolves and checks every shot for one target; with an `output`, also writes prompts and requests to it. The rest of
/// the bundle (all but `requests`) is the result. Errors are in the sink: the caller throws output away then.
bundle::Bundle compile_target(Compilation& compilation, const sema::Script& script, const Target& target, Output* output);

}  // namespace shot::plan
