// The bundle: what a script compiles to and what a runtime renders. Format `shot-bundle`, version 2, published as
// docs/bundle.schema.json. The compiler writes it request by request (writer.hpp); everybody else reads it whole
// (reader.hpp). Equal input gives equal bytes: no times, no host names, no absolute paths.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/bundle/board.hpp"

namespace shot::bundle {

inline constexpr int kVersion = 2;  // 1 had no boards

/// A file that the request needs, or the last frame of another request's clip.
struct Asset {
    std::string id;      // `Fisherman`, `frames-hall`: unique in the bundle; stands in bodies as `${assets.ID.id}`
    std::string kind;    // `character`, `image`, `video`, `frame`
    std::string name;    // character: its name in the prompt; else empty
    std::string path;    // relative to the script's folder; empty for `frame`
    std::string sha256;  // lower-case hex of the file; empty for `frame`
    std::uint64_t bytes = 0;
    std::string request;  // `frame`: the request whose last frame it is
};

/// What the target cannot express.
struct Loss {
    std::string what;    // `seed`, `negative`, `references`
    std::string detail;  // the words that are lost
    std::string reason;  // one sentence
    std::string file;
    std::uint32_t line = 0;  // from 1; 0: no place
};

/// Bytes [start, end) of the prompt come from this line.
struct MapRange {
    std::uint64_t start = 0;
    std::uint64_t end = 0;
    std::string file;
    std::uint32_t line = 0;
};

/// Estimated price. No `micro_usd`: the source says nothing of it.
struct Cost {
    std::optional<std::int64_t> micro_usd;  // millionths of a US dollar; written as a decimal `usd`, or null
    std::string basis;                      // `8 s × 0.30 USD/s`
};

struct Request {
    std::string id;
    std::string title;
    std::string operation;  // `create`, `extend`, `edit`
    std::vector<std::string> depends_on;
    std::string method;  // `POST`
    std::string path;    // `/v1/videos`
    std::string body;    // JSON text, compact, exactly what the API takes (but for late-bound ids)
    std::optional<std::int64_t> milliseconds;  // written as `seconds`; null for an edit
    std::string size;                          // `1280x720`, or empty (null)
    std::vector<std::string> assets;           // ids
    Cost cost;
    std::vector<Loss> lost;
    std::vector<MapRange> source_map;
    Board board;
};

struct Sequence {
    std::string id;
    std::string title;
    std::vector<std::string> shots;
    std::int64_t milliseconds = 0;
    std::optional<std::int64_t> promised_milliseconds;
};

struct ScriptFile {
    std::string path;
    std::string sha256;
};

/// The script and every file that it imports, the script first.
struct Script {
    std::string path;
    std::vector<ScriptFile> files;
};

struct Target {
    std::string name;         // the profile
    std::string alias;        // the name given with `as`; empty: none
    std::string model;
    std::string dialect;
    std::string prompt_style;
    std::string encoding;     // of bodies: `json`, or `multipart`
    std::string facts_as_of;  // ISO date
    std::string state;        // `retired`
};

struct Totals {
    std::uint64_t requests = 0;
    std::int64_t milliseconds = 0;
    std::optional<std::int64_t> micro_usd;  // nothing when a request's price is not known
    std::uint64_t losses = 0;
};

struct Bundle {
    Target target;
    Script script;
    std::vector<Asset> assets;
    std::vector<Request> requests;
    std::vector<Sequence> sequences;
    Totals totals;
};

}  // namespace shot::bundle
