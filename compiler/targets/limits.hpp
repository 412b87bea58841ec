// The shapes of a model's limits: lengths, frame rates, sizes, prompts, files. Each is read from a profile
// (parse_profile.cpp), knows what it offers and says itself in words. docs/targets/README.md explains the keys.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shot::targets {

struct Size {
    std::int32_t width = 0;
    std::int32_t height = 0;
    auto operator<=>(const Size&) const = default;
};

/// 5 % to spare: 832x480 is what a model has of 16:9, 704 lines are what it has of 720p.
constexpr bool is_about(std::int64_t a, std::int64_t b) {
    return std::max(a, b) * 100 <= std::min(a, b) * 105;
}

/// Counts of frames that a model makes: every n·step + offset (4n+1, 8n+1, 17n+5).
struct FrameFormula {
    std::int64_t step = 1;
    std::int64_t offset = 0;

    /// The smallest legal count that is at least `frames`.
    [[nodiscard]] std::int64_t at_least(std::int64_t frames) const;
    [[nodiscard]] std::string text() const;  // `4n+1`
};

/// The lengths that are offered: the members of a set, or a range in steps, or any. Milliseconds.
struct DurationLimits {
    std::vector<std::int64_t> values = {};  // ascending; empty: the range holds
    std::int64_t min = 0;
    std::int64_t max = 0;   // 0: no end is known
    std::int64_t step = 0;  // 0: any length in the range
    std::optional<FrameFormula> frames = {};
    std::string source = {};

    [[nodiscard]] bool offers(std::int64_t milliseconds) const;
    /// The offered length that is nearest; of two, the longer one, so that nothing is cut off.
    [[nodiscard]] std::int64_t nearest(std::int64_t milliseconds) const;
    /// The smallest offered length that is at least so long; the longest one where none is.
    [[nodiscard]] std::int64_t covering(std::int64_t milliseconds) const;
    /// The longest one; 0: no end is known.
    [[nodiscard]] std::int64_t longest() const { return values.empty() ? max : values.back(); }
    /// `4, 8, 12, 16, 20 s`; `3–10 s, whole seconds`; `any length, in 4n+1 frames`.
    [[nodiscard]] std::string text() const;
};

/// Thousandths of a frame a second.
struct FrameRateLimits {
    std::vector<std::int64_t> values;  // empty: the range holds
    std::int64_t min = 0;
    std::int64_t max = 0;
    std::int64_t standard = 0;
    std::string source;

    [[nodiscard]] bool offers(std::int64_t rate) const;
    [[nodiscard]] std::string text() const;  // `24 fps`, `1–60 fps`
};

/// `720p`: the length of the shorter side, and the API's word for it.
struct Resolution {
    std::string name;
    std::string word;
    std::int32_t lines = 0;
};

/// The sizes that are offered, in one of three shapes: a list; every aspect at every resolution; every multiple.
struct SizeLimits {
    std::vector<Size> pixels;             // all that are offered, in the first two shapes
    std::vector<Size> aspects;            // the second shape, as the API writes them: 21:9
    std::vector<Resolution> resolutions;  // the second shape
    std::int32_t multiple = 0;            // of each side in the third shape; of the longer one in the second
    std::vector<Size> trained;            // the third shape: what the model was made for
    Size standard;                        // where a script says nothing
    std::string source;

    /// The offered size that `wanted` means: itself, or in the second shape the one of its aspect and resolution.
    [[nodiscard]] std::optional<Size> find(Size wanted) const;
    /// The offered size that is nearest: orientation first, then shape, then area.
    [[nodiscard]] Size nearest(Size wanted) const;
    /// The nearest that the model was trained at, where that is known: what is fit to be proposed.
    [[nodiscard]] Size best(Size wanted) const;
    [[nodiscard]] bool is_trained(Size size) const;
    [[nodiscard]] Size aspect_of(Size size) const;  // as it is offered: `16:9` of 854x480
    [[nodiscard]] const Resolution* resolution_of(Size size) const;
    /// `1280x720 and 720x1280`; `16:9 and 9:16 at 720p or 1080p`; `multiples of 32, best 1280x704`.
    [[nodiscard]] std::string text() const;
    /// Fills `pixels` of the second shape; called once, by the reader.
    void make_pixels();
};

/// How long a prompt may be.
struct PromptLimits {
    enum class Unit : std::uint8_t { Characters, Utf16, Words, Tokens };  // code points; UTF-16 code units
    std::int64_t max = 0;                                                 // 0: no limit is known
    std::int64_t part_max = 0;                                            // of each shot of a structured array; 0: none
    Unit unit = Unit::Characters;
    bool is_refused = true;  // false: more is taken, but stops to help
    std::string source;

    [[nodiscard]] std::int64_t measure(std::string_view text) const;
    [[nodiscard]] std::string_view unit_name() const;  // `characters`, `estimated tokens`
};

/// What a model's tokenizer would make of the text, guessed: a token for each five letters of a word begun, each mark, and
/// each letter of a script without spaces. Meant to be too high rather than too low.
std::int64_t estimate_tokens(std::string_view text);
/// Runs between blanks; in a script without spaces each letter is one.
std::int64_t count_words(std::string_view text);

/// A reference clip or picture that the API takes. What is not set is not limited, as far as is known.
struct MediaLimits {
    std::vector<std::string> kinds;  // `mp4`, `png`, `jpeg`, `webp`: decided by the file's own bytes; empty: not known
    std::optional<std::int64_t> min_milliseconds, max_milliseconds;
    std::optional<std::int32_t> min_short_side, max_short_side;  // pixels: 720p is 720
    std::vector<Size> aspects;                                   // 16:9 as {16, 9}; empty: any
    std::optional<std::int64_t> max_bytes;
    bool must_match_size = false;  // as large as the clip
    bool decides_aspect = false;   // the model gives the clip the picture's shape
    bool is_required = false;      // first frame: there is no clip without
    std::int64_t max_count = 0;    // references: of this kind; 0: no limit of its own
    std::int64_t max_total_milliseconds = 0;
    std::string source;  // Source::id
};

/// Pictures and clips that a shot is shown: of its speakers, then its own.
struct ReferenceLimits {
    std::int64_t max = 0;  // in all
    std::optional<MediaLimits> pictures, clips;
    std::string source;
};

struct ExtensionLimits {
    std::int32_t max_count = 0;               // 0: no limit is known
    std::int64_t max_total_milliseconds = 0;  // of the clip with all its extensions; 0: no limit is known
    DurationLimits durations;                 // of the new part
    bool takes_references = false;
    bool takes_first_frame = false;
    bool takes_uploaded_source = false;
    std::optional<MediaLimits> source_clip;
    std::string source;
};

struct EditLimits {
    bool takes_uploaded_source = false;
    std::optional<MediaLimits> source_clip;
    std::string source;
};

/// Speakers with references, where they are things of their own: what the API calls characters, elements, subjects.
struct CharacterLimits {
    std::int32_t max_per_clip = 0;
    bool name_in_prompt = false;           // a reference is found by the speaker's name in the prompt
    std::int32_t max_name_characters = 0;  // 0: no limit is known
    std::string name_source;
    std::int32_t max_files = 1;  // reference files a speaker
    MediaLimits clip;
    std::string source;
};

struct SeedLimits {
    std::int64_t min = 0;
    std::int64_t max = 0;  // both 0: any
};

struct NegativeLimits {
    std::int64_t max_characters = 0;  // 0: no limit is known
};

}  // namespace shot::targets
