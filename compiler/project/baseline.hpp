// A baseline: the lint findings of old scripts that are known and not reported, so that only new ones are. A finding is
// known by its file, its lint and the text of its line, with how often that comes: edits elsewhere do not disturb it.
// One is made for a run over scripts; findings are held against it one by one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "compiler/diagnostics/sink.hpp"
#include "compiler/source/file_system.hpp"
#include "compiler/source/source_file.hpp"
#include "compiler/support/result.hpp"

namespace shot::project {

inline constexpr std::uint64_t kMaxBaselineBytes = 256ULL << 20U;

struct BaselineKey {
    std::string file;  // from the baseline's folder, with `/`
    std::string lint;  // `vague-motion`
    std::string line;  // its text without the white space round it, each run of it inside as one blank
    auto operator<=>(const BaselineKey&) const = default;
};

class Baseline {
public:
    using Counts = std::map<BaselineKey, std::size_t>;

    /// An empty one, to be written to `path`.
    Baseline(std::string path, const FileSystem& files);
    /// Fails where the file cannot be read ("read") or is no baseline ("understand").
    static Result<Baseline> read(const std::string& path, const FileSystem& files);

    /// Before a script is checked: its findings are counted by themselves, for several scripts may use one library.
    void begin_script();
    /// Whether the finding stands in the baseline; it is counted. Of more alike than it knows, those that come first are
    /// known.
    bool is_known(std::string_view lint, Span span, const Sources& sources);
    /// The script was checked whole: of its own entries those that were not met are gone.
    void end_script(FileId script, const Sources& sources);

    /// Entries (with how many of each) that nothing raises any more: of scripts that were checked, or are not there.
    [[nodiscard]] Counts gone() const;
    /// What was met, and what stands in files that were not checked and are there: the baseline as it should be.
    [[nodiscard]] Counts refreshed() const;
    /// Findings of the script that is checked that stand in the baseline.
    [[nodiscard]] std::size_t known_count() const { return known_count_; }
    [[nodiscard]] const Counts& entries() const { return entries_; }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    Result<void> read_entries(const std::string& text);
    [[nodiscard]] const std::string& name_of(FileId file, const Sources& sources);
    [[nodiscard]] bool is_open(const std::string& file) const;

    std::string path_;
    const FileSystem* files_;
    std::string folder_;  // canonical
    Counts entries_;
    Counts met_;  // of any script the most
    std::set<std::string, std::less<>> checked_;

    // Of the script that is checked.
    Counts counts_;
    std::map<std::pair<std::string, Span>, bool> places_;  // a lint may be reported at a place once a target
    std::map<FileId, std::string> names_;
    std::size_t known_count_ = 0;
};

/// Lints alone are held against a baseline: codes of the families 07 and 08.
constexpr bool is_in_baselines(std::uint16_t code) {
    return code >= 700 && code < 900;
}

/// The document of the counts, sorted, a line each.
std::string write_baseline(const Baseline::Counts& counts);

}  // namespace shot::project
