#include "runtime/bundle/reader.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "runtime/bundle/board_reader.hpp"
#include "runtime/bundle/decimal.hpp"
#include "runtime/bundle/json_document.hpp"

namespace shot::bundle {
namespace {

bool is_sha256(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// `1280x720`.
bool is_size(std::string_view text) {
    const std::size_t middle = text.find('x');
    const auto is_number = [](std::string_view digits) {
        return !digits.empty() && digits.size() <= 5 && digits.front() != '0' &&
               digits.find_first_not_of("0123456789") == std::string_view::npos;
    };
    return middle != std::string_view::npos && is_number(text.substr(0, middle)) && is_number(text.substr(middle + 1));
}

/// Ids stand in `${requests.ID.id}`: what would end them there cannot be in them.
bool is_id(std::string_view text) {
    return !text.empty() && text.find_first_of("${}./ \t\n\v\f\r") == std::string_view::npos;
}

/// `2026-11-22`.
bool is_date(std::string_view text) {
    constexpr std::string_view kForm = "dddd-dd-dd";
    return text.size() == kForm.size() && std::equal(text.begin(), text.end(), kForm.begin(), [](char c, char form) {
               return form == 'd' ? c >= '0' && c <= '9' : c == form;
           });
}

std::string read_id(JsonReader& from, std::string_view key) {
    std::string text = from.any_text(key);
    if (!is_id(text)) {
        from.report(key, "is no id: one has no blank and none of `${}./`");
    }
    return text;
}

std::string read_sha256(JsonReader& from) {
    std::string text = from.any_text("sha256");
    if (!is_sha256(text)) {
        from.report("sha256", "is no SHA-256 of 64 lower-case hexadecimal digits");
    }
    return text;
}

/// A path that stays on the machine's side of the script: never absolute.
std::string read_relative_path(JsonReader& from) {
    std::string text = from.text("path");
    if (text.starts_with('/')) {
        from.report("path", "is absolute");
    }
    return text;
}

/// Reads a document part by part. Cross references are checked at the end.
class BundleReader {
public:
    explicit BundleReader(JsonProblem& problem) : problem_(problem) {}

    Bundle read(const Json& document) {
        Bundle bundle;
        const JsonPath root;
        JsonReader from(document, root, problem_);
        from.word("format", {"shot-bundle"});
        const std::uint64_t version = from.whole("version", 1'000'000);
        if (version != kVersion) {
            const std::string_view advice = version < kVersion ? "compile the script again" : "a newer program wrote it";
            from.report("version", fmt::format("is {}; this program reads version {}: {}", version, kVersion, advice));
        }
        if (problem_.is_found()) {
            return bundle;  // what follows would only be noise
        }
        read_target(from, bundle.target);
        read_script(from, bundle.script);
        from.each("assets", [&](const Json& value, const JsonPath& path) { read_asset(value, path, bundle.assets); });
        from.each("requests",
                  [&](const Json& value, const JsonPath& path) { read_request(value, path, bundle.requests); });
        from.each("sequences",
                  [&](const Json& value, const JsonPath& path) { read_sequence(value, path, bundle.sequences); });
        read_totals(from, bundle.totals);
        from.finish();
        return bundle;
    }

private:
    /// The object under `key`; `read` takes its members.
    template <class Read>
    void read_object(JsonReader& from, std::string_view key, Read read) {
        if (const Json* value = from.value(key)) {
            const JsonPath path = from.path_of(key);
            JsonReader object(*value, path, problem_);
            read(object);
            object.finish();
        }
    }

    std::vector<std::string> read_ids(JsonReader& from, std::string_view key, bool may_repeat) {
        std::vector<std::string> ids;
        from.each(key, [&](const Json& value, const JsonPath& path) {
            if (!value.is_string() || !is_id(value.get_ref<const std::string&>())) {
                problem_.report(path, "is no id");
                return;
            }
            const auto& id = value.get_ref<const std::string&>();
            if (!may_repeat && std::find(ids.begin(), ids.end(), id) != ids.end()) {
                problem_.report(path, fmt::format("`{}` stands twice", id));
            }
            ids.push_back(id);
        });
        return ids;
    }

    void read_target(JsonReader& from, Target& target) {
        read_object(from, "target", [&](JsonReader& object) {
            target.name = object.text("name");
            target.alias = object.text_or_null("alias");
            target.model = object.text("model");
            target.dialect = object.text("dialect");
            target.prompt_style = object.text("prompt_style");
            target.encoding = object.text("encoding");
            target.facts_as_of = object.text("facts_as_of");
            if (!is_date(target.facts_as_of)) {
                object.report("facts_as_of", "is no date like `2026-11-22`");
            }
            target.state = object.word("state", {"live", "preview", "deprecated", "retired"});
        });
    }

    void read_script(JsonReader& from, Script& script) {
        read_object(from, "script", [&](JsonReader& object) {
            script.path = read_relative_path(object);
            object.each("files", [&](const Json& value, const JsonPath& path) {
                JsonReader file(value, path, problem_);
                ScriptFile& added = script.files.emplace_back();
                added.path = read_relative_path(file);
                added.sha256 = read_sha256(file);
                file.finish();
            });
        });
    }

    void read_asset(const Json& value, const JsonPath& path, std::vector<Asset>& assets) {
        JsonReader from(value, path, problem_);
        Asset& asset = assets.emplace_back();
        asset.id = read_id(from, "id");
        asset.kind = from.word("kind", {"character", "image", "video", "frame"});
        if (asset.kind == "frame") {
            asset.request = read_id(from, "request");
        } else {
            if (asset.kind == "character") {
                asset.name = from.text("name");
            }
            asset.path = read_relative_path(from);
            asset.sha256 = read_sha256(from);
            asset.bytes = from.whole("bytes", INT64_MAX);
        }
        from.finish();
    }

    void read_request(const Json& value, const JsonPath& path, std::vector<Request>& requests) {
        JsonReader from(value, path, problem_);
        Request& request = requests.emplace_back();
        request.id = read_id(from, "id");
        request.title = from.text_or_null("title");
        request.operation = from.word("operation", {"create", "extend", "edit"});
        request.depends_on = read_ids(from, "depends_on", false);
        read_call(from, request);
        request.milliseconds = from.decimal_or_null("seconds", kSecondDigits);
        request.size = from.text_or_null("size");
        if (!request.size.empty() && !is_size(request.size)) {
            from.report("size", "is no size like `1280x720`");
        }
        request.assets = read_ids(from, "assets", false);
        read_object(from, "cost", [&](JsonReader& cost) {
            request.cost.micro_usd = cost.decimal_or_null("usd", kUsdDigits);
            request.cost.basis = cost.text("basis");
        });
        from.each("lost", [&](const Json& item, const JsonPath& at) { read_loss(item, at, request.lost); });
        read_source_map(from, request);
        if (const Json* board = from.value("board")) {
            request.board = read_board(*board, from.path_of("board"), request, problem_);
        }
        from.finish();
    }

    static void read_call(JsonReader& from, Request& request) {
        request.method = from.text("method");
        if (request.method.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string::npos) {
            from.report("method", "is no method like `POST`");
        }
        request.path = from.text("path");
        if (!request.path.starts_with('/')) {
            from.report("path", "does not begin with `/`");
        }
        if (const Json* body = from.value("body")) {
            if (body->is_object()) {
                request.body = body->dump();
            } else {
                from.report("body", "is no object");
            }
        }
    }

    void read_loss(const Json& value, const JsonPath& path, std::vector<Loss>& losses) {
        JsonReader from(value, path, problem_);
        Loss& loss = losses.emplace_back();
        loss.what = from.text("what");
        loss.detail = from.any_text("detail");
        loss.reason = from.text("reason");
        loss.file = from.text_or_null("file");
        loss.line = from.line_or_null("line");
        from.finish();
    }

    void read_source_map(JsonReader& from, Request& request) {
        std::uint64_t end = 0;
        from.each("source_map", [&](const Json& value, const JsonPath& path) {
            JsonReader entry(value, path, problem_);
            MapRange& range = request.source_map.emplace_back();
            range.start = entry.whole("start", INT64_MAX);
            range.end = entry.whole("end", INT64_MAX);
            range.file = entry.text_or_null("file");
            range.line = entry.line_or_null("line");
            entry.finish();
            if (range.start != end || range.end <= range.start) {
                problem_.report(path, fmt::format("covers {} to {}; expected a range that starts at {}", range.start,
                                                  range.end, end));
            }
            end = range.end;
        });
    }

    void read_sequence(const Json& value, const JsonPath& path, std::vector<Sequence>& sequences) {
        JsonReader from(value, path, problem_);
        Sequence& sequence = sequences.emplace_back();
        sequence.id = read_id(from, "id");
        sequence.title = from.text_or_null("title");
        sequence.shots = read_ids(from, "shots", true);
        sequence.milliseconds = from.decimal("seconds", kSecondDigits);
        sequence.promised_milliseconds = from.decimal_or_null("promised_seconds", kSecondDigits);
        from.finish();
    }

    void read_totals(JsonReader& from, Totals& totals) {
        read_object(from, "totals", [&](JsonReader& object) {
            totals.requests = object.whole("requests", INT64_MAX);
            totals.milliseconds = object.decimal("seconds", kSecondDigits);
            totals.micro_usd = object.decimal_or_null("usd", kUsdDigits);
            totals.losses = object.whole("losses", INT64_MAX);
        });
    }

    JsonProblem& problem_;
};

/// Names in a bundle that must lead somewhere.
class ReferenceChecker {
public:
    ReferenceChecker(const Bundle& bundle, JsonProblem& problem) : bundle_(bundle), problem_(problem) {}

    void check() {
        index("requests", bundle_.requests, requests_);
        index("assets", bundle_.assets, assets_);
        const JsonPath requests{&root_, "requests", 0};
        for (std::size_t i = 0; i < bundle_.requests.size(); ++i) {
            const JsonPath at{&requests, {}, i};
            check_names(bundle_.requests[i].depends_on, {&at, "depends_on", 0}, requests_, "request");
            check_names(bundle_.requests[i].assets, {&at, "assets", 0}, assets_, "asset");
        }
        const JsonPath assets{&root_, "assets", 0};
        for (std::size_t i = 0; i < bundle_.assets.size(); ++i) {
            const JsonPath at{&assets, {}, i};
            if (bundle_.assets[i].kind == "frame") {
                check_name(bundle_.assets[i].request, {&at, "request", 0}, requests_, "request");
            }
        }
        const JsonPath sequences{&root_, "sequences", 0};
        for (std::size_t i = 0; i < bundle_.sequences.size(); ++i) {
            const JsonPath at{&sequences, {}, i};
            check_names(bundle_.sequences[i].shots, {&at, "shots", 0}, requests_, "request");
        }
        if (bundle_.totals.requests != bundle_.requests.size()) {
            const JsonPath totals{&root_, "totals", 0};
            problem_.report({&totals, "requests", 0},
                            fmt::format("is {}, but there are {}", bundle_.totals.requests, bundle_.requests.size()));
        }
        if (!problem_.is_found()) {
            check_order();
        }
    }

private:
    using Index = std::unordered_map<std::string_view, std::size_t>;

    template <class Items>
    void index(std::string_view key, const Items& items, Index& out) {
        const JsonPath array{&root_, key, 0};
        out.reserve(items.size());
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (!out.emplace(items[i].id, i).second) {
                const JsonPath at{&array, {}, i};
                problem_.report({&at, "id", 0}, fmt::format("`{}` stands twice", items[i].id));
            }
        }
    }

    void check_name(const std::string& name, const JsonPath& path, const Index& known, std::string_view what) {
        if (!known.contains(name)) {
            problem_.report(path, fmt::format("there is no {} `{}`", what, name));
        }
    }

    void check_names(const std::vector<std::string>& names, const JsonPath& path, const Index& known,
                     std::string_view what) {
        for (std::size_t i = 0; i < names.size(); ++i) {
            check_name(names[i], {&path, {}, i}, known, what);
        }
    }

    /// Takes requests away that wait for nothing, again and again (Kahn): what stays waits in a circle.
    void check_order() {
        const std::size_t count = bundle_.requests.size();
        std::vector<std::size_t> waits(count);
        std::vector<std::vector<std::size_t>> followers(count);
        std::vector<std::size_t> ready;
        for (std::size_t i = 0; i < count; ++i) {
            waits[i] = bundle_.requests[i].depends_on.size();
            for (const std::string& name : bundle_.requests[i].depends_on) {
                followers[requests_.find(name)->second].push_back(i);
            }
            if (waits[i] == 0) {
                ready.push_back(i);
            }
        }
        while (!ready.empty()) {
            const std::size_t done = ready.back();
            ready.pop_back();
            for (const std::size_t follower : followers[done]) {
                if (--waits[follower] == 0) {
                    ready.push_back(follower);
                }
            }
        }
        const auto stuck = std::find_if(waits.begin(), waits.end(), [](std::size_t left) { return left > 0; });
        if (stuck != waits.end()) {
            const JsonPath requests{&root_, "requests", 0};
            const JsonPath at{&requests, {}, static_cast<std::size_t>(stuck - waits.begin())};
            problem_.report({&at, "depends_on", 0}, "goes round in a circle");
        }
    }

    const Bundle& bundle_;
    JsonProblem& problem_;
    JsonPath root_;
    Index requests_;
    Index assets_;
};

}  // namespace

Result<Bundle> read_bundle(std::string_view json, std::string_view path, const ReadLimits& limits) {
    const auto document = parse_json(json, path, limits.max_bytes, limits.max_depth);
    if (!document) {
        return tl::unexpected(document.error());
    }
    JsonProblem problem;
    Bundle bundle = BundleReader(problem).read(*document);
    if (!problem.is_found()) {
        ReferenceChecker(bundle, problem).check();
    }
    if (problem.is_found()) {
        return tl::unexpected(Failure{"read the bundle", std::string(path), problem.text()});
    }
    return bundle;
}

}  // namespace shot::bundle
