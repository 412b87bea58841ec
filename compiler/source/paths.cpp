#include "compiler/source/paths.hpp"

#include <algorithm>
#include <vector>

namespace shot {
namespace {

std::string_view file_name(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

/// The dot before the extension, or npos; the dot of `.hidden` begins a name.
std::size_t find_dot(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == 0 || name == ".." ? std::string_view::npos : dot;
}

}  // namespace

std::string_view parent_path(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos) {
        return {};
    }
    return path.substr(0, slash == 0 ? 1 : slash);
}

std::string join_path(std::string_view folder, std::string_view path) {
    if (folder.empty() || path.starts_with('/')) {
        return std::string(path);
    }
    std::string joined(folder);
    if (!path.empty() && !joined.ends_with('/')) {
        joined += '/';
    }
    joined += path;
    return joined;
}

std::string normal_path(std::string_view path) {
    const bool is_absolute = path.starts_with('/');
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin < path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view part = path.substr(begin, end - begin);
        begin = end + 1;
        const bool can_go_up = !parts.empty() && parts.back() != "..";
        if (part.empty() || part == "." || (part == ".." && is_absolute && !can_go_up)) {
            continue;
        }
        if (part == ".." && can_go_up) {
            parts.pop_back();
        } else {
            parts.push_back(part);
        }
    }
    std::string normal = is_absolute ? "/" : "";
    for (std::size_t i = 0; i < parts.size(); ++i) {
        normal += i == 0 ? "" : "/";
        normal += parts[i];
    }
    return normal;
}

std::string_view path_stem(std::string_view path) {
    const std::string_view name = file_name(path);
    return name.substr(0, find_dot(name));
}

std::string path_extension(std::string_view path) {
    const std::string_view name = file_name(path);
    const std::size_t dot = find_dot(name);
    std::string extension(dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1));
    for (char& c : extension) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    }
    return extension;
}

bool is_inside(std::string_view path, std::string_view folder) {
    while (folder.ends_with('/')) {
        folder.remove_suffix(1);
    }
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

std::string relative_path(std::string_view path, std::string_view folder) {
    std::string up;
    while (!folder.empty() && !is_inside(path, folder)) {
        up += up.empty() ? ".." : "/..";
        folder = parent_path(folder);
    }
    path.remove_prefix(std::min(path.size(), folder.ends_with('/') ? folder.size() : folder.size() + 1));
    return join_path(up, path);
}

}  // namespace shot
