// What the checks of one shot share. Only for the files of this folder.
#pragma once

#include "compiler/targets/check_shot.hpp"

namespace shot::targets {

struct CheckContext {
    const sema::ResolvedShot& shot;
    const Profile& profile;
    const FileSystem& files;
    MediaCache& media;
    diagnostics::Sink& sink;
    std::vector<Loss>& losses;

    /// The span, or the shot's name where the value is the profile's default and stands nowhere.
    [[nodiscard]] Span place(Span span) const { return span.file.is_valid() ? span : shot.span; }
    [[nodiscard]] bool is_extension() const { return shot.operation == sema::Operation::Extend; }
    /// Adds a note that names the limit and its source; does nothing for a report that the sink dropped.
    void note_limit(diagnostics::Report& report, std::string_view limit, std::string_view source) const;
};

// check_media.cpp
bool takes_kind(const MediaLimits& limits, MediaKind kind);
/// What the file is, or null after SHOT0609.
const MediaInfo* read_file(const CheckContext& context, const sema::MediaFile& file);
/// False after SHOT0610: the other limits need not be looked at.
bool check_kind(const CheckContext& context, const sema::MediaFile& file, const MediaInfo& info,
                const MediaLimits& limits);
void check_length(const CheckContext& context, const sema::MediaFile& file, const MediaInfo& info,
                  const MediaLimits& limits);
void check_pixels(const CheckContext& context, const sema::MediaFile& file, const MediaInfo& info,
                  const MediaLimits& limits);
void check_bytes(const CheckContext& context, const sema::MediaFile& file, const MediaInfo& info,
                 const MediaLimits& limits);
// check_references.cpp
void check_first_frame(const CheckContext& context);
void check_characters(const CheckContext& context);
/// A file that is given as an extension's or an edit's source: it must be there, and be a clip.
void check_source_file(const CheckContext& context);
// losses.cpp
void check_losses(const CheckContext& context);
/// Records a loss; `is_taken_over`: an extension has it from its source, so it stands in the report alone.
void lose(const CheckContext& context, std::string_view what, std::string_view said, std::string detail,
          std::string reason, Span span, bool is_taken_over, std::string_view source);

}  // namespace shot::targets
