// Dialogue as speech: espeak-ng, a voice for each speaker.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include <fmt/format.h>

#include "runtime/animatic/figure.hpp"
#include "runtime/animatic/sound.hpp"
#include "runtime/animatic/text.hpp"
#include "runtime/animatic/words.hpp"
#include "runtime/process/process.hpp"

namespace shot::animatic {
namespace {

constexpr std::int64_t kPause = kSampleRate / 8;  // between two lines of a beat

struct Script {
    char32_t first;
    char32_t last;
    const char* language;  // of espeak-ng
};

constexpr std::array<Script, 11> kScripts{{{0x0370, 0x03ff, "el"},
                                           {0x0400, 0x04ff, "ru"},
                                           {0x0590, 0x05ff, "he"},
                                           {0x0600, 0x06ff, "ar"},
                                           {0x0900, 0x097f, "hi"},
                                           {0x0980, 0x09ff, "bn"},
                                           {0x0b80, 0x0bff, "ta"},
                                           {0x3040, 0x30ff, "ja"},
                                           {0xac00, 0xd7af, "ko"},
                                           {0x10a0, 0x10ff, "ka"},
                                           {0x0530, 0x058f, "hy"}}};

/// The script decides; Latin letters are read as English, Han without kana as Chinese.
const char* language_of(std::string_view text) {
    const char* language = "en";
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const std::size_t length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
        char32_t letter = length == 1 ? byte : byte & (0xffU >> (length + 1));
        for (std::size_t i = 1; i < length && at + i < text.size(); ++i) {
            letter = (letter << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3fU);
        }
        at += length;
        for (const Script& script : kScripts) {
            if (letter >= script.first && letter <= script.last) {
                return script.language;
            }
        }
        language = letter >= 0x4e00 && letter <= 0x9fff ? "cmn" : language;
    }
    return language;
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count && at + i < bytes.size(); ++i) {
        value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    }
    return value;
}

/// The samples of a WAV of 16 bits and one channel, at our rate. Its sizes are not believed: a program that writes to a
/// pipe does not know them.
std::vector<float> read_wav(std::string_view wav) {
    constexpr std::size_t kRateAt = 24;
    const auto data = wav.find("data");
    const std::uint32_t rate = little_endian(wav, kRateAt, 4);
    if (!wav.starts_with("RIFF") || data == std::string_view::npos || rate < 4000 || rate > 192'000) {
        return {};
    }
    const std::string_view bytes = wav.substr(std::min(data + 8, wav.size()));
    std::vector<float> samples(bytes.size() / 2);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        samples[i] = static_cast<float>(static_cast<std::int16_t>(little_endian(bytes, i * 2, 2))) / 32768.0F;
    }
    const double step = static_cast<double>(rate) / kSampleRate;
    std::vector<float> resampled(static_cast<std::size_t>(static_cast<double>(samples.size()) / step));
    for (std::size_t i = 0; i < resampled.size(); ++i) {
        const double at = static_cast<double>(i) * step;
        const auto index = static_cast<std::size_t>(at);
        const auto share = static_cast<float>(at - static_cast<double>(index));
        const float next = index + 1 < samples.size() ? samples[index + 1] : samples[index];
        resampled[i] = samples[index] + (next - samples[index]) * share;
    }
    return resampled;
}

Result<std::vector<float>> speak(const std::string& program, const bundle::Line& line, int words_a_minute,
                                 const std::atomic<bool>* is_cancelled) {
    const std::string text = clean_text(line.text);
    const std::uint64_t hash = hash_text(line.speaker, 7);
    const char* kind = sounds_female(line.speaker) ? "f" : "m";
    const std::string voice = fmt::format("{}+{}{}", language_of(text), kind, 1 + hash % 4);
    process::RunOptions options;
    options.input = text;
    options.is_cancelled = is_cancelled;
    const auto finished = process::run({program, "--stdin", "--stdout", "-b", "1", "-v", voice, "-p",
                                        std::to_string(32 + hash / 4 % 30), "-s", std::to_string(words_a_minute)},
                                       options);
    if (!finished) {
        return tl::unexpected(finished.error());
    }
    return finished->exit_code == 0 ? read_wav(finished->output) : std::vector<float>();
}

void cut_at(std::vector<float>& samples, std::int64_t length) {
    constexpr std::size_t kFade = kSampleRate / 20;
    if (static_cast<std::int64_t>(samples.size()) <= length) {
        return;
    }
    samples.resize(static_cast<std::size_t>(std::max<std::int64_t>(length, 0)));
    const std::size_t fade = std::min(kFade, samples.size());
    for (std::size_t i = 0; i < fade; ++i) {
        samples[samples.size() - 1 - i] *= static_cast<float>(i) / static_cast<float>(fade);
    }
}

}  // namespace

Result<std::vector<Speech>> speak_lines(const std::vector<Subtitle>& subtitles, const std::atomic<bool>* is_cancelled) {
    constexpr int kUsual = 165;  // words a minute
    constexpr int kHurried = 215;
    constexpr std::size_t kMaxLines = 500;
    std::vector<Speech> speeches;
    const std::string program = process::find_program("espeak-ng");
    std::int64_t free_from = 0;  // samples
    for (std::size_t i = 0; i < subtitles.size() && i < kMaxLines && !program.empty(); ++i) {
        const Subtitle& subtitle = subtitles[i];
        const std::int64_t begin = std::max(subtitle.begin * kSampleRate / 1000, free_from);
        const std::int64_t end = subtitle.beat_end * kSampleRate / 1000;
        if (begin >= end || trim(subtitle.line.text).empty()) {
            continue;
        }
        auto samples = speak(program, subtitle.line, kUsual, is_cancelled);
        // A line of several in a beat has its share of it; it hurries where it would take another's.
        const std::int64_t share = subtitle.end * kSampleRate / 1000 - begin;
        if (samples && static_cast<std::int64_t>(samples->size()) > share) {
            samples = speak(program, subtitle.line, kHurried, is_cancelled);
        }
        if (!samples) {
            return tl::unexpected(std::move(samples.error()));
        }
        cut_at(*samples, end - begin);
        free_from = begin + static_cast<std::int64_t>(samples->size()) + kPause;
        speeches.push_back({begin, std::move(*samples)});
    }
    return speeches;
}

}  // namespace shot::animatic
