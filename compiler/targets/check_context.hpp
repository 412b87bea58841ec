// What the checks of one shot share. Only for the files of this folder.
#pragma once

#include "compiler/targets/check_shot.hpp"
#include "compiler/targets/dialect.hpp"

namespace shot::targets {

struct CheckContext {
    const sema::ResolvedShot& shot;
    const Profile& profile;
    const FileSystem& files;
    MediaCache& media;
    diagnostics::Sink& sink;
    std::vector<Loss>& losses;
    RequestInputs& inputs;
    PlaceholderMask holds;  // what the dialect has a place for, in any variant of the operation

    /// The span, or the shot's name where the value is the profile's default and stands nowhere.
    [[nodiscard]] Span place(Span span) const { return span.file.is_valid() ? span : shot.span; }
    [[nodiscard]] bool is_extension() const { return shot.operation == sema::Operation::Extend; }
    [[nodiscard]] bool has_place_for(Placeholder placeholder) const { return (holds & bit_of(placeholder)) != 0; }
    /// Adds a note that names the limit and its source; does nothing for a report that the sink dropped.
    void note_limit(diagnostics::Report& report, std::string_view limit, std::string_view source) const;
};

/// A loss as it is said: `what` it is a kind of, `said` after "cannot take", the words, why, and where.
struct Lost {
    std::string_view what;
    std::string_view said;
    std::string detail;
    std::string reason;
    Span span;
    bool is_taken_over = false;  // an extension has it from its source, so it stands in the report alone
    std::string_view source = {};
};

// check_media.cpp
bool takes_kind(const MediaLimits& limits, MediaKind kind);
/// What the file is, or null after SHOT0609.
const MediaInfo* read_file(const CheckContext& context, const sema::MediaFile& file);
/// False after SHOT0610: the other limits need not be looked at.
bool check_kind(const CheckContext& context, const sema::MediaFile& file, const MediaInfo& info,
                const MediaLimits& limits);
/// Length, pixels, aspect and bytes of a file whose kind fits.
void check_media(const CheckContext& context, const sema::MediaFile& file, const MediaInfo& info,
                 const MediaLimits& limits);
// check_pictures.cpp
void check_pictures(const CheckContext& context);
// check_references.cpp
void check_references(const CheckContext& context);
// check_source.cpp
void check_extension(const CheckContext& context);
void check_edit(const CheckContext& context);
// check_shot.cpp
void check_duration(const CheckContext& context, const DurationLimits& limits, std::string_view what);
// losses.cpp
void check_switches(const CheckContext& context);
/// What the request has that the dialect may have a place for, as it stands before ids are bound.
PlaceholderMask given_of(const sema::ResolvedShot& shot, const RequestInputs& inputs, std::size_t parts);
/// What another variant of the dialect has a place for and the one for this request has not: pictures beside a structured
/// array, say.
void check_variant(const sema::ResolvedShot& shot, const Profile& profile, const RequestInputs& inputs,
                   std::size_t parts, diagnostics::Sink& sink, std::vector<Loss>& losses);
void lose(const CheckContext& context, Lost lost);
void lose(const sema::ResolvedShot& shot, const Profile& profile, diagnostics::Sink& sink, std::vector<Loss>& losses,
          Lost lost);

}  // namespace shot::targets
