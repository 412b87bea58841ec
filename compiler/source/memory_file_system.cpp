#include "compiler/source/memory_file_system.hpp"

#include <utility>
#include <vector>

#include "compiler/source/file_failure.hpp"
#include "compiler/source/paths.hpp"

namespace shot {
namespace {

// As Linux has it: a circle of links ends here.
constexpr int kMaxLinks = 40;

/// Puts the parts of a path on the stack, the first one on top.
void push_parts(std::vector<std::string>& stack, std::string_view path) {
    std::size_t end = path.size();
    while (true) {
        const std::size_t slash = end == 0 ? std::string_view::npos : path.rfind('/', end - 1);
        const std::size_t begin = slash == std::string_view::npos ? 0 : slash + 1;
        stack.emplace_back(path.substr(begin, end - begin));
        if (slash == std::string_view::npos) {
            return;
        }
        end = slash;
    }
}

template <class Map>
bool holds_below(const Map& map, const std::string& folder) {
    const auto first = map.lower_bound(folder);
    return first != map.end() && first->first.starts_with(folder);
}

}  // namespace

MemoryFileSystem::MemoryFileSystem(std::string_view working_folder) : working_folder_(normal_path(working_folder)) {}

std::string MemoryFileSystem::absolute(std::string_view path) const {
    return join_path(working_folder_, path);
}

void MemoryFileSystem::add(std::string_view path, std::string text) {
    files_.insert_or_assign(normal_path(absolute(path)), std::move(text));
}

void MemoryFileSystem::add_link(std::string_view path, std::string target) {
    links_.insert_or_assign(normal_path(absolute(path)), std::move(target));
}

void MemoryFileSystem::remove(std::string_view path) {
    const std::string key = normal_path(absolute(path));
    files_.erase(key);
    links_.erase(key);
}

bool MemoryFileSystem::is_folder(const std::string& path) const {
    const std::string below = path == "/" ? path : path + "/";
    return path == "/" || is_inside(working_folder_, path) || holds_below(files_, below) || holds_below(links_, below);
}

std::string MemoryFileSystem::resolve(std::string_view path, std::string& reason) const {
    std::vector<std::string> parts;
    push_parts(parts, absolute(path));
    std::string resolved;  // without a slash at its end: empty is the root
    for (int links = 0; !parts.empty();) {
        const std::string part = std::move(parts.back());
        parts.pop_back();
        if (part.empty() || part == ".") {
            continue;
        }
        if (part == "..") {
            resolved.erase(resolved.empty() ? 0 : resolved.rfind('/'));
            continue;
        }
        std::string next = resolved;
        next += '/';
        next += part;
        const auto link = links_.find(next);
        if (link == links_.end()) {
            if (!parts.empty() && !is_folder(next)) {
                reason = kNoSuchFile;
                return next;
            }
            resolved = std::move(next);
            continue;
        }
        if (++links > kMaxLinks) {
            reason = kLinkCircle;
            return next;
        }
        if (link->second.starts_with('/')) {
            resolved.clear();
        }
        push_parts(parts, link->second);
    }
    return resolved.empty() ? "/" : resolved;
}

const std::string* MemoryFileSystem::find_text(const std::string& path, std::string& reason) const {
    const std::string resolved = resolve(path, reason);
    if (!reason.empty()) {
        return nullptr;
    }
    if (const auto file = files_.find(resolved); file != files_.end()) {
        return &file->second;
    }
    reason = is_folder(resolved) && !path.empty() ? kIsDirectory : kNoSuchFile;
    return nullptr;
}

FileInfo MemoryFileSystem::info(const std::string& path) const {
    std::string reason;
    if (const std::string* text = find_text(path, reason)) {
        return {FileInfo::Kind::File, text->size()};
    }
    return {reason == kIsDirectory ? FileInfo::Kind::Directory : FileInfo::Kind::Missing, 0};
}

Result<std::string> MemoryFileSystem::canonical(const std::string& path) const {
    std::string reason;
    if (find_text(path, reason) == nullptr && reason != kIsDirectory) {
        return tl::make_unexpected(Failure{"resolve", path, reason});
    }
    return resolve(path, reason);
}

Result<std::string> MemoryFileSystem::read(const std::string& path, std::uint64_t max_bytes) const {
    std::string reason;
    const std::string* text = find_text(path, reason);
    if (text == nullptr) {
        return tl::make_unexpected(Failure{"read", path, reason});
    }
    if (text->size() > max_bytes) {
        return tl::make_unexpected(Failure{"read", path, too_large_reason(max_bytes)});
    }
    return *text;
}

Result<std::string> MemoryFileSystem::read_range(const std::string& path, std::uint64_t offset,
                                                 std::uint64_t size) const {
    std::string reason;
    const std::string* text = find_text(path, reason);
    if (text == nullptr) {
        return tl::make_unexpected(Failure{"read", path, reason});
    }
    return offset < text->size() ? text->substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(size))
                                 : std::string();
}

std::vector<std::string> MemoryFileSystem::list(const std::string& folder) const {
    std::string reason;
    const std::string begin = resolve(folder, reason) + "/";
    std::vector<std::string> names;
    for (auto file = files_.lower_bound(begin); file != files_.end() && file->first.starts_with(begin); ++file) {
        std::string name = file->first.substr(begin.size());
        if (name.find('/') == std::string::npos) {
            names.push_back(std::move(name));
        }
    }
    return names;
}

}  // namespace shot
