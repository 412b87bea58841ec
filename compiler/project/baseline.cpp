#include "compiler/project/baseline.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/support/sha256.hpp"
#include "compiler/source/paths.hpp"
#include "compiler/support/json_text.hpp"

namespace shot::project {
namespace {

constexpr std::string_view kVersionKey = "shot-baseline";
constexpr int kVersion = 1;
constexpr std::size_t kLongestLine = 200;  // bytes that a person reads; of a longer line the rest is a hash
constexpr std::size_t kHashDigits = 16;

/// The line as an entry has it.
std::string entry_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        const bool is_blank = c == ' ' || c == '\t' || c == '\r';
        if (!is_blank) {
            line += c;
        } else if (!line.empty() && line.back() != ' ') {
            line += ' ';
        }
    }
    line.resize(line.find_last_not_of(' ') + 1);
    if (line.size() > kLongestLine) {
        const std::string hash = sha256_of(line).substr(0, kHashDigits);
        std::size_t cut = kLongestLine - kHashDigits;
        while ((static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80) {
            --cut;
        }
        line = fmt::format("{}… {}", line.substr(0, cut), hash);
    }
    return line;
}

/// What is wrong with one entry; empty: it is in `out`.
std::string read_entry(const nlohmann::json& entry, Baseline::Counts& out) {
    if (!entry.is_object()) {
        return "is no object";
    }
    BaselineKey key;
    std::size_t count = 1;
    for (const auto& [name, value] : entry.items()) {
        std::string* text = name == "file" ? &key.file : name == "lint" ? &key.lint : name == "line" ? &key.line : nullptr;
        if (text != nullptr && value.is_string()) {
            *text = value.get<std::string>();
        } else if (name == "count" && value.is_number_unsigned() && value.get<std::uint64_t>() > 0) {
            count = value.get<std::size_t>();
        } else {
            return text != nullptr ? fmt::format("has a `{}` that is no text", name)
                   : name == "count" ? "has a `count` that is no number from 1"
                                     : fmt::format("has `{}`, which is not known", name);
        }
    }
    if (key.file.empty() || key.lint.empty()) {
        return "has no `file` or no `lint`";
    }
    out[std::move(key)] += count;
    return {};
}

/// What is wrong with the document; empty: its entries are in `out`.
std::string read_document(const nlohmann::json& document, Baseline::Counts& out) {
    if (!document.is_object() || !document.contains(kVersionKey)) {
        return fmt::format("it is no baseline: it has no `{}`", kVersionKey);
    }
    const nlohmann::json& version = document[std::string(kVersionKey)];
    if (version != kVersion) {
        return fmt::format("it is of version {}, this program knows {}", version.dump(), kVersion);
    }
    for (const auto& [name, value] : document.items()) {
        if (name != kVersionKey && name != "findings") {
            return fmt::format("`{}` is not known", name);
        }
    }
    const auto findings = document.find("findings");
    if (findings == document.end() || !findings->is_array()) {
        return "`findings` is no list";
    }
    for (std::size_t i = 0; i < findings->size(); ++i) {
        if (const std::string wrong = read_entry((*findings)[i], out); !wrong.empty()) {
            return fmt::format("entry {} {}", i + 1, wrong);
        }
    }
    return {};
}

}  // namespace

Baseline::Baseline(std::string path, const FileSystem& files) : path_(std::move(path)), files_(&files) {
    const std::string folder(parent_path(path_));
    folder_ = files.canonical(folder.empty() ? "." : folder).value_or(folder);
}

Result<Baseline> Baseline::read(const std::string& path, const FileSystem& files) {
    const auto text = files.read(path, kMaxBaselineBytes);
    if (!text) {
        return tl::make_unexpected(text.error());
    }
    Baseline baseline(path, files);
    if (const auto done = baseline.read_entries(*text); !done) {
        return tl::make_unexpected(done.error());
    }
    return baseline;
}

Result<void> Baseline::read_entries(const std::string& text) {
    std::string wrong;
    try {
        wrong = read_document(nlohmann::json::parse(text), entries_);
    } catch (const nlohmann::json::parse_error& error) {
        const std::size_t at = std::min<std::size_t>(error.byte, text.size());
        wrong = fmt::format("it is no JSON from line {} on",
                            1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    } catch (const nlohmann::json::exception& error) {
        wrong = error.what();
    }
    if (!wrong.empty()) {
        return tl::make_unexpected(Failure{"understand", path_, wrong});
    }
    return {};
}

void Baseline::begin_script() {
    counts_.clear();
    places_.clear();
    names_.clear();
    known_count_ = 0;
}

bool Baseline::is_known(std::string_view lint, Span span, const Sources& sources) {
    const auto [place, is_new] = places_.try_emplace({std::string(lint), span}, false);
    if (!is_new) {
        return place->second;
    }
    BaselineKey key;
    key.lint = lint;
    if (span.file.is_valid()) {
        const SourceFile& source = sources.get(span.file);
        key.file = name_of(span.file, sources);
        key.line = entry_line(source.line_text(source.line_of(span.begin)));
    }
    const std::size_t count = ++counts_[key];
    met_[key] = std::max(met_[key], count);
    const auto entry = entries_.find(key);
    place->second = entry != entries_.end() && count <= entry->second;
    known_count_ += place->second ? 1 : 0;
    return place->second;
}

void Baseline::end_script(FileId script, const Sources& sources) {
    checked_.insert(name_of(script, sources));
}

const std::string& Baseline::name_of(FileId file, const Sources& sources) {
    const auto [name, is_new] = names_.try_emplace(file);
    if (is_new) {
        const std::string& path = sources.get(file).path();
        const auto canonical = files_->canonical(path);
        name->second = canonical ? relative_path(*canonical, folder_) : path;  // `<stdin>`, `std/film.shot`
    }
    return name->second;
}

/// Whether the file's entries may still be met: it is not among the scripts that were checked, and is there.
bool Baseline::is_open(const std::string& file) const {
    return !checked_.contains(file) && (file.starts_with('<') || file.starts_with("std/") ||
                                        files_->info(join_path(folder_, file)).kind != FileInfo::Kind::Missing);
}

Baseline::Counts Baseline::gone() const {
    Counts gone;
    for (const auto& [key, count] : entries_) {
        const auto met = met_.find(key);
        const std::size_t left = met == met_.end() ? 0 : std::min(met->second, count);
        if (left < count && !is_open(key.file)) {
            gone[key] = count - left;
        }
    }
    return gone;
}

Baseline::Counts Baseline::refreshed() const {
    Counts all = met_;
    for (const auto& [key, count] : entries_) {
        if (is_open(key.file)) {
            all[key] = std::max(all[key], count);
        }
    }
    return all;
}

std::string write_baseline(const Baseline::Counts& counts) {
    std::string text = fmt::format("{{\n  \"{}\": {},\n  \"findings\": [", kVersionKey, kVersion);
    bool is_first = true;
    for (const auto& [key, count] : counts) {
        text += is_first ? "\n    {" : ",\n    {";
        is_first = false;
        const std::pair<std::string_view, const std::string&> parts[] = {
            {"\"file\": ", key.file}, {", \"lint\": ", key.lint}, {", \"line\": ", key.line}};
        for (const auto& [name, value] : parts) {
            text += name;
            append_json_string(text, value);
        }
        text += count > 1 ? fmt::format(", \"count\": {}}}", count) : "}";
    }
    text += is_first ? "]\n}\n" : "\n  ]\n}\n";
    return text;
}

}  // namespace shot::project
