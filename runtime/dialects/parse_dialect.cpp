#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include <fmt/format.h>

#include "runtime/dialects/dialect.hpp"
#include "runtime/dialects/json_path.hpp"
#include "stdlib/embedded.hpp"

namespace shot::dialects {
namespace {

/// The first thing that is wrong; later ones are not kept.
class Problem {
public:
    void report(std::string_view path, std::string_view what) {
        if (text_.empty()) {
            text_ = fmt::format("{}: {}", path, what);
        }
    }
    [[nodiscard]] bool is_found() const { return !text_.empty(); }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

/// An object whose keys are known. Getters give a harmless value where a key is missing or of another type, which is reported.
class Object {
public:
    Object(const Json& json, std::string path, Problem& problem, std::initializer_list<std::string_view> keys)
        : json_(json), path_(std::move(path)), problem_(problem) {
        if (!json_.is_object()) {
            problem_.report(path_, "is no object");
            return;
        }
        for (const auto& [key, value] : json_.items()) {
            if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
                problem_.report(path_ + "." + key, "is no key of a dialect's jobs");
            }
        }
    }

    [[nodiscard]] const Json* find(std::string_view key) const {
        const auto found = json_.is_object() ? json_.find(std::string(key)) : json_.end();
        return json_.is_object() && found != json_.end() ? &*found : nullptr;
    }
    [[nodiscard]] std::string path_of(std::string_view key) const { return fmt::format("{}.{}", path_, key); }
    [[nodiscard]] Problem& problem() const { return problem_; }

    [[nodiscard]] std::string text(std::string_view key, std::string otherwise = {}) const {
        const Json* value = find(key);
        if (value != nullptr && !value->is_string()) {
            problem_.report(path_of(key), "is no text");
            return otherwise;
        }
        return value == nullptr ? otherwise : value->get<std::string>();
    }
    [[nodiscard]] std::string needed_text(std::string_view key) const {
        std::string value = text(key);
        if (value.empty()) {
            problem_.report(path_of(key), "is missing");
        }
        return value;
    }
    [[nodiscard]] bool flag(std::string_view key, bool otherwise) const {
        const Json* value = find(key);
        if (value != nullptr && !value->is_boolean()) {
            problem_.report(path_of(key), "is neither true nor false");
            return otherwise;
        }
        return value == nullptr ? otherwise : value->get<bool>();
    }
    /// One text, or an array of them.
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const {
        std::vector<std::string> list;
        const Json* value = find(key);
        if (value == nullptr) {
            return list;
        }
        const Json array = value->is_array() ? *value : Json::array({*value});
        for (const Json& element : array) {
            if (element.is_string()) {
                list.push_back(element.get<std::string>());
            } else {
                problem_.report(path_of(key), "is neither a text nor a list of texts");
            }
        }
        return list;
    }
    [[nodiscard]] std::chrono::milliseconds seconds(std::string_view key, std::chrono::milliseconds otherwise) const {
        const Json* value = find(key);
        return value == nullptr ? otherwise : seconds_of(*value, path_of(key), otherwise);
    }
    [[nodiscard]] std::chrono::milliseconds seconds_of(const Json& value, const std::string& path,
                                                       std::chrono::milliseconds otherwise) const {
        constexpr double kMaxSeconds = 86'400;
        if (!value.is_number() || value.get<double>() <= 0 || value.get<double>() > kMaxSeconds) {
            problem_.report(path, "is no number of seconds between 0 and 86400");
            return otherwise;
        }
        return std::chrono::milliseconds(static_cast<std::int64_t>(value.get<double>() * 1000));
    }

