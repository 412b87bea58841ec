// A target profile: a model's limits, life and price, joined with its HTTP dialect and its prompt style. All data, in
// stdlib/targets/, stdlib/dialects/, stdlib/prompt-styles/; each fact with a source and a date. docs/targets/README.md
// says what every key means; docs/targets/profile.schema.json is its schema.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/prompt/prompt_style.hpp"
#include "compiler/sema/script.hpp"
#include "compiler/support/result.hpp"

namespace shot::targets {

struct Size {
    std::int32_t width = 0;
    std::int32_t height = 0;
    auto operator<=>(const Size&) const = default;
};

/// Where a fact was read.
struct Source {
    std::string id;  // `guide`
    std::string title;
    std::string url;
    std::string date;  // of the copy that was read: `2026-08-21`, `2026-03`, `mid-2026`
};

/// The lengths that are offered: the members of a set, or a range in steps. Milliseconds.
struct DurationLimits {
    std::vector<std::int64_t> values = {};  // ascending; empty: the range holds
    std::int64_t min = 0;
    std::int64_t max = 0;
    std::int64_t step = 0;  // 0: any length in the range
    std::string source = {};

    [[nodiscard]] bool offers(std::int64_t milliseconds) const;
    /// The offered length that is nearest; of two, the longer one, so that nothing is cut off.
    [[nodiscard]] std::int64_t nearest(std::int64_t milliseconds) const;
    /// `4, 8, 12, 16, 20 s`; `3–10 s, whole seconds`.
    [[nodiscard]] std::string text() const;
};

/// How long a prompt may be.
struct PromptLimits {
    enum class Unit : std::uint8_t { Characters, Utf16 };  // code points; UTF-16 code units
    std::int64_t max = 0;                                  // 0: no limit is known
    Unit unit = Unit::Characters;
    std::string source;
};

/// A reference clip or picture that the API takes. What is not set is not limited, as far as is known.
struct MediaLimits {
    std::vector<std::string> kinds;  // `mp4`, `png`, `jpeg`, `webp`: decided by the file's own bytes; empty: not known
    std::optional<std::int64_t> min_milliseconds, max_milliseconds;
    std::optional<std::int32_t> min_short_side, max_short_side;  // pixels: 720p is 720
    std::vector<Size> aspects;                                   // 16:9 as {16, 9}; empty: any
    std::optional<std::int64_t> max_bytes;
    bool must_match_size = false;  // as large as the clip
    std::string source;            // Source::id
};

struct ExtensionLimits {
    std::int32_t max_count = 0;               // 0: no limit is known
    std::int64_t max_total_milliseconds = 0;  // of the clip with all its extensions; 0: no limit is known
    DurationLimits durations;                 // of the new part
    bool takes_references = false;
    bool takes_first_frame = false;
    bool takes_uploaded_source = false;
    std::string source;
};

struct EditLimits {
    bool takes_uploaded_source = false;
    std::string source;
};

/// Speakers with references: what the API calls characters, elements, subjects.
struct CharacterLimits {
    std::int32_t max_per_clip = 0;
    bool name_in_prompt = false;           // a reference is found by the speaker's name in the prompt
    std::int32_t max_name_characters = 0;  // 0: no limit is known
    std::string name_source;
    std::int32_t max_files = 1;  // reference files a speaker
    MediaLimits clip;
    std::string source;
};

/// US dollars a second in millionths (0.10 is 100'000), for the sizes listed.
struct Price {
    std::vector<Size> sizes;  // empty: every size
    std::int64_t micro_usd_per_second = 0;
    std::optional<std::int64_t> batch_micro_usd_per_second;
    std::string source;
};

struct Lifecycle {
    std::string state;      // `live`, `preview`, `deprecated`, `retired`: as of the facts' date
    std::string announced;  // ISO dates; empty: none
    std::string retired_on;
    std::vector<std::string> successors;    // the provider's own
    std::vector<std::string> alternatives;  // live targets worth naming where there is no successor
    std::string note;                       // one sentence for the warning
    std::string source;
};

/// What a rule can ask about a request (docs/targets/README.md). Everything is a number: milliseconds, pixels, counts,
/// 0 and 1, sema::Operation, ClipSource::Kind; a size and an aspect (in lowest terms) as width << 32 | height.
enum class RuleSubject : std::uint8_t {
    Operation,
    ClipSource,
    Duration,
    Size,
    Width,
    Height,
    ShortSide,
    Aspect,
    FirstFrame,
    LastFrame,
    References,
    SpeakersWithReferences,
    Silent,
    Seed,
    Negative,
    FrameRate,
    ExtensionNumber,
    TotalDuration
};

/// `"references": { "more_than": 0 }`: holds or not for a request.
struct Condition {
    enum class Test : std::uint8_t { Is, Not, AtLeast, AtMost, MoreThan, LessThan };
    RuleSubject subject = RuleSubject::Operation;
    Test test = Test::Is;
    std::vector<std::int64_t> values;  // Is: one of them; Not: none of them; else the one to compare with
};

/// A cross-field rule: when every condition of `when` holds, the clip is refused (or only warned about).
struct Rule {
    std::string name;
    std::string says;  // the limit as a sentence, for the message
    bool is_refused = true;
    std::string source;
    std::vector<Condition> when;
};

struct Dialect;  // dialect.hpp

struct Profile {
    std::string name;      // `sora-2`
    std::string title;     // `Sora 2`
    std::string provider;  // `OpenAI`
    std::string model;     // what the API calls it
    std::string facts_as_of;
    std::vector<Source> sources;
    Lifecycle lifecycle;

    DurationLimits durations;
    std::int64_t default_duration = 0;
    std::vector<Size> sizes;
    Size default_size;
    std::string sizes_source;
    PromptLimits prompt;
    bool has_audio = true;       // it makes sound
    bool can_be_silent = false;  // and can be asked not to
    std::string audio_source;
    bool takes_seed = false;
    bool takes_negative = false;
    bool takes_frame_rate = false;
    bool takes_shot_references = false;
    bool takes_last_frame = false;
    std::string fields_source;  // for what it has no field for
    std::optional<MediaLimits> first_frame;
    std::optional<CharacterLimits> characters;
    std::optional<ExtensionLimits> extension;
    std::optional<EditLimits> edit;
    std::vector<Rule> rules;
    std::vector<Price> prices;

    std::string dialect_name;
    std::string prompt_style_name;
    std::shared_ptr<const Dialect> dialect;  // shared: several profiles speak one dialect
    std::shared_ptr<const prompt::PromptStyle> style;

    /// The source with this id, for the note of a limit: "limit: ... (TITLE, DATE, URL)".
    [[nodiscard]] const Source* find_source(std::string_view id) const;
    [[nodiscard]] const Price* find_price(Size size) const;
};

/// Reads a profile alone, without its dialect and prompt style. `path` is named in a failure; its reason names the key
/// by its JSON path (`$.extension.max_cuont`). Strict: a key that is not known is a failure.
Result<Profile> parse_profile(std::string_view json, std::string_view path);

/// The built-in profile with its dialect and prompt style; a failure where there is none, or (a bug, held by a test)
/// where one of the three is wrong.
Result<std::shared_ptr<const Profile>> find_profile(std::string_view name);
/// The names of the built-in profiles, sorted.
std::vector<std::string_view> profile_names();

/// What sema must know of a target; `alias` and `line` are left for the caller.
sema::TargetView view_of(const Profile& profile);

}  // namespace shot::targets
