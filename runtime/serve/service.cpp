#include "runtime/serve/service.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <ctime>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include "compiler/support/sha256.hpp"
#include "runtime/serve/new_id.hpp"
#include "runtime/serve/replies.hpp"

namespace shot::serve {

struct Service::Route {
    std::string_view method;
    std::string_view path;  // `*`: an id
    Reply (Service::*answer)(const Call&, Id);
};

namespace {

/// The id in the path; nothing where it is another path.
std::optional<std::string> match_path(std::string_view pattern, std::string_view path) {
    std::string id;
    while (!pattern.empty() && !path.empty()) {
        const std::size_t pattern_end = std::min(pattern.find('/', 1), pattern.size());
        const std::size_t path_end = std::min(path.find('/', 1), path.size());
        if (pattern.substr(0, pattern_end) == "/*") {
            id = path.substr(1, path_end - 1);
        } else if (pattern.substr(0, pattern_end) != path.substr(0, path_end)) {
            return std::nullopt;
        }
        pattern.remove_prefix(pattern_end);
        path.remove_prefix(path_end);
    }
    return pattern.empty() && path.empty() ? std::optional(id) : std::nullopt;
}

/// Whether they are equal, in a time that tells nothing of where they differ.
bool is_same_secret(std::string_view a, std::string_view b) {
    const std::string left = sha256_of(a);
    const std::string right = sha256_of(b);
    int difference = 0;
    for (std::size_t i = 0; i < left.size(); ++i) {
        difference |= left[i] ^ right[i];
    }
    return difference == 0;
}

bool is_own_page(std::string_view origin) {
    for (const std::string_view host : {"http://localhost", "http://127.0.0.1", "http://[::1]"}) {
        if (origin.starts_with(host) && (origin.size() == host.size() || origin[host.size()] == ':')) {
            return true;
        }
    }
    return false;
}

}  // namespace

Service::Service(JobStore& store, Queue& queue, const Engine& engine, const Folders& folders, Options options)
    : store_(store), queue_(queue), engine_(engine), folders_(folders), options_(std::move(options)), dice_(options_.faults) {}

Reply Service::answer(const Call& call) {
    static constexpr std::array kRoutes{
        Route{"GET", "/health", &Service::health},
        Route{"GET", "/v1/models", &Service::models},
        Route{"POST", "/v1/videos", &Service::create},
        Route{"GET", "/v1/videos", &Service::list},
        Route{"POST", "/v1/videos/sync", &Service::create_and_wait},
        Route{"POST", "/v1/videos/extensions", &Service::extend},
        Route{"POST", "/v1/videos/edits", &Service::edit},
        Route{"POST", "/v1/videos/characters", &Service::create_character},
        Route{"GET", "/v1/videos/characters/*", &Service::retrieve_character},
        Route{"GET", "/v1/videos/*", &Service::retrieve},
        Route{"DELETE", "/v1/videos/*", &Service::remove},
        Route{"GET", "/v1/videos/*/content", &Service::content},
        Route{"POST", "/v1/videos/*/remix", &Service::remix},
        Route{"POST", "/v1/videos/*/cancel", &Service::cancel},
        Route{"POST", "/v1/files", &Service::upload_file},
        Route{"GET", "/v1/files", &Service::list_files},
        Route{"GET", "/v1/files/*", &Service::retrieve_file},
        Route{"DELETE", "/v1/files/*", &Service::remove_file},
        Route{"GET", "/v1/files/*/content", &Service::file_content},
    };
    bool is_known = false;
    for (const Route& route : kRoutes) {
        const auto id = match_path(route.path, call.path);
        if (!id) {
            continue;
        }
        if (route.method == call.method || (route.method == "GET" && call.method == "HEAD")) {
            const auto error = route.path == "/health" ? std::nullopt : check_caller(call);
            return error ? reply_error(*error) : (this->*route.answer)(call, *id);
        }
        is_known = true;
    }
    if (const auto error = check_caller(call)) {
        return reply_error(*error);
    }
    return is_known ? reply_error({405, fmt::format("Not allowed to {} on {}", call.method, call.path), {}, "method_not_allowed"})
                    : reply_error({404, fmt::format("Invalid URL ({} {})", call.method, call.path), {}, "unknown_url"});
}

std::optional<ApiError> Service::check_caller(const Call& call) const {
    if (options_.key.empty()) {
        // A page of somebody else's in a browser of this machine could send forms here, or have its name lead here.
        if (!call.host.empty() && !is_own_page("http://" + call.host)) {
            return ApiError{403, fmt::format("This server is not called {}; with a key it may be.", call.host), {}, "host_not_allowed"};
        }
        return call.origin.empty() || is_own_page(call.origin)
                   ? std::nullopt
                   : std::optional(ApiError{403, fmt::format("Pages of {} may not use this server without a key.", call.origin), {},
                                            "origin_not_allowed"});
    }
    constexpr std::string_view kScheme = "bearer ";
    if (call.authorization.empty()) {
        return ApiError{401, "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer "
                             "auth (i.e. Authorization: Bearer YOUR_KEY).",
                        {}, {}};
    }
    std::string scheme = call.authorization.substr(0, kScheme.size());  // its case does not matter (RFC 9110, 11.1)
    std::transform(scheme.begin(), scheme.end(), scheme.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const bool is_bearer = scheme == kScheme;
    if (!is_bearer || !is_same_secret(call.authorization.substr(kScheme.size()), options_.key)) {
        return ApiError{401, "Incorrect API key provided.", {}, "invalid_api_key"};
    }
    return std::nullopt;
}

Reply Service::health(const Call&, Id) { return reply_json(R"({"status":"ok"})"); }

Reply Service::models(const Call&, Id) { return reply_json(print_models()); }

Reply Service::create(const Call& call, Id) {
    const Answer<VideoOrder> order = call.read_body().and_then(read_create);
    return accept(order, [&](const Job& job) {
        return order->is_synchronous ? finished(job, *order, call) : reply_json(print_video(tell(job, false)));
    });
}

Reply Service::create_and_wait(const Call& call, Id) {
    return accept(call.read_body().and_then(read_create), [this](const Job& made) {
        return wait_and_send(made, [this](const Job& job) { return reply_file(folders_.clip(job.id), "video/mp4"); });
    });
}

Reply Service::extend(const Call& call, Id) {
    return accept(call.read_body().and_then(read_extend), [this](const Job& job) { return reply_json(print_video(tell(job, false))); });
}

Reply Service::edit(const Call& call, Id) {
    return accept(call.read_body().and_then(read_edit), [this](const Job& job) { return reply_json(print_video(tell(job, false))); });
}

Reply Service::remix(const Call& call, Id id) {
    return accept(call.read_body().and_then([&](const Body& body) { return read_remix(body, id); }),
                  [this](const Job& job) { return reply_json(print_video(tell(job, false))); });
}

Reply Service::accept(Answer<VideoOrder> order, const std::function<Reply(const Job&)>& finish) {
    Reply dropped;
    dropped.cut = Reply::Cut::Drop;
    if (dice_.falls(Fault::DropBeforeAccept)) {
        return dropped;
    }
    if (dice_.falls(Fault::Refuse429)) {
        return reply_error(too_many_requests());
    }
    if (dice_.falls(Fault::Fail500)) {
        return reply_error(failed_on_demand());
    }
    if (!order) {
        return reply_error(order.error());
    }
    wait_as_slow_accept();
    if (dice_.falls(Fault::ClampSeconds) && order->operation == Operation::Create) {
        order->milliseconds = std::max<std::int64_t>(order->milliseconds / 2, std::min<std::int64_t>(order->milliseconds, 1000));
    }
    const Answer<Job> job = make_job(*order);
    if (!job) {
        return reply_error(job.error());
    }
    if (dice_.falls(Fault::DropAfterAccept)) {
        return dropped;
    }
    return dice_.falls(Fault::Fail500AfterAccept) ? reply_error(failed_on_demand()) : finish(*job);
}

void Service::wait_as_slow_accept() const {
    using namespace std::chrono;
    const auto until = steady_clock::now() + milliseconds(options_.faults.slow_accept);
    while (steady_clock::now() < until && !*options_.is_stopped) {
        std::this_thread::sleep_for(std::min<steady_clock::duration>(until - steady_clock::now(), milliseconds(20)));
    }
}

Answer<Job> Service::find_job(std::string_view id) const {
    auto job = store_.find(id);
    if (!job) {
        return tl::unexpected(server_failed(job.error().message()));
    }
    if (!*job) {
        return tl::unexpected(not_found(fmt::format("Video with id '{}' not found.", id), "video_id"));
    }
    return std::move(**job);
}

Told Service::tell(const Job& job, bool is_poll) {
    Told told{job, status_name(job.status), job.status == Status::Completed ? 100 : queue_.progress(job.id)};
    const bool is_backwards = job.fault == "backwards";
    if (!is_poll || (!is_backwards && job.fault != "unknown")) {
        return told;
    }
    const std::lock_guard guard(polls_mutex_);
    const int poll = ++polls_[job.id];
    if (poll == 1) {
        told.status = is_backwards ? "in_progress" : "warming_up";
        told.progress = 0;
    } else if (poll == 2 && is_backwards) {
        told.status = "queued";
        told.progress = 0;
    }
    return told;
}

Answer<Job> Service::find_asked_job(std::string_view id) {
    if (dice_.falls(Fault::PollRefuse429)) {
        return tl::unexpected(too_many_requests());
    }
    if (dice_.falls(Fault::PollFail500)) {
        return tl::unexpected(failed_on_demand());
    }
    return find_job(id);
}

Reply Service::retrieve(const Call&, Id id) {
    const Answer<Job> job = find_asked_job(id);
    if (!job) {
        return reply_error(job.error());
    }
    Reply reply = reply_json(print_video(tell(*job, true)));
    reply.headers.emplace_back("openai-poll-after-ms", "500");  // the official clients go by it
    return reply;
}

Reply Service::list(const Call& call, Id) {
    constexpr std::int64_t kDefaultLimit = 20;
    constexpr std::int64_t kMaxLimit = 100;
    const auto parameter = [&](std::string_view name) {
        const auto found = call.parameters.find(name);
        return found == call.parameters.end() ? std::string() : found->second;
    };
    std::int64_t limit = kDefaultLimit;
    if (const std::string text = parameter("limit"); !text.empty()) {
        const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), limit);
        if (code != std::errc() || end != text.data() + text.size() || limit < 0 || limit > kMaxLimit) {
            return reply_error(
                invalid("limit", fmt::format("Invalid value: '{}'. 'limit' is a whole number from 0 to {}.", text, kMaxLimit)));
        }
    }
    const std::string order = parameter("order");
    if (!order.empty() && order != "asc" && order != "desc") {
        return reply_error(
            invalid("order", fmt::format("Invalid value: '{}'. Supported values are: 'asc' and 'desc'.", order)));
    }
    std::int64_t after = 0;
    if (const std::string id = parameter("after"); !id.empty()) {
        const Answer<Job> job = find_job(id);
        if (!job) {
            return reply_error(invalid("after", fmt::format("Invalid 'after': there is no video with id '{}'.", id)));
        }
        after = job->number;
    }
    auto jobs = store_.list(after, limit + 1, order != "asc");  // one more, to know whether there are more
    if (!jobs) {
        return reply_error(server_failed(jobs.error().message()));
    }
    const bool has_more = static_cast<std::int64_t>(jobs->size()) > limit;
    jobs->resize(std::min(jobs->size(), static_cast<std::size_t>(limit)));
    std::vector<Told> videos;
    for (const Job& job : *jobs) {
        videos.push_back(tell(job, false));
    }
    return reply_json(print_videos(videos, has_more));
}

Reply Service::remove(const Call&, Id id) {
    const Answer<Job> job = find_job(id);
    if (!job) {
        return reply_error(job.error());
    }
    const auto removed = store_.remove(id);
    if (!removed) {
        return reply_error(server_failed(removed.error().message()));
    }
    queue_.cancel(id);
    remove_clip(folders_, id);
    remove_inputs(folders_, job->first_frame, job->source);
    return reply_json(print_deleted_video(id));
}

Reply Service::cancel(const Call&, Id id) {
    Answer<Job> job = find_job(id);
    if (!job) {
        return reply_error(job.error());
    }
    job->status = Status::Cancelled;
    job->completed_at = std::time(nullptr);
    const auto updated = store_.update(*job);
    if (!updated) {
        return reply_error(server_failed(updated.error().message()));
    }
    if (!*updated) {
        return retrieve({}, id);  // it was settled before
    }
    queue_.cancel(id);
    remove_inputs(folders_, job->first_frame, job->source);
    return reply_json(print_video(tell(*job, false)));
}

}  // namespace shot::serve