    [[nodiscard]] int count(std::string_view key, int otherwise) const {
        constexpr int kMost = 1000;
        const Json* value = find(key);
        if (value != nullptr && (!value->is_number_integer() || value->get<std::int64_t>() < 1 || value->get<std::int64_t>() > kMost)) {
            problem_.report(path_of(key), "is no whole number from 1 to 1000");
            return otherwise;
        }
        return value == nullptr ? otherwise : value->get<int>();
    }

private:
    const Json& json_;
    std::string path_;
    Problem& problem_;
};

void read_key(const Object& jobs, KeyHeader& key) {
    if (const Json* json = jobs.find("key")) {
        const Object object(*json, jobs.path_of("key"), jobs.problem(), {"header", "prefix", "environment"});
        key.header = object.text("header", key.header);
        key.prefix = object.text("prefix", key.prefix);
        key.environment = object.text("environment");
    }
}

void read_words(const Object& job, std::vector<PhaseWord>& words) {
    const Json* json = job.find("words");
    if (json == nullptr) {
        return;
    }
    constexpr std::array kPhases{std::pair{"waiting", Phase::Waiting}, std::pair{"running", Phase::Running},
                                 std::pair{"done", Phase::Done},       std::pair{"failed", Phase::Failed},
                                 std::pair{"cancelled", Phase::Cancelled}, std::pair{"expired", Phase::Expired}};
    const Object object(*json, job.path_of("words"), job.problem(),
                        {"waiting", "running", "done", "failed", "cancelled", "expired"});
    for (const auto& [name, phase] : kPhases) {
        for (std::string& word : object.texts(name)) {
            words.push_back({std::move(word), phase});
        }
    }
}

void read_fields(const Object& jobs, JobFields& fields) {
    const Json* json = jobs.find("job");
    if (json == nullptr) {
        jobs.problem().report(jobs.path_of("job"), "is missing");
        return;
    }
    const Object job(*json, jobs.path_of("job"), jobs.problem(),
                     {"id", "status", "done", "words", "progress", "message", "size", "seconds", "created", "url", "base64", "refused"});
    fields.id = job.needed_text("id");
    fields.status = job.text("status");
    fields.done = job.text("done");
    read_words(job, fields.words);
    fields.progress = job.text("progress");
    fields.messages = job.texts("message");
    fields.size = job.text("size");
    fields.seconds = job.text("seconds");
    fields.created = job.text("created");
    fields.urls = job.texts("url");
    fields.base64 = job.texts("base64");
    fields.refused = job.text("refused");
    if (fields.status.empty() == fields.done.empty()) {
        jobs.problem().report(jobs.path_of("job"), "has to say either `status` or `done`");
    }
}

std::optional<Call> read_call(const Object& jobs, std::string_view key) {
    const Json* json = jobs.find(key);
    if (json == nullptr) {
        return std::nullopt;
    }
    const Object object(*json, jobs.path_of(key), jobs.problem(), {"method", "path", "body"});
    Call call;
    call.method = object.text("method", call.method);
    call.path = object.needed_text("path");
    if (const Json* body = object.find("body")) {
        call.body = body->dump();
    }
    return call;
}

std::optional<ListCall> read_list(const Object& jobs) {
    const Json* json = jobs.find("list");
    if (json == nullptr) {
        return std::nullopt;
    }
    const Object object(*json, jobs.path_of("list"), jobs.problem(), {"path", "jobs", "more", "cursor", "parameter", "prompt"});
    return ListCall{object.needed_text("path"), object.needed_text("jobs"), object.text("more"),
                    object.text("cursor"),      object.text("parameter"),   object.needed_text("prompt")};
}

void read_uploads(const Object& jobs, std::vector<UploadCall>& uploads) {
    const Json* json = jobs.find("uploads");
    if (json == nullptr) {
        return;
    }
    const Object kinds(*json, jobs.path_of("uploads"), jobs.problem(), {"character", "image", "video"});
    for (const std::string_view kind : {"character", "image", "video"}) {
        const Json* call = kinds.find(kind);
        if (call == nullptr) {
            continue;
        }
        const Object object(*call, kinds.path_of(kind), jobs.problem(), {"path", "file", "name", "fields", "id"});
        UploadCall& upload = uploads.emplace_back();
        upload.kind = kind;
        upload.path = object.needed_text("path");
        upload.file_field = object.needed_text("file");
        upload.name_field = object.text("name");
        upload.id = object.needed_text("id");
        if (const Json* fields = object.find("fields"); fields != nullptr && fields->is_object()) {
            for (const auto& [name, value] : fields->items()) {
                upload.fields.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
            }
        }
    }
}

void read_waits(const Object& jobs, Jobs& out) {
    if (const Json* every = jobs.find("poll_seconds")) {
        if (every->is_array() && every->size() == 2) {
            out.poll_first = jobs.seconds_of((*every)[0], jobs.path_of("poll_seconds"), out.poll_first);
            out.poll_then = jobs.seconds_of((*every)[1], jobs.path_of("poll_seconds"), out.poll_then);
        } else {
            jobs.problem().report(jobs.path_of("poll_seconds"), "is no pair of seconds: the first wait, and the longest");
        }
    }
    out.settle = jobs.seconds("settle_seconds", out.settle);
    out.poll_header = jobs.text("poll_header");
    out.most_at_once = jobs.count("most_at_once", out.most_at_once);
    out.most_a_minute = jobs.count("most_a_minute", out.most_a_minute);
}

Jobs read_jobs(const Json& json, Problem& problem) {
    const Object object(json, "$.jobs", problem,
                        {"key", "job", "poll", "content", "cancel", "list", "uploads", "url_query", "takes_data_urls",
                         "is_synchronous", "extension_has_source", "poll_seconds", "poll_header", "settle_seconds", "most_at_once", "most_a_minute",
                         "source", "note"});
    Jobs jobs;
    read_key(object, jobs.key);
    read_fields(object, jobs.fields);
    jobs.is_synchronous = object.flag("is_synchronous", false);
    jobs.poll = read_call(object, "poll");
    jobs.content = read_call(object, "content");
    jobs.cancel = read_call(object, "cancel");
    jobs.list = read_list(object);
    read_uploads(object, jobs.uploads);
    jobs.url_query = object.text("url_query");
    jobs.takes_data_urls = object.flag("takes_data_urls", false);
    jobs.extension_has_source = object.flag("extension_has_source", true);
    read_waits(object, jobs);
    if (!jobs.poll && !jobs.is_synchronous) {
        problem.report("$.jobs.poll", "is missing: without it the answer has to be the finished job (`is_synchronous`)");
    }
    if (!jobs.content && jobs.fields.urls.empty() && jobs.fields.base64.empty()) {
        problem.report("$.jobs.content", "is missing: neither a route, nor a `url` or `base64` of the job leads to the clip");
    }
    return jobs;
}

}  // namespace

const UploadCall* Jobs::find_upload(std::string_view kind) const {
    const auto found = std::find_if(uploads.begin(), uploads.end(), [&](const UploadCall& call) { return call.kind == kind; });
    return found == uploads.end() ? nullptr : &*found;
}

Phase Jobs::phase_of(std::string_view word) const {
    const auto found =
        std::find_if(fields.words.begin(), fields.words.end(), [&](const PhaseWord& known) { return known.word == word; });
    return found == fields.words.end() ? Phase::Running : found->phase;
}

Result<Dialect> parse_dialect(std::string_view json, std::string_view path) {
    const auto document = parse_answer(json);
    if (!document || !document->is_object()) {
        return tl::unexpected(Failure{"read", std::string(path), "it is no JSON object"});
    }
    Dialect dialect;
    dialect.name = text_at(*document, "/name").value_or("");
    dialect.title = text_at(*document, "/title").value_or(dialect.name);
    dialect.base_url = text_at(*document, "/base_url").value_or("");
    const bool is_form = text_at(*document, "/encoding") == "multipart";
    dialect.encoding = is_form ? Dialect::Encoding::Multipart : Dialect::Encoding::Json;
    if (const Json* jobs = find_at(*document, "/jobs")) {
        Problem problem;
        dialect.jobs = read_jobs(*jobs, problem);
        if (problem.is_found()) {
            return tl::unexpected(Failure{"read", std::string(path), problem.text()});
        }
    }
    return dialect;
}

Result<Dialect> find_dialect(std::string_view name) {
    const std::string path = fmt::format("dialects/{}.json", name);
    const std::string_view text = stdlib::find_embedded(path);
    if (text.data() != nullptr) {
        return parse_dialect(text, path);
    }
    std::string names;
    for (const stdlib::EmbeddedFile& file : stdlib::embedded_files()) {
        constexpr std::string_view kFolder = "dialects/";
        constexpr std::string_view kEnding = ".json";
        if (file.path.starts_with(kFolder)) {
            const auto document = parse_answer(file.text);
            const Json* products = document ? find_at(*document, "/products") : nullptr;
            if (products != nullptr && std::find(products->begin(), products->end(), name) != products->end()) {
                return parse_dialect(file.text, file.path);
            }
            names += names.empty() ? "" : ", ";
            names += file.path.substr(kFolder.size(), file.path.size() - kFolder.size() - kEnding.size());
        }
    }
    return tl::unexpected(Failure{"find dialect", std::string(name), fmt::format("there are {}", names)});
}

}  // namespace shot::dialects
