#include "tests/bench/make_script.hpp"

#include <array>
#include <cstdint>
#include <iterator>
#include <string_view>

#include <fmt/format.h>

namespace shot::bench {
namespace {

constexpr std::string_view kLooks[] = {"a 90s documentary interview",    "a grainy 16mm travel film",
                                       "a hand-tinted silent melodrama", "a 1970s heist thriller",
                                       "a quiet domestic drama",         "a sun-bleached road movie",
                                       "a stop-frame fairy tale",        "a black-and-white newsreel",
                                       "a rain-soaked neo-noir",         "a wide pastoral romance"};
constexpr std::string_view kFilms[] = {"Kodak Vision3 500T, gate weave", "16mm reversal film, light grain",
                                       "Kodak Tri-X, heavy grain", "Fuji Eterna 250D, fine grain"};
constexpr std::string_view kLights[] = {
    "soft window light from screen-left, warm practical lamp fill", "low sun through torn cloud, bounce off the water",
    "a bare bulb overhead, deep shade in the corners", "sodium lamps along the quay, moonlight from behind"};
constexpr std::string_view kMoods[] = {"nostalgic, intimate", "restless, hopeful", "tense, close", "unhurried, tender"};
constexpr std::string_view kColours[] = {
    "amber",    "cream",     "walnut brown #5C4033", "slate blue", "bone white", "rust", "teal", "sand",
    "charcoal", "sage green"};
constexpr std::string_view kSpeakers[] = {"Mara",  "Joren", "Ingrid", "Tobias", "Selma",
                                          "Anton", "Yuki",  "Bram",   "Odile",  "Rafael"};
constexpr std::string_view kDescriptions[] = {
    "an elderly fisherman with a weathered face and deep wrinkles", "a woman in her thirties with cropped black hair",
    "a girl of eleven with a gap in her teeth and a long red plait", "a broad man with a broken nose and kind eyes",
    "a tall harbour pilot with silver hair in a tight bun"};
constexpr std::string_view kWardrobes[] = {"a navy wool sweater, sleeves pushed up", "a mustard raincoat, muddy boots",
                                           "a yellow oilskin that is too large",
                                           "a brown corduroy jacket, a knitted tie"};
constexpr std::string_view kVoices[] = {"low and dry", "quick and clear", "hoarse", "warm and slow"};
constexpr std::string_view kSounds[] = {
    "distant foghorn, ticking wall clock, faint creak of the chair",
    "surf on shingle, gulls, halyards tapping on masts", "rain on a tin roof, a gutter running over",
    "wind in the rails, a door on its hinge", "an engine idling down, water against the hull"};
constexpr std::string_view kPlaces[] = {
    "a dim study lined with maritime maps; rain on the one window, a paraffin lamp on the desk",
    "a small stone harbour at first light, nets hung out to dry, crates stacked on the quay",
    "an empty railway platform after rain, one bench under a tin roof, a clock without hands",
    "the spiral stairs of a lighthouse, wet iron treads, whitewashed brick, a rope for a rail"};
constexpr std::string_view kTitles[] = {"Hands at rest", "The memory",      "The lamp gutters",
                                        "At the door",   "A light far off", "She decides"};
constexpr std::string_view kCameras[] = {"medium close-up, static",    "slow push-in",
                                         "wide shot, slow dolly left", "slow dolly back",
                                         "low angle, slow arc right",  "handheld, slow dolly right"};
constexpr std::string_view kActions[] = {"{} looks down at both hands, then up to camera, and does not look away.",
                                         "{} lifts the lamp and turns towards the window.",
                                         "A faint smile crosses the face of {} and goes again.",
                                         "{} coils a rope, lays it down, and wipes the table with one sleeve.",
                                         "{} takes three steps to the door and stops with one hand on the latch.",
                                         "The flame bends, and {} cups a hand round it."};
constexpr std::string_view kDeliveries[] = {"quietly", "barely audible", "out of breath", "smiling"};
constexpr std::string_view kLines[] = {"I still remember when I was young.", "Not tonight. The sea has other plans.",
                                       "You said that last year, and the year before.",
                                       "Leave the lamp. We will want it."};

/// A linear congruential generator: the same numbers on every machine.
class Numbers {
public:
    std::size_t below(std::size_t limit) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::size_t>(state_ >> 33) % limit;
    }
    template <std::size_t N>
    std::string_view pick(const std::string_view (&from)[N]) {
        return from[below(N)];
    }

private:
    std::uint64_t state_ = 42;
};

constexpr std::size_t kStyles = 20;

void add_header(std::string& out) {
    out += "import \"house.shot\": ";
    for (std::size_t i = 0; i < kStyles; ++i) {
        fmt::format_to(std::back_inserter(out), "Style{}, ", i);
    }
    for (std::size_t i = 0; i < std::size(kSpeakers); ++i) {
        fmt::format_to(std::back_inserter(out), "Palette{}, Sound{}, {}{}", i, i, kSpeakers[i],
                       i + 1 < std::size(kSpeakers) ? ", " : "\n\n");
    }
    out += "target sora-2-pro, 1280x720, 8s\n";
}

void add_beat(std::string& out, Numbers& numbers, std::size_t beat, std::size_t beats, std::string_view speaker) {
    const double length = 8.0 / static_cast<double>(beats);
    const auto at = std::back_inserter(out);
    fmt::format_to(at, "    {:.2f}–{:.2f} {}, {}\n", length * static_cast<double>(beat),
                   length * static_cast<double>(beat + 1), numbers.pick(kTitles),
                   beat == 0 ? kCameras[numbers.below(2)] : "slow push-in");
    fmt::format_to(at, "        - ");
    fmt::format_to(at, fmt::runtime(numbers.pick(kActions)), speaker);
    out += '\n';
}

void add_shot(std::string& out, Numbers& numbers, std::size_t index, bool is_broken) {
    const auto at = std::back_inserter(out);
    const std::size_t first = numbers.below(std::size(kSpeakers));
    const std::size_t second = (first + 1 + numbers.below(std::size(kSpeakers) - 1)) % std::size(kSpeakers);
    const bool is_two = numbers.below(2) == 1;
    fmt::format_to(at, "\nshot s{:06} \"{}, take {}\", Style{}\n", index, numbers.pick(kTitles), index,
                   numbers.below(kStyles));
    fmt::format_to(at, "    subject: {}{}{}\n", kSpeakers[first], is_two ? ", " : "", is_two ? kSpeakers[second] : "");
    fmt::format_to(at, "    scene: {}\n", numbers.pick(kPlaces));
    fmt::format_to(at, "    palette: {}{}\n", is_broken ? "Pallete" : "Palette", numbers.below(10));
    fmt::format_to(at, "    sound: Sound{}\n    camera: {}\n", numbers.below(10), numbers.pick(kCameras));
    fmt::format_to(at,
                   "    note: the light must match take {}; ask the script supervisor before the reel is locked\n\n",
                   index / 2);
    const std::size_t beats = numbers.below(2) == 0 ? 2 : 4;
    for (std::size_t beat = 0; beat < beats; ++beat) {
        add_beat(out, numbers, beat, beats, is_two && beat % 2 == 1 ? kSpeakers[second] : kSpeakers[first]);
        if (beat == 0 || (is_two && beat == 1)) {
            fmt::format_to(at, "        {} ({}): \"{}\"\n", kSpeakers[beat == 0 ? first : second],
                           numbers.pick(kDeliveries), numbers.pick(kLines));
        }
    }
}

std::string make_shots(std::size_t shots, bool is_broken) {
    std::string out;
    out.reserve(shots * 900);
    Numbers numbers;
    add_header(out);
    for (std::size_t i = 0; i < shots; ++i) {
        add_shot(out, numbers, i, is_broken);
    }
    return out;
}

}  // namespace

