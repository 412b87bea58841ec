// The service, part three: what is sent and kept as files.
#include <ctime>
#include <filesystem>

#include <fmt/format.h>

#include "runtime/serve/new_id.hpp"
#include "runtime/serve/replies.hpp"
#include "runtime/serve/service.hpp"

namespace shot::serve {
namespace {

Reply reply_failure(const Failure& failure) { return reply_error(server_failed(failure.message())); }

}  // namespace

Reply Service::content(const Call& call, Id id) {
    const Answer<Job> job = find_asked_job(id);
    if (!job) {
        return reply_error(job.error());
    }
    if (job->status != Status::Completed) {
        return reply_error({404, fmt::format("Video is {}: there is no content. Use GET /v1/videos/{} to check its status.",
                                             status_name(job->status), id),
                            {}, "video_not_ready"});
    }
    const bool is_gone = std::time(nullptr) >= job->completed_at + kKeepSeconds || dice_.falls(Fault::ExpiredContent) ||
                         !std::filesystem::exists(folders_.clip(id));
    if (is_gone) {
        return reply_error({404, "The content of this video has expired.", {}, "video_expired"});
    }
    const auto found = call.parameters.find("variant");
    const std::string variant = found == call.parameters.end() || found->second.empty() ? "video" : found->second;
    // SGLang numbers its clips; there is one here.
    if (variant == "video" || variant == "0") {
        Reply reply = reply_file(folders_.clip(id), "video/mp4");
        reply.cut = dice_.falls(Fault::CutDownload) ? Reply::Cut::Middle : Reply::Cut::None;
        return reply;
    }
    if (variant != "thumbnail" && variant != "spritesheet") {
        return reply_error(invalid("variant", fmt::format("Invalid value: '{}'. Supported values are: 'video', 'thumbnail', and "
                                                         "'spritesheet'.", variant)));
    }
    const bool is_sheet = variant == "spritesheet";
    const Answer<std::string> path = still(*job, is_sheet);
    return path ? reply_file(*path, is_sheet ? "image/jpeg" : "image/webp") : reply_error(path.error());
}

Answer<std::string> Service::still(const Job& job, bool is_sheet) {
    const std::lock_guard guard(stills_mutex_);
    std::string path = is_sheet ? folders_.sheet(job.id) : folders_.thumbnail(job.id);
    if (std::filesystem::exists(path)) {
        return path;
    }
    const auto& draw = is_sheet ? engine_.draw_sheet : engine_.draw_thumbnail;
    const auto drawn = draw(folders_.clip(job.id), job.total, path);
    return drawn ? Answer<std::string>(path) : tl::unexpected(server_failed(drawn.error().message()));
}

Reply Service::create_character(const Call& call, Id) {
    const Answer<CharacterOrder> order = call.read_body().and_then(read_character);
    if (!order) {
        return reply_error(order.error());
    }
    const Character character{new_id("char_"), order->name, std::time(nullptr)};
    const auto stored = write_file(folders_.upload(character.id), order->clip).and_then([&] { return store_.add(character); });
    return stored ? reply_json(print_character(character)) : reply_failure(stored.error());
}

Reply Service::retrieve_character(const Call&, Id id) {
    const auto character = store_.find_character(id);
    if (!character) {
        return reply_failure(character.error());
    }
    return *character ? reply_json(print_character(**character))
                      : reply_error(not_found(fmt::format("Character with id '{}' not found.", id), "character_id"));
}

Reply Service::upload_file(const Call& call, Id) {
    const Answer<FileOrder> order = call.read_body().and_then(read_file);
    if (!order) {
        return reply_error(order.error());
    }
    const StoredFile file{new_id("file-"), order->name, order->purpose, static_cast<std::int64_t>(order->bytes.size()),
                          std::time(nullptr)};
    const auto stored = write_file(folders_.upload(file.id), order->bytes).and_then([&] { return store_.add(file); });
    return stored ? reply_json(print_file(file)) : reply_failure(stored.error());
}

Reply Service::list_files(const Call&, Id) {
    const auto files = store_.files();
    return files ? reply_json(print_files(*files)) : reply_failure(files.error());
}

Reply Service::retrieve_file(const Call&, Id id) {
    const auto file = store_.find_file(id);
    if (!file) {
        return reply_failure(file.error());
    }
    return *file ? reply_json(print_file(**file)) : reply_error(not_found(fmt::format("No such File object: {}", id), "id"));
}

Reply Service::file_content(const Call&, Id id) {
    const auto file = store_.find_file(id);
    if (!file) {
        return reply_failure(file.error());
    }
    return *file ? reply_file(folders_.upload(id), "application/octet-stream")
                 : reply_error(not_found(fmt::format("No such File object: {}", id), "id"));
}

Reply Service::remove_file(const Call&, Id id) {
    const auto removed = store_.remove_file(id);
    if (!removed) {
        return reply_failure(removed.error());
    }
    if (!*removed) {
        return reply_error(not_found(fmt::format("No such File object: {}", id), "id"));
    }
    std::error_code ignored;
    std::filesystem::remove(folders_.upload(id), ignored);
    return reply_json(print_deleted_file(id));
}

}  // namespace shot::serve
