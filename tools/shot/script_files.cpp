#include "tools/shot/script_files.hpp"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include <fmt/format.h>

#include "tools/command/command.hpp"
#include "tools/command/console.hpp"
#include "tools/shot/output_file.hpp"

namespace shot::tool {
namespace {

constexpr int kMaxFolders = 64;  // inside each other

bool is_folder(const std::string& path) {
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

/// A folder that a link leads to is left out: it may lead round in a circle.
bool is_link(const std::string& path) {
    struct stat info {};
    return ::lstat(path.c_str(), &info) == 0 && S_ISLNK(info.st_mode);
}

bool add_folder(const std::string& folder, int depth, std::vector<std::string>& scripts) {
    const std::unique_ptr<DIR, int (*)(DIR*)> open(::opendir(folder.c_str()), ::closedir);
    if (open == nullptr) {
        write_failure(fmt::format("cannot read {}: {}", folder, std::strerror(errno)));
        return false;
    }
    std::vector<std::string> names;
    while (const dirent* entry = ::readdir(open.get())) {
        names.emplace_back(entry->d_name);
    }
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) {
        if (name.starts_with('.')) {
            continue;
        }
        const std::string path = folder.ends_with('/') ? folder + name : folder + "/" + name;
        if (is_folder(path)) {
            if (depth < kMaxFolders && !is_link(path) && !add_folder(path, depth + 1, scripts)) {
                return false;
            }
        } else if (name.ends_with(".shot")) {
            scripts.push_back(path);
        }
    }
    return true;
}

}  // namespace

std::optional<std::vector<std::string>> find_scripts(const std::vector<std::string>& paths) {
    std::vector<std::string> scripts;
    for (const std::string& path : paths) {
        if (!is_folder(path)) {
            scripts.push_back(path);
            continue;
        }
        const std::size_t before = scripts.size();
        if (!add_folder(path, 0, scripts)) {
            return std::nullopt;
        }
        if (scripts.size() == before) {
            write_failure(fmt::format("{}: no script (`*.shot`) in this folder", path));
            return std::nullopt;
        }
    }
    return scripts;
}

int write_script(const std::string& path, const std::string& text) {
    bundle::TextBuffer buffer;
    buffer.append(text);
    if (const auto done = write_file(path, buffer); !done) {
        write_failure(done.error().message());
        return kWorldFailed;
    }
    return kFine;
}

}  // namespace shot::tool