std::string make_library() {
    std::string out = "// The library of the benchmarks.\n";
    const auto at = std::back_inserter(out);
    for (std::size_t i = 0; i < kStyles; ++i) {
        fmt::format_to(at, "style Style{}: {}\n    film: {}\n    lens: {}mm\n    lighting: {}\n    mood: {}\n\n", i,
                       kLooks[i % std::size(kLooks)], kFilms[i % std::size(kFilms)], 24 + 4 * i,
                       kLights[i / 4 % std::size(kLights)], kMoods[i % std::size(kMoods)]);
    }
    for (std::size_t i = 0; i < 10; ++i) {
        fmt::format_to(at, "palette Palette{}: {}, {}, {}\n", i, kColours[i], kColours[(i + 3) % 10],
                       kColours[(i + 5) % 10]);
        fmt::format_to(at, "sound Sound{}: {}\n", i, kSounds[i % std::size(kSounds)]);
        fmt::format_to(at, "speaker {}: {}\n    wardrobe: {}\n    voice: {}\n\n", kSpeakers[i],
                       kDescriptions[i % std::size(kDescriptions)], kWardrobes[i % std::size(kWardrobes)],
                       kVoices[i % std::size(kVoices)]);
    }
    return out;
}

std::string make_script(std::size_t shots) {
    return make_shots(shots, false);
}

std::string make_broken_script(std::size_t shots) {
    return make_shots(shots, true);
}

}  // namespace shot::bench
