// A script with its libraries: names known, declarations checked, shots listed (those that `make` makes too). Shots are
// resolved one at a time by a ShotReader, so that memory does not grow with what they become.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/diagnostics/sink.hpp"
#include "compiler/sema/resolved_shot.hpp"
#include "compiler/source/file_system.hpp"
#include "compiler/source/source_file.hpp"
#include "compiler/syntax/tree.hpp"

namespace shot::sema {

// Limits: what comes from outside is read up to here and no further.
inline constexpr int kMaxImportDepth = 32;
inline constexpr std::size_t kMaxImportedFiles = 1000;
inline constexpr std::uint64_t kMaxSourceBytes = 8ULL << 20;  // a file; raised by --max-source
inline constexpr std::size_t kMaxShots = 1'000'000;
inline constexpr std::uint64_t kMaxTableBytes = 256ULL << 20;
inline constexpr int kMaxClipChain = 128;  // extensions of extensions
inline constexpr int kMaxStyleDepth = 128;

struct LoadOptions {
    std::vector<std::string> library_folders;               // -I, in order
    std::vector<std::pair<std::string, std::string>> sets;  // --set NAME=VALUE
    std::uint64_t max_source_bytes = kMaxSourceBytes;
};

/// A `target` line of the script.
struct TargetLine {
    std::string profile;
    std::string alias;  // after `as`; empty: none
    syntax::NodeId node;
    Span span;  // the profile's name
};

/// What resolving must know of a target. Made from a profile by targets::view_of().
struct TargetView {
    std::string profile;  // `sora-2`, `wan2.2-t2v-a14b@sglang`
    std::string model;    // without its server
    std::string server;   // `vllm-omni`; empty: there is one alone
    std::string alias;
    syntax::NodeId line;  // the target line whose attributes are the defaults; invalid: none
    bool is_line_borrowed = false;  // it names another profile: its size is a wish
    Milliseconds default_duration = 0;
    std::int32_t default_width = 0;
    std::int32_t default_height = 0;
};

struct Sequence {
    std::string_view name;
    std::string_view title;
    std::vector<ShotId> shots;
    Milliseconds promised = 0;  // 0: none
    Span span;
};

class Script {
public:
    struct Data;
    explicit Script(std::unique_ptr<Data> data);
    Script(Script&&) noexcept;
    Script& operator=(Script&&) noexcept;
    ~Script();

    [[nodiscard]] const std::vector<TargetLine>& targets() const;
    /// The folder of the script, as it was written; empty: the current one.
    [[nodiscard]] const std::string& root_folder() const;
    /// Shots that are compiled, in source order (a `make` stands for its shots): ShotId 0 ... shot_count() - 1.
    [[nodiscard]] std::size_t shot_count() const;
    [[nodiscard]] std::string_view shot_name(ShotId id) const;
    [[nodiscard]] const std::vector<Sequence>& sequences() const;
    /// What a line of dialogue in the script may begin with: names of speakers, and what the prompt calls them.
    [[nodiscard]] std::vector<std::string_view> speaker_names() const;
    /// The script first, then every library and table, in the order in which they were loaded; std libraries included.
    [[nodiscard]] const std::vector<FileId>& files() const;
    /// A file's path from the project's root folder, the same on every machine: what stands in a bundle
    /// (SourceFile::path() is what stands in messages).
    [[nodiscard]] std::string bundle_path(FileId file) const;
    /// `shot compile --print=script`: what is declared and made, as stable text.
    [[nodiscard]] std::string print() const;
    [[nodiscard]] const Data& data() const { return *data_; }

private:
    std::unique_ptr<Data> data_;
};

/// Loads a script and all that it imports, and checks its declarations. `path` is where it lies (`-` was read already
/// and comes as `text` with the path `<stdin>`; its folder is the current one). Always gives a Script; what is wrong is
/// in the sink.
Script load_script(const std::string& path, const std::string* text, const LoadOptions& options,
                   const FileSystem& files, Sources& sources, diagnostics::Sink& sink);

/// Decides everything about the shots of a script for one target, one after the other: keeps its buffers, and what it made
/// of texts that many shots share.
class ShotReader {
public:
    /// All of them outlive the reader.
    ShotReader(const Script& script, const TargetView& target, diagnostics::Sink& sink);
    ~ShotReader();
    ShotReader(const ShotReader&) = delete;
    ShotReader& operator=(const ShotReader&) = delete;

    /// Good until the next call, and the caller's to change until then. Reports what only shows now (times against the duration, arguments of a row). Always
    /// gives a whole result.
    ResolvedShot& resolve(ShotId id);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace shot::sema
