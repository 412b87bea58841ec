// Holds a shot against its target's limits. Everything is read from the profile: no model's name stands in this folder.
// What the API would refuse is an error; what it has no words for is a loss.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/sink.hpp"
#include "compiler/prompt/write_prompt.hpp"
#include "compiler/sema/resolved_shot.hpp"
#include "compiler/source/file_system.hpp"
#include "compiler/targets/media.hpp"
#include "compiler/targets/profile.hpp"
#include "compiler/targets/request_inputs.hpp"

namespace shot::targets {

/// What a request leaves out: an entry of the bundle's loss report.
struct Loss {
    std::string what;    // `seed`, `size`, `references`, `first frame`, `beat times`, ...: one word list for all targets
    std::string detail;  // the words that are lost
    std::string reason;  // one sentence
    Span span;
};

/// Puts the shot into the sizes of the target: `854x480` becomes the 480p of its aspect list, and a size that a `target`
/// line gives for another profile the nearest one that is offered, which is a loss. Before everything else.
void fit_size(sema::ResolvedShot& shot, const Profile& profile, diagnostics::Sink& sink, std::vector<Loss>& losses);

/// The checks that need no prompt: length, size, pictures, references and their files, extensions, edits. Fills `inputs`.
/// Appends to `losses`; each new one is a warning (SHOT0616) too, unless the shot extends a clip and only takes it over.
void check_shot(const sema::ResolvedShot& shot, const Profile& profile, const FileSystem& files, MediaCache& media,
                diagnostics::Sink& sink, std::vector<Loss>& losses, RequestInputs& inputs);

/// A loss that is found outside: `said` stands after "cannot take". Reported and added to `losses`.
void report_loss(const sema::ResolvedShot& shot, const Profile& profile, diagnostics::Sink& sink,
                 std::vector<Loss>& losses, std::string_view what, std::string_view said, std::string detail,
                 std::string reason, Span span);

/// What the prompt may speak of.
void make_attachments(const RequestInputs& inputs, const sema::ResolvedShot& shot, prompt::Attachments& out);

/// The checks on the prompt: its length and that of its parts, the name of each speaker with a reference word for word,
/// cross-field rules, and what the writer could not say, which is added to `losses`.
void check_prompt(const sema::ResolvedShot& shot, const Profile& profile, const RequestInputs& inputs,
                  const prompt::Prompt& prompt, diagnostics::Sink& sink, std::vector<Loss>& losses);

}  // namespace shot::targets
