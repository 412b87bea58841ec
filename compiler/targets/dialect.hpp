// An HTTP dialect: how requests are written for a family of servers. Data (stdlib/dialects/*.json): for each operation
// a method, a path and a template of the body, in one or several variants, and what a batch file may hold.
//
// A body template is a JSON object in the order in which it is written. A string that starts with `$` is a placeholder:
// `$model`, `$prompt`, `$seconds:string`, ... (docs/targets/README.md has the list). A member whose placeholder has no
// value is left out, and so is an object or array none of whose placeholders has one. The template is compiled once into
// a flat list of steps, because a hundred thousand bodies are written with it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/sema/resolved_shot.hpp"
#include "compiler/support/result.hpp"
#include "compiler/targets/limits.hpp"

namespace shot::targets {

/// What may stand in a body. Several forms of one thing (`$first_frame.id`, `$first_frame.base64`) are one placeholder.
enum class Placeholder : std::uint8_t {
    Model,
    UploadedModel,
    Prompt,
    Size,
    Width,
    Height,
    ShortSide,
    Aspect,
    Resolution,
    Seconds,
    WholeSeconds,
    Frames,
    FrameRate,
    Source,
    UploadedSource,
    FirstFrame,
    LastFrame,
    Negative,
    Seed,
    Audio,
    Characters,
    References,
    Pictures,
    Clips,
    Parts,
    Item,        // inside an `$each`
    ItemPrompt,  // of parts
    ItemSeconds,
    ItemIndex,
};

using PlaceholderMask = std::uint64_t;
constexpr PlaceholderMask bit_of(Placeholder placeholder) { return 1ULL << static_cast<unsigned>(placeholder); }

/// How a file is handed over: `id`, `file`, `url`, `uri`, `base64`; `mime` is its media type.
enum class FileForm : std::uint8_t { Id, File, Url, Uri, Base64, Mime };

/// A file or a clip that a body names. What is known only when the request runs stands as `${PATH.FORM}`.
struct BoundFile {
    std::string_view path;  // `assets.door`, `requests.confession`; empty: `id` holds
    std::string_view id;    // the provider's, whatever the form
    std::string_view mime;  // `image/png`
    bool is_clip = false;

    [[nodiscard]] bool is_given() const { return !path.empty() || !id.empty(); }
};

/// A shot of a structured array.
struct BodyPart {
    std::string_view prompt;
    std::int64_t milliseconds = 0;
};

/// What the placeholders of one body stand for; empty and zero: no value.
struct BodyValues {
    std::string_view model;
    std::string_view prompt;
    Size size;
    Size aspect;                  // as it is offered; none: that of `size`
    std::string_view resolution;  // the API's word; empty: from `size`
    std::int64_t milliseconds = 0;
    std::int64_t frames = 0;
    std::int64_t frame_rate = 0;  // thousandths
    BoundFile source;
    bool is_uploaded_source = false;  // the source is a file, not a clip that the API made
    BoundFile first_frame;
    BoundFile last_frame;
    std::span<const BoundFile> characters;  // in the order of the speakers
    std::span<const BoundFile> references;
    std::span<const BodyPart> parts;
    std::string_view negative;
    std::optional<std::int64_t> seed;
    std::optional<bool> audio;

    /// The placeholders that have a value.
    [[nodiscard]] PlaceholderMask available() const;
};

/// One step of writing a body.
struct BodyStep {
    enum class Kind : std::uint8_t {
        Literal,  // appends `text`
        Comma,    // appends `,` unless an object or array was just opened
        Unless,   // jumps to `next` when no placeholder of `mask` has a value
        Value,    // appends the placeholder's value as JSON
        Each,     // the steps up to `next`, once an item
        Text,     // the steps up to `next`, their JSON as a string
    };
    Kind kind = Kind::Literal;
    Placeholder placeholder = Placeholder::Model;
    FileForm form = FileForm::Id;
    bool as_string = false;  // seconds: `"8"` and not `8`
    std::uint32_t next = 0;
    PlaceholderMask mask = 0;
    std::string text;   // Literal; seconds as string: what follows the number (`s`); audio: the word for on
    std::string other;  // audio: the word for off
};

struct DialectOperation {
    PlaceholderMask when = 0;  // it holds where all of these have a value
    std::string method;        // `POST`
    std::string path;          // `/v1/videos`; with `{model}`, `{settings.project}`, `{source.id}` in it
    std::vector<BodyStep> body;
    PlaceholderMask holds = 0;  // what the body or the path has a place for
    bool names_source = false;  // the source stands there as an id: one of the provider's own will do
    std::string source;         // a source of the dialect
};

struct BatchSettings {
    std::string endpoint;         // `/v1/videos`
    std::uint64_t max_lines = 0;  // 0: no limit is known
    std::uint64_t max_bytes = 0;
    bool one_model_per_file = false;
    std::vector<sema::Operation> operations;  // those that a batch may hold
    std::string source;

    [[nodiscard]] bool takes(sema::Operation operation) const;
};

struct DialectSource {
    std::string id, title, url, date;
};

struct Dialect {
    enum class Encoding : std::uint8_t { Json, Multipart };

    std::string name;
    std::string title;
    std::string base_url;  // empty: wherever it is run
    std::string facts_as_of;
    Encoding encoding = Encoding::Json;
    std::vector<DialectSource> sources;
    std::vector<DialectOperation> create, extend, edit;  // variants, the first that holds counts; empty: it cannot
    std::optional<BatchSettings> batch;

    [[nodiscard]] const std::vector<DialectOperation>& variants(sema::Operation operation) const;
    /// The variant for a request that has these values; null where the dialect has none.
    [[nodiscard]] const DialectOperation* find_operation(sema::Operation operation, PlaceholderMask available) const;
    /// What any variant has a place for.
    [[nodiscard]] PlaceholderMask holds(sema::Operation operation) const;
};

/// Appends the body as compact JSON to `out`. Text must be UTF-8.
void write_body(const DialectOperation& operation, const BodyValues& values, std::string& out);
/// Appends the path with its placeholders filled; what the settings say stays, as `${settings.project}`.
void write_path(const DialectOperation& operation, const BodyValues& values, std::string& out);

/// Reads a dialect's JSON. A failure's reason names the key by its JSON path.
Result<Dialect> parse_dialect(std::string_view json, std::string_view path);

}  // namespace shot::targets
