// The reader of stdlib/targets/*.json. Mirrors docs/targets/profile.schema.json key by key.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/targets/json_reader.hpp"
#include "compiler/targets/lifecycle.hpp"
#include "compiler/targets/media.hpp"
#include "compiler/targets/profile.hpp"
#include "compiler/targets/rules.hpp"
#include "compiler/targets/units.hpp"

namespace shot::targets {
namespace {

constexpr std::int64_t kMilli = 1000;
constexpr std::int64_t kMicro = 1'000'000;

std::vector<Size> read_pairs(JsonObject& from, std::string_view key, char separator) {
    std::vector<Size> all;
    read_array(from.value(key), from.path_of(key), from.problem(), [&](const Json& item, const std::string& path) {
        const auto pair = item.is_string() ? parse_pair(item.get_ref<const std::string&>(), separator) : std::nullopt;
        if (pair) {
            all.push_back(*pair);
        } else {
            from.problem().report(path,
                                  separator == 'x' ? "is no size such as `1280x720`" : "is no aspect such as `16:9`");
        }
    });
    return all;
}

std::vector<Source> read_sources(const JsonObject& from) {
    std::vector<Source> all;
    for (const auto& item : from.json().items()) {
        JsonObject source(item.value(), from.path_of(item.key()), from.problem());
        all.push_back({item.key(), source.text("title"), source.text("url"), source.text("date")});
        source.finish();
    }
    return all;
}

/// `source` must name one of the profile's sources: no fact without one. `note` is for people.
std::string read_source(JsonObject& from, const Profile& profile) {
    std::string id = from.text("source");
    from.skip("note");
    if (!id.empty() && profile.find_source(id) == nullptr) {
        from.problem().report(from.path_of("source"), "`" + id + "` is not among `sources`");
    }
    return id;
}

std::string read_date(JsonObject& from, std::string_view key, bool is_required) {
    std::string date = is_required ? from.text(key) : from.optional_text(key);
    if (!date.empty() && !is_iso_date(date)) {
        from.problem().report(from.path_of(key), "`" + date + "` is no date such as `2026-09-24`");
    }
    return date;
}

Lifecycle read_lifecycle(JsonObject from, const Profile& profile) {
    static const std::vector<std::string_view> kStates = {"live", "preview", "deprecated", "retired"};
    Lifecycle life;
    life.state = kStates[from.word("state", kStates)];
    life.announced = read_date(from, "announced", false);
    life.retired_on = read_date(from, "retired_on", life.state == "retired");
    life.successors = from.optional_texts("successors");
    life.alternatives = from.optional_texts("alternatives");
    life.note = from.optional_text("says");
    life.source = read_source(from, profile);
    from.finish();
    return life;
}

constexpr double kLongest = 86'400;  // seconds: a day is far above any clip

std::vector<std::int64_t> read_numbers(JsonObject& from, std::string_view key, double largest) {
    std::vector<std::int64_t> all;
    read_array(from.value(key), from.path_of(key), from.problem(), [&](const Json& item, const std::string& path) {
        if (item.is_number() && item.get<double>() > 0 && item.get<double>() <= largest) {
            all.push_back(static_cast<std::int64_t>(item.get<double>() * kMilli + 0.5));
        } else {
            from.problem().report(path, fmt::format("is no number from 0 to {}", largest));
        }
    });
    std::sort(all.begin(), all.end());
    if (all.empty()) {
        from.problem().report(from.path_of(key), "is empty");
    }
    return all;
}

FrameFormula read_frames(JsonObject from) {
    FrameFormula formula;
    formula.step = from.whole("step", 1, 10'000);
    formula.offset = from.whole("offset", 0, 10'000);
    from.finish();
    return formula;
}

/// `seconds` (a set), or `min_seconds`, `max_seconds` and perhaps `step_seconds`; `frames` with either or alone.
DurationLimits read_durations(JsonObject& from) {
    DurationLimits limits;
    if (auto frames = from.optional_object("frames")) {
        limits.frames = read_frames(*frames);
    }
    if (from.has("seconds")) {
        limits.values = read_numbers(from, "seconds", kLongest);
        if (!limits.values.empty()) {
            limits.min = limits.values.front();
            limits.max = limits.values.back();
        }
        return limits;
    }
    if (limits.frames && !from.has("min_seconds") && !from.has("max_seconds")) {
        return limits;
    }
    limits.min = from.scaled("min_seconds", kMilli);
    limits.max = from.scaled("max_seconds", kMilli);
    limits.step = from.optional_scaled("step_seconds", kMilli).value_or(0);
    if (limits.max < limits.min) {
        from.problem().report(from.path_of("max_seconds"), "is less than `min_seconds`");
    }
    return limits;
}

FrameRateLimits read_frame_rates(JsonObject from, const Profile& profile) {
    constexpr double kFastest = 1000;
    FrameRateLimits limits;
    if (from.has("values")) {
        limits.values = read_numbers(from, "values", kFastest);
    } else {
        limits.min = from.scaled("min", kMilli);
        limits.max = from.scaled("max", kMilli);
    }
    limits.standard = from.scaled("default", kMilli);
    if (!from.problem().is_found() && !limits.offers(limits.standard)) {
        from.problem().report(from.path_of("default"), "is not offered");
    }
    limits.source = read_source(from, profile);
    from.finish();
    return limits;
}

/// `720p` is 720 lines; `2k` and `4k` are what their names mean everywhere: 1440 and 2160.
std::optional<std::int32_t> find_lines(std::string_view name) {
    if (name == "4k" || name == "2k") {
        return name == "4k" ? 2160 : 1440;
    }
    const bool has_unit = name.ends_with('p');
    const auto pair = has_unit ? parse_pair(std::string(name.substr(0, name.size() - 1)) + "x1", 'x') : std::nullopt;
    return pair ? std::optional(pair->width) : std::nullopt;
}

/// `["720p", "4k"]`, or `{"720p": "std"}` where the API has words of its own.
std::vector<Resolution> read_resolutions(JsonObject& from) {
    std::vector<Resolution> all;
    const Json* value = from.value("resolutions");
    const auto add = [&](const std::string& name, const Json& word, const std::string& path) {
        const auto lines = find_lines(name);
        if (!lines || !word.is_string()) {
            from.problem().report(path, "is no resolution such as `720p`");
            return;
        }
        all.push_back({name, word.get<std::string>(), *lines});
    };
    if (value != nullptr && value->is_object()) {
        for (const auto& item : value->items()) {
            add(item.key(), item.value(), from.path_of("resolutions") + "." + item.key());
        }
        return all;
    }
    read_array(value, from.path_of("resolutions"), from.problem(), [&](const Json& item, const std::string& path) {
        add(item.is_string() ? item.get<std::string>() : std::string(), item, path);
    });
    return all;
}

SizeLimits read_sizes(JsonObject from, const Profile& profile) {
    SizeLimits limits;
    limits.multiple = static_cast<std::int32_t>(from.optional_whole("multiple", 1, 1024).value_or(0));
    if (from.has("pixels")) {
        limits.pixels = read_pairs(from, "pixels", 'x');
    } else if (from.has("aspects")) {
        limits.aspects = read_pairs(from, "aspects", ':');
        limits.resolutions = read_resolutions(from);
        limits.make_pixels();
    } else if (limits.multiple > 0) {
        if (from.has("trained")) {
            limits.trained = read_pairs(from, "trained", 'x');
        }
    } else {
        from.problem().report(from.path_of("pixels"), "is missing; so are `aspects` and `multiple`");
    }
    const auto standard = parse_pair(from.text("default"), 'x');
    if (standard && limits.find(*standard)) {
        limits.standard = *limits.find(*standard);
    } else {
        from.problem().report(from.path_of("default"), "is not offered");
    }
    limits.source = read_source(from, profile);
    from.finish();
    return limits;
}

/// All that every role of a file shares; what a role has besides, its reader reads, and then finishes the object.
MediaLimits read_media_limits(JsonObject& from, const Profile& profile) {
    MediaLimits limits;
    limits.kinds = from.optional_texts("kinds");
    for (const std::string& kind : limits.kinds) {
        if (!is_media_kind(kind)) {
            from.problem().report(from.path_of("kinds"),
                                  "`" + kind + "` is no kind of file that can be told by its bytes");
        }
    }
    limits.min_milliseconds = from.optional_scaled("min_seconds", kMilli);
    limits.max_milliseconds = from.optional_scaled("max_seconds", kMilli);
    const auto side = [&](std::string_view key) -> std::optional<std::int32_t> {
        const auto pixels = from.optional_whole(key, 1, kMaxPixels);
        return pixels ? std::optional(static_cast<std::int32_t>(*pixels)) : std::nullopt;
    };
    limits.min_short_side = side("min_short_side");
    limits.max_short_side = side("max_short_side");
    if (from.has("aspects")) {
        limits.aspects = read_pairs(from, "aspects", ':');
    }
    limits.max_bytes = from.optional_whole("max_bytes", 1, INT64_MAX);
    limits.must_match_size = from.optional_flag("must_match_size", false);
    limits.decides_aspect = from.optional_flag("decides_aspect", false);
    limits.source = read_source(from, profile);
    return limits;
}

std::optional<MediaLimits> read_frame(JsonObject& root, std::string_view key, const Profile& profile) {
    auto frame = root.optional_object(key);
    if (!frame) {
        return std::nullopt;
    }
    MediaLimits limits = read_media_limits(*frame, profile);
    limits.is_required = frame->optional_flag("required", false);
    frame->finish();
    return limits;
}

std::optional<MediaLimits> read_source_clip(JsonObject& from, const Profile& profile) {
    auto clip = from.optional_object("source_clip");
    if (!clip) {
        return std::nullopt;
    }
    MediaLimits limits = read_media_limits(*clip, profile);
    clip->finish();
    return limits;
}

ReferenceLimits read_references(JsonObject from, const Profile& profile) {
    constexpr std::int64_t kMostReferences = 1000;
    const auto kind = [&](std::string_view key) -> std::optional<MediaLimits> {
        auto object = from.optional_object(key);
        if (!object) {
            return std::nullopt;
        }
        MediaLimits limits = read_media_limits(*object, profile);
        limits.max_count = object->optional_whole("max", 1, kMostReferences).value_or(0);
        limits.max_total_milliseconds = object->optional_scaled("max_total_seconds", kMilli).value_or(0);
        object->finish();
        return limits;
    };
    ReferenceLimits limits;
    limits.max = from.whole("max", 1, kMostReferences);
    limits.pictures = kind("pictures");
    limits.clips = kind("clips");
    if (!limits.pictures && !limits.clips) {
        from.problem().report(from.path_of("pictures"), "is missing; so is `clips`");
    }
    limits.source = read_source(from, profile);
    from.finish();
    return limits;
}

CharacterLimits read_characters(JsonObject from, const Profile& profile) {
    CharacterLimits limits;
    limits.max_per_clip = static_cast<std::int32_t>(from.whole("max_per_clip", 1, 1000));
    limits.max_files = static_cast<std::int32_t>(from.optional_whole("max_files", 1, 1000).value_or(1));
    limits.name_in_prompt = from.flag("name_in_prompt");
    if (auto name = from.optional_object("name")) {
        limits.max_name_characters = static_cast<std::int32_t>(name->whole("max_characters", 1, 1'000'000));
        limits.name_source = read_source(*name, profile);
        name->finish();
    }
    JsonObject clip = from.object("clip");
    limits.clip = read_media_limits(clip, profile);
    clip.finish();
    limits.source = read_source(from, profile);
    from.finish();
    return limits;
}

ExtensionLimits read_extension(JsonObject from, const Profile& profile) {
    ExtensionLimits limits;
    limits.max_count = static_cast<std::int32_t>(from.optional_whole("max_count", 1, 10'000).value_or(0));
    limits.max_total_milliseconds = from.optional_scaled("max_total_seconds", kMilli).value_or(0);
    limits.durations = read_durations(from);
    limits.takes_references = from.flag("takes_references");
    limits.takes_first_frame = from.flag("takes_first_frame");
    limits.takes_uploaded_source = from.flag("takes_uploaded_source");
    limits.source_clip = read_source_clip(from, profile);
    limits.source = read_source(from, profile);
    limits.durations.source = limits.source;
    from.finish();
    return limits;
}

EditLimits read_edit(JsonObject from, const Profile& profile) {
    EditLimits limits;
    limits.takes_uploaded_source = from.flag("takes_uploaded_source");
    limits.source_clip = read_source_clip(from, profile);
    limits.source = read_source(from, profile);
    from.finish();
    return limits;
}

Price read_price(JsonObject from, const Profile& profile) {
    Price price;
    if (from.has("sizes")) {
        price.sizes = read_pairs(from, "sizes", 'x');
    }
    for (const std::string& name : from.optional_texts("resolutions")) {
        if (const auto lines = find_lines(name)) {
            price.lines.push_back(*lines);
        } else {
            from.problem().report(from.path_of("resolutions"), "`" + name + "` is no resolution such as `720p`");
        }
    }
    price.micro_usd_per_second = from.scaled("usd_per_second", kMicro);
    price.batch_micro_usd_per_second = from.optional_scaled("batch_usd_per_second", kMicro);
    price.source = read_source(from, profile);
    from.finish();
    return price;
}

void read_identity(JsonObject& root, Profile& profile) {
    root.skip("$schema");
    root.skip("note");
    profile.name = root.text("name");
    profile.title = root.text("title");
    profile.provider = root.text("provider");
    profile.model = root.text("model");
    profile.facts_as_of = read_date(root, "facts_as_of", true);
    profile.dialect_name = root.text("dialect");
    profile.prompt_style_name = root.text("prompt_style");
    profile.sources = read_sources(root.object("sources"));
    if (auto snapshots = root.optional_object("snapshots")) {
        static_cast<void>(snapshots->texts("names"));
        static_cast<void>(read_source(*snapshots, profile));
        snapshots->finish();
    }
}

void read_clip(JsonObject& root, Profile& profile) {
    JsonObject duration = root.object("duration");
    profile.durations = read_durations(duration);
    profile.default_duration = duration.scaled("default", kMilli);
    profile.durations.source = read_source(duration, profile);
    if (!duration.problem().is_found() && !profile.durations.offers(profile.default_duration)) {
        duration.problem().report(duration.path_of("default"), "is not offered");
    }
    duration.finish();
    if (auto rate = root.optional_object("frame_rate")) {
        profile.frame_rates = read_frame_rates(*rate, profile);
    }
    if (profile.durations.frames && !profile.frame_rates) {
        root.problem().report(root.path_of("frame_rate"), "is missing: `duration` counts frames");
    }
    profile.sizes = read_sizes(root.object("size"), profile);
}

PromptLimits read_prompt(JsonObject from, const Profile& profile) {
    PromptLimits limits;
    limits.max = from.whole("max", 1, INT64_MAX);
    limits.part_max = from.optional_whole("part_max", 1, INT64_MAX).value_or(0);
    limits.unit = static_cast<PromptLimits::Unit>(from.word("unit", {"characters", "utf16", "words", "tokens"}));
    limits.is_refused = !from.has("effect") || from.word("effect", {"refuse", "warn"}) == 0;
    limits.source = read_source(from, profile);
    from.finish();
    return limits;
}

/// `true`, `false`, or an object of limits, whose keys `read` reads.
template <class Limits, class Read>
std::optional<Limits> read_taken(JsonObject& fields, std::string_view key, Read read) {
    const Json* value = fields.value(key);
    if (value == nullptr || (value->is_boolean() && !value->get<bool>())) {
        return std::nullopt;
    }
    Limits limits;
    if (!value->is_boolean()) {
        JsonObject object(*value, fields.path_of(key), fields.problem());
        read(object, limits);
        object.finish();
    }
    return limits;
}

void read_fields(JsonObject& root, Profile& profile) {
    JsonObject audio = root.object("audio");
    const std::size_t mode = audio.word("mode", {"none", "always", "toggle"});
    profile.has_audio = mode != 0;
    profile.can_be_silent = mode != 1;
    profile.audio_source = read_source(audio, profile);
    audio.finish();

    JsonObject fields = root.object("fields");
    profile.seed = read_taken<SeedLimits>(fields, "seed", [](JsonObject& from, SeedLimits& limits) {
        limits.min = from.whole("min", INT64_MIN, INT64_MAX);
        limits.max = from.whole("max", INT64_MIN, INT64_MAX);
    });
    profile.negative = read_taken<NegativeLimits>(fields, "negative", [](JsonObject& from, NegativeLimits& limits) {
        limits.max_characters = from.whole("max_characters", 1, INT64_MAX);
    });
    profile.fields_source = read_source(fields, profile);
    fields.finish();
}

void read_operations(JsonObject& root, Profile& profile) {
    if (auto prompt = root.optional_object("prompt")) {
        profile.prompt = read_prompt(*prompt, profile);
    }
    profile.first_frame = read_frame(root, "first_frame", profile);
    profile.last_frame = read_frame(root, "last_frame", profile);
    if (auto references = root.optional_object("references")) {
        profile.references = read_references(*references, profile);
    }
    if (auto characters = root.optional_object("characters")) {
        profile.characters = read_characters(*characters, profile);
    }
    if (auto extension = root.optional_object("extension")) {
        profile.extension = read_extension(*extension, profile);
    }
    if (auto edit = root.optional_object("edit")) {
        profile.edit = read_edit(*edit, profile);
    }
    read_array(root.optional_value("rules"), root.path_of("rules"), root.problem(),
               [&](const Json& item, const std::string& path) {
                   JsonObject rule(item, path, root.problem());
                   profile.rules.push_back(parse_rule(rule));
                   profile.rules.back().source = read_source(rule, profile);
                   rule.finish();
               });
    read_array(root.optional_value("prices"), root.path_of("prices"), root.problem(),
               [&](const Json& item, const std::string& path) {
                   profile.prices.push_back(read_price(JsonObject(item, path, root.problem()), profile));
               });
}

/// The document as `server` runs the model: its patch applied (RFC 7396). `server` and `servers` are not part of it.
void apply_server(Json& document, std::string_view server, Profile& profile, JsonProblem& problem) {
    if (!document.is_object() || (!document.contains("server") && !document.contains("servers"))) {
        if (!server.empty()) {
            problem.report("$.servers", fmt::format("has no `{}`", server));
        }
        return;
    }
    JsonObject root(document, "$", problem);
    const std::string standard = root.text("server");
    const JsonObject others = root.object("servers");
    profile.servers.push_back(standard);
    for (const auto& item : others.json().items()) {
        profile.servers.push_back(item.key());
    }
    profile.server = server.empty() ? standard : std::string(server);
    if (std::find(profile.servers.begin(), profile.servers.end(), profile.server) == profile.servers.end()) {
        problem.report("$.servers", fmt::format("has no `{}`", server));
    }
    const Json patch = profile.server == standard || !others.json().contains(profile.server)
                           ? Json::object()
                           : others.json().at(profile.server);
    document.erase("server");
    document.erase("servers");
    document.merge_patch(patch);
}

}  // namespace

Result<Profile> parse_profile(std::string_view json, std::string_view path, std::string_view server) {
    auto document = parse_json_document(json, path);
    if (!document) {
        return tl::unexpected(document.error());
    }
    JsonProblem problem;
    Profile profile;
    apply_server(*document, server, profile, problem);
    JsonObject root(*document, "$", problem);
    read_identity(root, profile);
    if (!profile.server.empty() && profile.server != profile.servers.front()) {
        profile.name += "@" + profile.server;
    }
    profile.lifecycle = read_lifecycle(root.object("lifecycle"), profile);
    read_clip(root, profile);
    read_fields(root, profile);
    read_operations(root, profile);
    root.finish();
    if (problem.is_found()) {
        return tl::unexpected(Failure{"read", std::string(path), problem.text()});
    }
    return profile;
}

}  // namespace shot::targets
