// Where the server's files lie, by the id that they belong to: `clips/video_….mp4`, `inputs/video_….source.mp4`, `uploads/file-…`.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "compiler/support/result.hpp"

namespace shot::serve {

struct Folders {
    std::string clips;
    std::string inputs;   // what jobs that wait are drawn from
    std::string uploads;

    [[nodiscard]] std::string clip(std::string_view id) const { return clips + "/" + std::string(id) + ".mp4"; }
    [[nodiscard]] std::string thumbnail(std::string_view id) const { return clips + "/" + std::string(id) + ".webp"; }
    [[nodiscard]] std::string sheet(std::string_view id) const { return clips + "/" + std::string(id) + ".jpg"; }
    [[nodiscard]] std::string input(std::string_view name) const { return inputs + "/" + std::string(name); }
    [[nodiscard]] std::string upload(std::string_view id) const { return uploads + "/" + std::string(id); }
};

/// Makes them.
Result<Folders> make_data_folders(const std::string& folder);

/// Writes a file, whole and durable, or not at all.
Result<void> write_file(const std::string& path, std::string_view bytes);
/// Gives a file a second name, or copies it where the disk cannot.
Result<void> link_file(const std::string& from, const std::string& to);
/// What belongs to a job: its inputs alone, or its clip and stills too.
void remove_inputs(const Folders& folders, std::string_view first_frame, std::string_view source);
void remove_clip(const Folders& folders, std::string_view id);

/// Removes what belongs to nobody (a process was killed between a file and its entry) and to whom nothing belongs any more.
void sweep(const std::string& folder, const std::function<bool(std::string_view id)>& is_wanted);

}  // namespace shot::serve
