// The service, part two: from an order to a job, with all that it is drawn from in its place.
#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <thread>

#include <fmt/format.h>

#include "compiler/support/base64.hpp"
#include "runtime/animatic/media.hpp"
#include "runtime/files/read_file.hpp"
#include "runtime/serve/new_id.hpp"
#include "runtime/serve/open_file.hpp"
#include "runtime/serve/replies.hpp"
#include "runtime/serve/service.hpp"

namespace shot::serve {
namespace {

ApiError world_failed(const Failure& failure) { return server_failed(failure.message()); }

Answer<void> or_server_failed(const Result<void>& done) {
    return done ? Answer<void>() : tl::unexpected(world_failed(done.error()));
}

/// Even, as the clip's encoding wants it.
int even(int side) { return std::max(side - side % 2, 2); }

/// The length of what an order makes of its source.
Answer<void> set_length(const VideoOrder& order, std::int64_t source, int extensions, Job& job) {
    job.extensions = extensions;
    job.milliseconds = order.operation == Operation::Extend ? order.milliseconds : source;
    job.total = order.operation == Operation::Extend ? source + order.milliseconds : source;
    if (order.operation != Operation::Extend) {
        return {};
    }
    if (++job.extensions > kMaxExtensions) {
        return refuse("video", fmt::format("A video can be extended {} times at most.", kMaxExtensions));
    }
    if (job.total > kMaxMilliseconds) {
        return refuse("seconds", fmt::format("An extended video has at most {} seconds; this one would have {}.",
                                             print_seconds(kMaxMilliseconds), print_seconds(job.total)));
    }
    return {};
}

std::string_view fault_of_job(FaultDice& dice) {
    // Each stream goes on by one for each job, whatever the others say.
    std::string_view found;
    for (const auto& [fault, name] : {std::pair<Fault, std::string_view>{Fault::UnknownStatus, "unknown"},
                                      {Fault::BackwardsStatus, "backwards"},
                                      {Fault::StuckJob, "stuck"},
                                      {Fault::FailJob, "fail"}}) {
        if (dice.falls(fault)) {
            found = name;
        }
    }
    return found;
}

}  // namespace

Answer<Job> Service::make_job(const VideoOrder& order) {
    Job job;
    job.id = new_id("video_");
    job.operation = order.operation;
    job.model = order.model;
    job.prompt = order.prompt;
    job.width = order.width;
    job.height = order.height;
    job.milliseconds = order.milliseconds;
    job.total = order.milliseconds;
    job.fault = fault_of_job(dice_);
    job.created_at = std::time(nullptr);
    const Answer<void> done = check_characters(order)
                                  .and_then([&] { return take_source(order, job); })
                                  .and_then([&] { return take_upload(order, job); })
                                  .and_then([&] { return take_first_frame(order, job); })
                                  .and_then([&] { return or_server_failed(store_.add(job)); });
    if (!done) {
        remove_inputs(folders_, job.first_frame, job.source);
        return tl::unexpected(done.error());
    }
    queue_.add(job);
    return job;
}

Answer<void> Service::check_characters(const VideoOrder& order) const {
    for (const std::string& id : order.characters) {
        const auto found = store_.find_character(id);
        if (!found) {
            return tl::unexpected(world_failed(found.error()));
        }
        if (!*found) {
            return refuse("characters", fmt::format("Character with id '{}' not found.", id), "character_not_found");
        }
    }
    return {};
}

Answer<void> Service::take_source(const VideoOrder& order, Job& job) {
    if (order.source_id.empty()) {
        return {};
    }
    const Answer<Job> source = find_job(order.source_id);
    if (!source) {
        return tl::unexpected(source.error());
    }
    if (source->status != Status::Completed) {
        return refuse("video", fmt::format("Video '{}' is {}; only a completed video can be {}.", source->id, status_name(source->status),
                                           order.operation == Operation::Extend ? "extended"
                                           : order.operation == Operation::Edit ? "edited"
                                                                                : "remixed"),
                      "video_not_completed");
    }
    job.source_id = source->id;
    job.model = source->model;
    job.width = source->width;
    job.height = source->height;
    if (auto set = set_length(order, source->total, order.operation == Operation::Remix ? 0 : source->extensions, job); !set) {
        return set;
    }
    if (order.operation == Operation::Remix) {
        return {};  // drawn anew
    }
    // A name of its own: the source may be deleted while this job waits.
    job.source = job.id + ".source.mp4";
    if (!std::filesystem::exists(folders_.clip(source->id))) {
        return refuse("video", fmt::format("Video '{}' has expired.", source->id), "video_expired");
    }
    return or_server_failed(link_file(folders_.clip(source->id), folders_.input(job.source)));
}

Answer<void> Service::take_upload(const VideoOrder& order, Job& job) {
    if (order.source.empty()) {
        return {};
    }
    job.source = job.id + ".source.mp4";
    const std::string path = folders_.input(job.source);
    if (auto written = write_file(path, order.source); !written) {
        return tl::unexpected(world_failed(written.error()));
    }
    const auto facts = animatic::probe_media(path);
    if (!facts || facts->milliseconds() <= 0) {
        return refuse("video", "Invalid 'video': it could not be read as a clip.", "invalid_video");
    }
    if (facts->milliseconds() > kMaxMilliseconds) {
        return refuse("video", fmt::format("Invalid 'video': at most {} seconds.", print_seconds(kMaxMilliseconds)), "invalid_video");
    }
    job.width = even(facts->width);
    job.height = even(facts->height);
    return set_length(order, facts->milliseconds(), 0, job);
}

Answer<void> Service::take_first_frame(const VideoOrder& order, Job& job) {
    if (order.first_frame_file.empty()) {
        if (order.first_frame.empty()) {
            return {};
        }
        job.first_frame = fmt::format("{}.frame.{}", job.id, picture_ending(order.first_frame));
        return or_server_failed(write_file(folders_.input(job.first_frame), order.first_frame));
    }
    const auto file = store_.find_file(order.first_frame_file);
    if (!file) {
        return tl::unexpected(world_failed(file.error()));
    }
    if (!*file) {
        return refuse("input_reference.file_id", fmt::format("File with id '{}' not found.", order.first_frame_file), "file_not_found");
    }
    const std::string_view ending = picture_ending(read_file_head(folders_.upload((*file)->id)));
    if (ending.empty()) {
        return refuse("input_reference.file_id", "Invalid 'input_reference': expected a picture in PNG, JPEG or WebP.", "invalid_image");
    }
    job.first_frame = fmt::format("{}.frame.{}", job.id, ending);
    return or_server_failed(link_file(folders_.upload((*file)->id), folders_.input(job.first_frame)));
}

Reply Service::wait_and_send(const Job& job, const std::function<Reply(const Job&)>& send) {
    if (!queue_.wait_for(job.id, *options_.is_stopped)) {
        return reply_error({503, "The server is being stopped; the video will be made when it runs again.", {}, {}, "server_error"});
    }
    const Answer<Job> done = find_job(job.id);
    if (!done) {
        return reply_error(done.error());
    }
    return done->status == Status::Completed ? send(*done) : reply_error(server_failed(
        done->error_message.empty() ? fmt::format("The video was {}.", status_name(done->status)) : done->error_message));
}

Reply Service::finished(const Job& made, const VideoOrder& order, const Call& call) {
    return wait_and_send(made, [&](const Job& job) {
        if (!order.wants_base64) {
            const std::string address = fmt::format("http://{}/v1/videos/{}/content", call.host, job.id);
            return reply_json(print_finished(tell(job, false), address, false));
        }
        constexpr std::uint64_t kMaxClip = std::uint64_t{1} << 30;
        const auto clip = files::read_file(folders_.clip(job.id), kMaxClip);
        return clip ? reply_json(print_finished(tell(job, false), encode_base64(*clip), true)) : reply_error(world_failed(clip.error()));
    });
}

}  // namespace shot::serve
