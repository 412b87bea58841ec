// Holds a shot against its target's limits. Everything is read from the profile: no model's name stands in this folder.
// What the API would refuse is an error; what it has no words for is a loss.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/sink.hpp"
#include "compiler/sema/resolved_shot.hpp"
#include "compiler/source/file_system.hpp"
#include "compiler/targets/media.hpp"
#include "compiler/targets/profile.hpp"

namespace shot::targets {

/// What a request leaves out: an entry of the bundle's loss report.
struct Loss {
    std::string what;    // `seed`, `negative`, `last frame`, `references`, `first frame`, `silent`, `frame rate`
    std::string detail;  // the words that are lost
    std::string reason;  // one sentence
    Span span;
};

/// The checks that need no prompt: length, size, references and their files, extensions, edits, cross-field rules.
/// Appends to `losses`; each new one is a warning (SHOT0616) too, unless the shot extends a clip and only takes it
/// over.
void check_shot(const sema::ResolvedShot& shot, const Profile& profile, const FileSystem& files, MediaCache& media,
                diagnostics::Sink& sink, std::vector<Loss>& losses);

/// The checks on the prompt's text: its length, and the name of each speaker with a reference word for word.
void check_prompt(const sema::ResolvedShot& shot, const Profile& profile, std::string_view prompt,
                  diagnostics::Sink& sink);

/// The files of a speaker that its request uses: seen, on a target that takes references for this operation, of a kind
/// that it takes, in order, at most CharacterLimits::max_files. Empty: the speaker has no asset in this request.
std::vector<const sema::MediaFile*> find_character_files(const sema::ResolvedShot& shot,
                                                         const sema::ResolvedSpeaker& speaker, const Profile& profile,
                                                         const FileSystem& files, MediaCache& media);

}  // namespace shot::targets
