#include "runtime/serve/answers.hpp"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "runtime/animatic/draw_clip.hpp"

namespace shot::serve {
namespace {

using Json = nlohmann::ordered_json;

std::string print(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

Json time_or_null(std::int64_t time) { return time == 0 ? Json(nullptr) : Json(time); }

Json error_of(const Job& job) {
    return job.status == Status::Failed ? Json{{"code", job.error_code}, {"message", job.error_message}} : Json(nullptr);
}

/// All thirteen members that the API's document requires.
Json video(const Told& told) {
    const Job& job = told.job;
    const bool is_completed = job.status == Status::Completed;
    return {{"id", job.id},
            {"object", "video"},
            {"model", job.model},
            {"status", told.status},
            {"progress", told.progress},
            {"created_at", job.created_at},
            {"completed_at", is_completed ? time_or_null(job.completed_at) : Json(nullptr)},
            {"expires_at", is_completed ? Json(job.completed_at + kKeepSeconds) : Json(nullptr)},
            {"prompt", job.prompt},
            {"size", fmt::format("{}x{}", job.width, job.height)},
            {"seconds", print_seconds(job.total)},
            {"remixed_from_video_id", text_or_null(job.operation == Operation::Remix ? job.source_id : std::string())},
            {"error", error_of(job)}};
}

Json character_json(const Character& character) {
    return {{"id", character.id}, {"name", character.name}, {"created_at", character.created_at}};
}

Json file_json(const StoredFile& file) {
    return {{"id", file.id},           {"object", "file"},         {"bytes", file.bytes},   {"created_at", file.created_at},
            {"filename", file.name}, {"purpose", file.purpose}, {"status", "processed"}, {"expires_at", nullptr}};
}

Json list_of(Json data, bool has_more) {
    Json first = data.empty() ? Json(nullptr) : data.front()["id"];
    Json last = data.empty() ? Json(nullptr) : data.back()["id"];
    return {{"object", "list"},
            {"data", std::move(data)},
            {"first_id", std::move(first)},
            {"last_id", std::move(last)},
            {"has_more", has_more}};
}

}  // namespace

std::string print_seconds(std::int64_t milliseconds) {
    std::string text = fmt::format("{}.{:03}", milliseconds / 1000, milliseconds % 1000);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) {
        text.pop_back();
    }
    return text;
}

std::string print_video(const Told& told) { return print(video(told)); }

std::string print_deleted_video(std::string_view id) {
    return print({{"id", id}, {"object", "video.deleted"}, {"deleted", true}});
}

std::string print_videos(std::span<const Told> videos, bool has_more) {
    Json data = Json::array();
    for (const Told& told : videos) {
        data.push_back(video(told));
    }
    return print(list_of(std::move(data), has_more));
}

std::string print_finished(const Told& told, std::string_view content, bool is_base64) {
    const Job& job = told.job;
    Json clip{{is_base64 ? "b64_json" : "url", content}, {"output_format", "mp4"}, {"fps", animatic::kFrameRate}};
    return print({{"id", job.id},
                  {"object", "video"},
                  {"model", job.model},
                  {"status", told.status},
                  {"progress", told.progress},
                  {"created", job.created_at},
                  {"data", Json::array({std::move(clip)})},
                  {"error", nullptr},
                  {"inference_time_s", job.completed_at - job.created_at}});
}

std::string print_character(const Character& character) { return print(character_json(character)); }

std::string print_file(const StoredFile& file) { return print(file_json(file)); }

std::string print_files(std::span<const StoredFile> files) {
    Json data = Json::array();
    for (const StoredFile& file : files) {
        data.push_back(file_json(file));
    }
    return print(list_of(std::move(data), false));
}

std::string print_deleted_file(std::string_view id) { return print({{"id", id}, {"object", "file"}, {"deleted", true}}); }

std::string print_models() {
    Json data = Json::array();
    for (const std::string_view name : {"sora-2", "sora-2-pro", "animatic"}) {
        data.push_back({{"id", name}, {"object", "model"}, {"created", 0}, {"owned_by", "shot"}});
    }
    return print({{"object", "list"}, {"data", std::move(data)}});
}

std::string print_error(const ApiError& error) {
    return print({{"error",
                   {{"message", error.message},
                    {"type", error.type},
                    {"param", text_or_null(error.param)},
                    {"code", text_or_null(error.code)}}}});
}

}  // namespace shot::serve
