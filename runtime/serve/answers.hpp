// The API's objects as JSON.
#pragma once

#include <span>
#include <string>

#include "runtime/serve/job_store.hpp"

namespace shot::serve {

/// How long a clip can be fetched.
inline constexpr std::int64_t kKeepSeconds = 24 * 3600;

/// A video as it is told to a client: its job, with what a fault makes of its status.
struct Told {
    const Job& job;
    std::string_view status;
    int progress = 0;
};

std::string print_video(const Told& told);
std::string print_deleted_video(std::string_view id);
std::string print_videos(std::span<const Told> videos, bool has_more);
/// Dynamo's answer: `content` is the address of the clip, or its base64.
std::string print_finished(const Told& told, std::string_view content, bool is_base64);
std::string print_character(const Character& character);
std::string print_file(const StoredFile& file);
std::string print_files(std::span<const StoredFile> files);
std::string print_deleted_file(std::string_view id);
std::string print_models();
std::string print_error(const ApiError& error);

/// `8`, `8.708`.
std::string print_seconds(std::int64_t milliseconds);

}  // namespace shot::serve
