#include "runtime/dialects/api.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>

#include <fmt/format.h>

#include "compiler/support/base64.hpp"
#include "runtime/dialects/json_path.hpp"

namespace shot::dialects {
namespace {

constexpr std::size_t kMaxJobId = 512;                 // OpenAI's have 60 characters, Google's operations 200
constexpr std::uint64_t kMaxAnswer = 8ULL << 20;       // of an answer that shows a job
constexpr std::uint64_t kMaxAnswerWithClip = 1ULL << 30;  // where the clip stands in it, in base64
constexpr std::uint64_t kMaxClip = 8ULL << 30;
constexpr int kMaxPages = 1000;
constexpr std::chrono::milliseconds kAnswerTimeout{120'000};
constexpr std::chrono::milliseconds kSynchronousTimeout{30 * 60'000};

std::string escape_segment(std::string_view text, bool keeps_slashes) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
                              c == '-' || c == '_' || c == '.' || c == '~' || (c == '/' && keeps_slashes);
        if (is_plain) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", byte);
        }
    }
    return out;
}

/// Whether an id can be written into a path and a ledger: a server's answer is not to be trusted with either.
bool is_usable_id(std::string_view id) {
    const bool has_control = std::any_of(id.begin(), id.end(), [](char c) { return static_cast<unsigned char>(c) < 0x21 || c == 0x7f; });
    return !id.empty() && id.size() <= kMaxJobId && !has_control && id != "." && id.find("..") == std::string_view::npos;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
}

/// One line, printable, of bearable length: messages of servers end up on terminals and in logs.
std::string tidy(std::string_view text) {
    constexpr std::size_t kMaxMessage = 400;
    std::string out;
    for (const char c : text.substr(0, kMaxMessage)) {
        const bool is_space = static_cast<unsigned char>(c) < 0x21 || c == 0x7f;
        if (!is_space) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    return out;
}

/// What an answer says went wrong.
std::string message_of(const Jobs& jobs, const http::Response& response) {
    if (const auto json = parse_answer(response.body)) {
        for (const std::string& path : jobs.fields.messages) {
            if (const auto text = text_at(*json, path); text && !text->empty()) {
                return tidy(*text);
            }
        }
        for (const std::string_view path : {"/error/message", "/message", "/detail", "/error"}) {
            if (const auto text = text_at(*json, path); text && !text->empty()) {
                return tidy(*text);
            }
        }
    }
    return response.body.empty() || response.body.front() == '<' ? "" : tidy(response.body);
}

/// What the server asks to wait before the next call; 0: it says nothing.
std::chrono::milliseconds wait_of(const Jobs& jobs, const http::Response& response) {
    constexpr std::int64_t kMaxHint = 60'000;
    if (const auto wait = http::retry_after(response)) {
        return *wait;
    }
    const std::string_view hint = jobs.poll_header.empty() ? std::string_view() : response.header(jobs.poll_header);
    std::int64_t milliseconds = 0;
    std::from_chars(hint.data(), hint.data() + hint.size(), milliseconds);
    return std::chrono::milliseconds(std::clamp<std::int64_t>(milliseconds, 0, kMaxHint));
}

std::string with_status(int status, const std::string& message) {
    return message.empty() ? fmt::format("HTTP {}", status) : fmt::format("HTTP {}: {}", status, message);
}

/// What a POST's end means for money.
Submitted::Outcome outcome_of(int status) {
    constexpr int kTimeout = 408;
    if (status == 429) {
        return Submitted::Outcome::Busy;
    }
    if (status >= 200 && status < 300) {
        return Submitted::Outcome::Accepted;
    }
    // A proxy's time-out and any 5xx may hide a job that was made, and 302 and 303 may point at one.
    const bool is_in_doubt = status == kTimeout || status == 302 || status == 303;
    return status >= 300 && status < 500 && !is_in_doubt ? Submitted::Outcome::Refused : Submitted::Outcome::Unknown;
}

void add_form_fields(const Json& value, const std::string& name, const ReadyRequest& request, std::vector<http::FormField>& form) {
    if (value.is_null()) {
        return;
    }
    if (value.is_array()) {
        for (const Json& element : value) {
            add_form_fields(element, name, request, form);
        }
        return;
    }
    const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    const auto file = std::find_if(request.files.begin(), request.files.end(), [&](const auto& entry) { return entry.first == text; });
    if (file != request.files.end()) {
        form.push_back({name, {}, file->second.path, file->second.name, file->second.mime});
    } else {
        form.push_back({name, text, {}, {}, {}});
    }
}

}  // namespace

Result<std::string> fill_settings(std::string_view text, const std::map<std::string, std::string, std::less<>>& settings) {
    std::string out(text);
    constexpr std::string_view kBegin = "{settings.";
    for (std::size_t at = out.find(kBegin); at != std::string::npos; at = out.find(kBegin, at)) {
        const std::size_t end = out.find('}', at);
        if (end == std::string::npos) {
            break;
        }
        const std::string name = out.substr(at + kBegin.size(), end - at - kBegin.size());
        const auto found = settings.find(name);
        if (found == settings.end()) {
            return tl::unexpected(Failure{"call", std::string(text), fmt::format("it needs a setting: add `--setting {}=...`", name)});
        }
        const std::size_t begin = at > 0 && out[at - 1] == '$' ? at - 1 : at;
        const std::string value = escape_segment(found->second, false);
        out.replace(begin, end + 1 - begin, value);
        at = begin + value.size();
    }
    return out;
}

JobView read_job(const Jobs& jobs, std::string_view answer) {
    JobView job;
    const auto json = parse_answer(answer);
    if (!json) {
        return job;
    }
    const JobFields& fields = jobs.fields;
    job.id = text_at(*json, fields.id).value_or("");
    job.id = is_usable_id(job.id) ? job.id : "";
    for (const std::string& path : fields.messages) {
        if (job.message.empty()) {
            job.message = tidy(text_at(*json, path).value_or(""));
        }
    }
    for (const std::string& path : fields.urls) {
        if (job.url.empty()) {
            job.url = text_at(*json, path).value_or("");
        }
    }
    for (const std::string& path : fields.base64) {
        job.has_data = job.has_data || (find_at(*json, path) != nullptr && find_at(*json, path)->is_string());
    }
    if (!fields.status.empty()) {
        job.word = tidy(text_at(*json, fields.status).value_or(""));
        job.phase = jobs.phase_of(job.word);
    } else {
        const Json* done = find_at(*json, fields.done);
        const bool is_done = done != nullptr && done->is_boolean() && done->get<bool>();
        job.phase = is_done ? Phase::Done : Phase::Running;
        job.word = is_done ? "done" : "running";
    }
    // Done is no success where the clip has to stand in the answer and does not.
    if (job.phase == Phase::Done && !jobs.content && job.url.empty() && !job.has_data) {
        job.phase = Phase::Failed;
        job.message = job.message.empty() ? "it ended without a clip" : job.message;
    }
    if (const auto progress = text_at(*json, fields.progress)) {
        const double percent = std::strtod(progress->c_str(), nullptr);
        job.progress = percent >= 0 && percent <= 100 ? static_cast<int>(percent) : -1;
    }
    job.size = tidy(text_at(*json, fields.size).value_or(""));
    job.seconds = tidy(text_at(*json, fields.seconds).value_or(""));
    job.created = std::strtoll(text_at(*json, fields.created).value_or("0").c_str(), nullptr, 10);
    return job;
}

struct Api::Impl {
    Dialect dialect;
    Server server;
    http::Client client;
    std::string base;

