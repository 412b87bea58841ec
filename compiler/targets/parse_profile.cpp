// The reader of stdlib/targets/*.json. Mirrors docs/targets/profile.schema.json key by key.
#include <algorithm>

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

/// Either `seconds` (a set) or `min_seconds`, `max_seconds` and perhaps `step_seconds`.
DurationLimits read_durations(JsonObject& from) {
    DurationLimits limits;
    if (from.has("seconds")) {
        read_array(from.value("seconds"), from.path_of("seconds"), from.problem(),
                   [&](const Json& item, const std::string& path) {
                       constexpr double kLongest = 86'400;
                       if (item.is_number() && item.get<double>() > 0 && item.get<double>() <= kLongest) {
                           limits.values.push_back(static_cast<std::int64_t>(item.get<double>() * kMilli + 0.5));
                       } else {
                           from.problem().report(path, "is no number of seconds");
                       }
                   });
        std::sort(limits.values.begin(), limits.values.end());
        if (limits.values.empty()) {
            from.problem().report(from.path_of("seconds"), "is empty");
            return limits;
        }
        limits.min = limits.values.front();
        limits.max = limits.values.back();
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

MediaLimits read_media_limits(JsonObject from, const Profile& profile) {
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
    limits.clip = read_media_limits(from.object("clip"), profile);
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
    limits.source = read_source(from, profile);
    limits.durations.source = limits.source;
    from.finish();
    return limits;
}

EditLimits read_edit(JsonObject from, const Profile& profile) {
    EditLimits limits;
    limits.takes_uploaded_source = from.flag("takes_uploaded_source");
    limits.source = read_source(from, profile);
    from.finish();
    return limits;
}

Price read_price(JsonObject from, const Profile& profile) {
    Price price;
    if (from.has("sizes")) {
        price.sizes = read_pairs(from, "sizes", 'x');
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

    JsonObject size = root.object("size");
    profile.sizes = read_pairs(size, "pixels", 'x');
    const auto standard = parse_pair(size.text("default"), 'x');
    if (standard && std::find(profile.sizes.begin(), profile.sizes.end(), *standard) != profile.sizes.end()) {
        profile.default_size = *standard;
    } else {
        size.problem().report(size.path_of("default"), "is not offered");
    }
    profile.sizes_source = read_source(size, profile);
    size.finish();

    if (auto prompt = root.optional_object("prompt")) {
        profile.prompt.max = prompt->whole("max", 1, INT64_MAX);
        profile.prompt.unit = static_cast<PromptLimits::Unit>(prompt->word("unit", {"characters", "utf16"}));
        profile.prompt.source = read_source(*prompt, profile);
        prompt->finish();
    }
}

void read_fields(JsonObject& root, Profile& profile) {
    JsonObject audio = root.object("audio");
    const std::size_t mode = audio.word("mode", {"none", "always", "toggle"});
    profile.has_audio = mode != 0;
    profile.can_be_silent = mode != 1;
    profile.audio_source = read_source(audio, profile);
    audio.finish();

    JsonObject fields = root.object("fields");
    profile.takes_seed = fields.flag("seed");
    profile.takes_negative = fields.flag("negative");
    profile.takes_frame_rate = fields.flag("frame_rate");
    profile.takes_shot_references = fields.flag("references");
    profile.takes_last_frame = fields.flag("last_frame");
    profile.fields_source = read_source(fields, profile);
    fields.finish();
}

void read_operations(JsonObject& root, Profile& profile) {
    if (auto frame = root.optional_object("first_frame")) {
        profile.first_frame = read_media_limits(*frame, profile);
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

}  // namespace

Result<Profile> parse_profile(std::string_view json, std::string_view path) {
    const auto document = parse_json_document(json, path);
    if (!document) {
        return tl::unexpected(document.error());
    }
    JsonProblem problem;
    JsonObject root(*document, "$", problem);
    Profile profile;
    read_identity(root, profile);
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
