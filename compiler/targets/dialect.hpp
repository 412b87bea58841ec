// An HTTP dialect: how requests are written for a family of servers. Data (stdlib/dialects/*.json): for each operation
// a method, a path and a template of the body, and what a batch file may hold.
//
// A body template is a JSON object in the order in which it is written. A string that starts with `$` is a placeholder:
// `$model`, `$prompt`, `$size`, `$seconds:string`, ... (docs/targets/README.md has the list). A member whose
// placeholder has no value is left out, and so is an object or array none of whose placeholders has one. `{"$each":
// "characters", "item": {"id": "$item.id"}}` is an array with an item for each value. The template is compiled once
// into a flat list of steps, because a hundred thousand bodies are written with it.
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

namespace shot::targets {

/// What the placeholders of one body stand for; empty and zero: no value. Ids may be late-bound (`${requests.a.id}`).
struct BodyValues {
    std::string_view model;
    std::string_view prompt;
    std::int32_t width = 0;
    std::int32_t height = 0;
    std::int64_t milliseconds = 0;
    std::string_view source_id;
    bool is_uploaded_source = false;  // the source is a file, not a clip that the API made
    std::string_view first_frame_id;
    std::string_view last_frame_id;
    std::span<const std::string_view> characters;  // ids, in the order of the speakers
    std::span<const std::string_view> references;  // ids
    std::string_view negative;
    std::optional<std::int64_t> seed;
    std::optional<bool> audio;
};

enum class Placeholder : std::uint8_t {
    Model,
    UploadedModel,
    Prompt,
    Size,
    Width,
    Height,
    Aspect,
    Resolution,
    Seconds,
    SourceId,
    FirstFrameId,
    LastFrameId,
    Negative,
    Seed,
    Audio,
    Characters,
    References,
    ItemId
};

/// One step of writing a body.
struct BodyStep {
    enum class Kind : std::uint8_t {
        Literal,  // appends `text`
        Comma,    // appends `,` unless an object or array was just opened
        Unless,   // jumps to `next` when no placeholder of `mask` has a value
        Value,    // appends the placeholder's value as JSON
        Each,     // the steps up to `next`, once an item
    };
    Kind kind = Kind::Literal;
    Placeholder placeholder = Placeholder::Model;
    bool as_string = false;  // Seconds: `"8"` and not `8`
    std::uint32_t next = 0;
    std::uint32_t mask = 0;
    std::string text;  // Literal; Seconds as string: what follows the number (`s`)
};

struct DialectOperation {
    std::string method;  // `POST`
    std::string path;    // `/v1/videos`
    std::vector<BodyStep> body;
    std::string source;  // a source of the dialect
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
    std::string name;
    std::string title;
    std::string base_url;
    std::string facts_as_of;
    std::vector<DialectSource> sources;
    std::optional<DialectOperation> create, extend, edit;
    std::optional<BatchSettings> batch;

    /// How the operation is written; null where the dialect has none.
    [[nodiscard]] const DialectOperation* find_operation(sema::Operation operation) const;
};

/// Appends the body as compact JSON to `out`. Text must be UTF-8.
void write_body(const DialectOperation& operation, const BodyValues& values, std::string& out);

/// Reads a dialect's JSON. A failure's reason names the key by its JSON path.
Result<Dialect> parse_dialect(std::string_view json, std::string_view path);
/// The built-in dialect; a failure where there is none.
Result<std::shared_ptr<const Dialect>> find_dialect(std::string_view name);

}  // namespace shot::targets