    Impl(const Dialect& with, const Server& at, http::Policy policy, std::string address)
        : dialect(with), server(at), client(std::move(policy)), base(std::move(address)) {}

    [[nodiscard]] const Jobs& jobs() const { return *dialect.jobs; }

    [[nodiscard]] http::Request make(std::string_view method, const std::string& path) const {
        http::Request request;
        request.method = method;
        request.url = base + path;
        request.headers.emplace_back("accept", "application/json");
        request.timeout = kAnswerTimeout;
        request.max_bytes = jobs().fields.base64.empty() ? kMaxAnswer : kMaxAnswerWithClip;
        return request;
    }

    [[nodiscard]] http::Request make_call(const Call& call, std::string_view job, std::string_view submitted_path) const {
        std::string path = call.path;
        replace_all(path, "{path}", submitted_path);
        replace_all(path, "{resource}", submitted_path.substr(0, submitted_path.rfind(':')));
        replace_all(path, "{job+}", escape_segment(job, true));
        replace_all(path, "{job}", escape_segment(job, false));
        http::Request request = make(call.method, path);
        if (!call.body.empty()) {
            const std::string quoted = Json(std::string(job)).dump();
            request.body = call.body;
            replace_all(request.body, "{job}", std::string_view(quoted).substr(1, quoted.size() - 2));
            request.content_type = "application/json";
        }
        return request;
    }

