// Paths as text, with `/`: nothing here touches the disk.
#pragma once

#include <string>
#include <string_view>

namespace shot {

/// `a/b/c.shot` -> `a/b`; `c.shot` -> `` (the current folder).
std::string_view parent_path(std::string_view path);
/// `folder` + `/` + `path`, unless the folder is empty or `path` is absolute.
std::string join_path(std::string_view folder, std::string_view path);
/// Removes `.` and resolves `..` by text: `a/./b/../c` -> `a/c`. Leading `..` stay.
std::string normal_path(std::string_view path);
/// `a/b/c.shot` -> `c`.
std::string_view path_stem(std::string_view path);
/// `C.MP4` -> `mp4`; `` where there is none.
std::string path_extension(std::string_view path);
/// True when `path` is `folder` or lies below it; both canonical.
bool is_inside(std::string_view path, std::string_view folder);
/// The way from `folder` to `path`, both canonical: `/a/b/c`, `/a/d` -> `../b/c`; `` where they are one.
std::string relative_path(std::string_view path, std::string_view folder);

}  // namespace shot