    Submitted post(http::Request request, std::string_view id_path);
    Asked exchange(const http::Request& request);
};

Result<Api> Api::make(const Dialect& dialect, const Server& server) {
    if (!dialect.jobs) {
        return tl::unexpected(Failure{"send to", server.base_url, fmt::format("the dialect `{}` does not say how its jobs are followed", dialect.name)});
    }
    auto base = fill_settings(server.base_url, server.settings);
    if (!base) {
        return tl::unexpected(base.error());
    }
    while (base->ends_with('/')) {
        base->pop_back();
    }
    constexpr std::string_view kVersion = "/v1";  // what people copy from a client's `base_url`: the paths have it already
    if (base->ends_with(kVersion)) {
        base->resize(base->size() - kVersion.size());
    }
    const auto origin = http::origin_of(*base);
    if (!origin) {
        return tl::unexpected(Failure{"send to", *base, "it is no http or https address"});
    }
    http::Policy policy;
    policy.server = *origin;
    policy.is_cancelled = server.is_cancelled;
    policy.allow_plain_http = server.allows_plain_http;
    policy.proxy = http::proxy_of_environment();
    if (!server.key.empty()) {
        policy.credential = http::Credential{dialect.jobs->key.header, dialect.jobs->key.prefix + server.key, *origin};
    }
    return Api(std::make_unique<Impl>(dialect, server, std::move(policy), std::move(*base)));
}

Api::Api(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Api::Api(Api&&) noexcept = default;
Api::~Api() = default;

const Dialect& Api::dialect() const {
    return impl_->dialect;
}

const std::string& Api::base_url() const {
    return impl_->base;
}

Submitted Api::Impl::post(http::Request request, std::string_view id_path) {
    Submitted result;
    request.is_cancellable = false;  // what is on its way is seen through: an answer that nobody reads is a lost job
    const http::Outcome outcome = client.send(request);
    if (!outcome) {
        result.outcome = outcome.error().sent == http::Trouble::Sent::Nothing ? Submitted::Outcome::NotSent : Submitted::Outcome::Unknown;
        result.message = outcome.error().reason;
        result.is_final = outcome.error().is_refusal;
        return result;
    }
    result.status = outcome->status;
    result.outcome = outcome_of(outcome->status);
    result.wait = wait_of(jobs(), *outcome);
    if (result.outcome != Submitted::Outcome::Accepted) {
        result.message = with_status(outcome->status, message_of(jobs(), *outcome));
        return result;
    }
    result.answer = outcome->body;
    const auto json = parse_answer(result.answer);
    const auto refused = json ? text_at(*json, jobs().fields.refused) : std::nullopt;
    if (refused && *refused != "0") {
        result.outcome = Submitted::Outcome::Refused;
        result.message = fmt::format("code {}: {}", *refused, message_of(jobs(), *outcome));
        return result;
    }
    result.job = read_job(jobs(), result.answer);
    if (!id_path.empty()) {  // of an upload: it is no job
        result.job.id = json ? text_at(*json, id_path).value_or("") : "";
        result.job.id = is_usable_id(result.job.id) ? result.job.id : "";
    }
    if (result.job.id.empty()) {
        result.outcome = Submitted::Outcome::Unknown;
        result.message = "the answer names no job";
    }
    return result;
}

Submitted Api::submit(const ReadyRequest& ready) {
    Submitted failed;
    const auto path = fill_settings(ready.path, impl_->server.settings);
    if (!path) {
        failed.outcome = Submitted::Outcome::Refused;
        failed.message = path.error().message();
        return failed;
    }
    http::Request request = impl_->make(ready.method, *path);
    request.timeout = impl_->jobs().is_synchronous ? kSynchronousTimeout : kAnswerTimeout;
    request.stall_timeout = impl_->jobs().is_synchronous ? kSynchronousTimeout : request.stall_timeout;
    if (impl_->dialect.encoding == Dialect::Encoding::Multipart || !ready.files.empty()) {
        const Json body = parse_answer(ready.body).value_or(Json::object());
        for (const auto& [name, value] : body.items()) {
            add_form_fields(value, name, ready, request.form);
        }
    } else {
        request.body = ready.body;
        request.content_type = "application/json";
    }
    return impl_->post(std::move(request), {});
}

Submitted Api::upload(const UploadCall& call, const FileValue& file, std::string_view name) {
    http::Request request = impl_->make("POST", call.path);
    request.timeout = std::chrono::milliseconds(0);  // a clip takes what it takes: stalling ends it
    for (const auto& [field, text] : call.fields) {
        request.form.push_back({field, text, {}, {}, {}});
    }
    if (!call.name_field.empty()) {
        request.form.push_back({call.name_field, std::string(name), {}, {}, {}});
    }
    request.form.push_back({call.file_field, {}, file.path, file.name, file.mime});
    return impl_->post(std::move(request), call.id);
}

Api::Asked Api::Impl::exchange(const http::Request& request) {
    Asked asked;
    const http::Outcome outcome = client.send(request);
    if (!outcome) {
        asked.message = outcome.error().reason;
        return asked;
    }
    constexpr int kNotFound = 404;
    constexpr int kGone = 410;
    asked.wait = wait_of(jobs(), *outcome);
    if (outcome->status < 200 || outcome->status >= 300) {
        asked.is_gone = outcome->status == kNotFound || outcome->status == kGone;
        asked.message = with_status(outcome->status, message_of(jobs(), *outcome));
        return asked;
    }
    asked.answer = outcome->body;
    if (!parse_answer(asked.answer)) {
        asked.message = "the answer is no JSON that we read";
        return asked;
    }
    asked.job = read_job(jobs(), asked.answer);
    return asked;
}

Api::Asked Api::ask(std::string_view job, std::string_view submitted_path) {
    const auto path = fill_settings(submitted_path, impl_->server.settings);
    if (!impl_->jobs().poll || !path) {
        Asked none;
        none.message = path ? "the server cannot be asked for a job" : path.error().message();
        return none;
    }
    return impl_->exchange(impl_->make_call(*impl_->jobs().poll, job, *path));
}

Api::Asked Api::cancel(std::string_view job, std::string_view submitted_path) {
    const auto path = fill_settings(submitted_path, impl_->server.settings);
    if (!impl_->jobs().cancel || !path) {
        Asked none;
        none.message = path ? "the server cannot be told to stop a job" : path.error().message();
        return none;
    }
    return impl_->exchange(impl_->make_call(*impl_->jobs().cancel, job, *path));
}

Result<Api::Listed> Api::list(std::int64_t since) {
    const ListCall& call = *impl_->jobs().list;
    Listed listed;
    std::string cursor;
    for (int page = 0; page < kMaxPages; ++page) {
        std::string path = call.path;
        if (!cursor.empty()) {
            path += fmt::format("{}{}={}", path.find('?') == std::string::npos ? '?' : '&', call.parameter, escape_segment(cursor, false));
        }
        const http::Outcome outcome = impl_->client.send(impl_->make("GET", path));
        constexpr int kNotFound = 404;
        constexpr int kNotAllowed = 405;
        constexpr int kNotImplemented = 501;
        if (outcome && (outcome->status == kNotFound || outcome->status == kNotAllowed || outcome->status == kNotImplemented)) {
            listed.is_missing = true;
            return listed;
        }
        if (!outcome || outcome->status != 200) {
            return tl::unexpected(Failure{"list the jobs of", impl_->base,
                                          !outcome ? outcome.error().reason : with_status(outcome->status, message_of(impl_->jobs(), *outcome))});
        }
        const auto json = parse_answer(outcome->body);
        const Json* jobs = json ? find_at(*json, call.jobs) : nullptr;
        if (jobs == nullptr || !jobs->is_array()) {
            return tl::unexpected(Failure{"list the jobs of", impl_->base, "the answer has no list of jobs"});
        }
        if (page == 0) {
            listed.server_now = http::parse_date(outcome->header("date")).value_or(0);
        }
        bool is_older = false;
        for (const Json& element : *jobs) {
            JobView job = read_job(impl_->jobs(), element.dump());
            job.prompt = text_at(element, call.prompt).value_or("");
            is_older = is_older || (job.created != 0 && job.created < since);
            if (!job.id.empty()) {
                listed.jobs.push_back(std::move(job));
            }
        }
        const Json* more = call.more.empty() ? nullptr : find_at(*json, call.more);
        const bool has_more = more != nullptr && more->is_boolean() && more->get<bool>();
        const std::string next = call.cursor.empty() ? "" : text_at(*json, call.cursor).value_or("");
        if (!has_more || is_older) {
            return listed;
        }
        if (next.empty() || next == cursor) {
            return tl::unexpected(Failure{"list the jobs of", impl_->base, "its pages do not go on"});
        }
        cursor = next;
    }
    return tl::unexpected(Failure{"list the jobs of", impl_->base, "it has too many"});
}

namespace {

/// Writes all of it at the file's place; an empty text: the error.
std::string write_whole(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            return std::strerror(errno);
        }
    }
    return {};
}

/// The clip that stands in an answer.
Api::Fetched fetch_inline(const Jobs& jobs, std::string_view answer, int descriptor) {
    Api::Fetched fetched;
    const auto json = parse_answer(answer);
    for (const std::string& path : jobs.fields.base64) {
        const Json* value = json ? find_at(*json, path) : nullptr;
        if (value == nullptr || !value->is_string()) {
            continue;
        }
        std::string_view text = value->get_ref<const std::string&>();
        if (text.starts_with("data:")) {
            text.remove_prefix(std::min(text.find(',') + 1, text.size()));
        }
        const auto bytes = decode_base64(text);
        if (!bytes) {
            fetched.message = "the clip in the answer is no base64";
            return fetched;
        }
        fetched.message = write_whole(descriptor, *bytes);
        fetched.is_whole = fetched.message.empty();
        return fetched;
    }
    fetched.message = "the answer has no clip";
    return fetched;
}

}  // namespace

Api::Fetched Api::fetch(const JobView& job, std::string_view answer, std::string_view submitted_path, int descriptor) {
    const Jobs& jobs = impl_->jobs();
    if (job.has_data) {
        return fetch_inline(jobs, answer, descriptor);
    }
    Fetched fetched;
    http::Request request;
    if (!job.url.empty()) {
        request.url = job.url;
        if (!jobs.url_query.empty()) {
            request.url += (job.url.find('?') == std::string::npos ? '?' : '&') + jobs.url_query;
        }
    } else {
        const auto path = fill_settings(submitted_path, impl_->server.settings);
        request = impl_->make_call(*jobs.content, job.id, path ? *path : std::string(submitted_path));
        request.headers.clear();
        request.timeout = std::chrono::milliseconds(0);
    }
    request.max_bytes = kMaxClip;
    if (!http::origin_of(request.url)) {
        fetched.message = fmt::format("the server names the clip `{}`, which is no http or https address", tidy(request.url));
        fetched.is_refused = true;
        return fetched;
    }
    const http::Outcome outcome = impl_->client.download(request, descriptor);
    if (!outcome) {
        fetched.message = outcome.error().reason;
        fetched.is_refused = outcome.error().is_refusal;
        return fetched;
    }
    constexpr int kNotFound = 404;
    constexpr int kGone = 410;
    fetched.content_type = outcome->header("content-type");
    fetched.wait = http::retry_after(*outcome).value_or(std::chrono::milliseconds(0));
    fetched.is_gone = outcome->status == kNotFound || outcome->status == kGone;
    fetched.is_whole = outcome->status == 200;
    fetched.message = fetched.is_whole ? "" : with_status(outcome->status, "");
    return fetched;
}

}  // namespace shot::dialects
