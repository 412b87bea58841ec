// Nothing of a shot is lost in silence, in any style.
#include <algorithm>
#include <deque>
#include <random>
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/prompt_text.hpp"

using namespace shot;
using namespace shot::tests;
using prompt::Attachments;
using sema::Operation;

TEST_CASE("a silent shot lists what its script has for the ear") {
    Attachments mute;
    mute.makes_sound = false;
    ShotBuilder b;
    b.silent()
        .field(FieldKind::Music, {"a cello"})
        .speaker("Anna", {{}, {}, {}, {"hoarse"}})
        .says(0, "off-screen", "Now.");
    for (const std::string& name : style_names()) {
        INFO(name);
        CHECK(losses_of(b, name, mute) ==
              "music: a cello; the shot is silent\nvoice: hoarse; the shot is silent\n"
              "dialogue: Anna (off-screen): Now.; the shot is silent\n");
    }
}

TEST_CASE("a loss says where its words were written") {
    ShotBuilder b;
    b.field(FieldKind::Negative, {"captions"});
    prompt::Prompt prompt = write(b.shot(), sora());
    REQUIRE(prompt.losses.size() == 1);
    CHECK(prompt.losses[0].what == "negative");
    b.shot().negative_span = {FileId(0U), 7, 9};
    prompt = write(b.shot(), sora());
    CHECK(prompt.losses[0].span == Span{FileId(0U), 7, 9});
    b.field(FieldKind::Look, {"rain"});
    CHECK(write(b.shot(), sora()).losses.size() == 1);
}

namespace {

/// Words that are told apart, each alone in the alphabet; every second one is several chunks or has marks.
class WordSource {
public:
    std::string_view next() {
        static constexpr std::string_view kMarks[] = {"", ".", ",", "!", " stone", "", " \"so\"", ";"};
        std::string word = "w";
        for (unsigned number = ++count_; number > 0; number /= 20) {
            word += static_cast<char>('b' + number % 20);
        }
        word += 'q';
        word += kMarks[count_ % std::size(kMarks)];
        return texts_.emplace_back(std::move(word));
    }
    [[nodiscard]] const std::deque<std::string>& texts() const { return texts_; }

private:
    std::deque<std::string> texts_;
    unsigned count_ = 0;
};

std::string to_lower(std::string text) {
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

constexpr FieldKind kContent[] = {FieldKind::Look,      FieldKind::Subject,  FieldKind::Scene,   FieldKind::Camera,
                                  FieldKind::Lens,      FieldKind::Film,     FieldKind::Grade,   FieldKind::Filtration,
                                  FieldKind::Finishing, FieldKind::Lighting, FieldKind::Palette, FieldKind::Mood,
                                  FieldKind::Wardrobe,  FieldKind::Props,    FieldKind::Sound,   FieldKind::Sfx,
                                  FieldKind::Music,     FieldKind::Negative, FieldKind::Raw};

ShotBuilder random_shot(std::mt19937& random, WordSource& words) {
    const auto often = [&] { return random() % 3 != 0; };
    ShotBuilder b;
    b.layout(static_cast<sema::Layout>(random() % 3));
    b.operation(random() % 4 == 0 ? Operation::Extend : Operation::Create);
    for (const FieldKind field : kContent) {
        if (often()) {
            b.field(field, {words.next(), words.next()}, often());
        }
    }
    b.speaker("Anna", {{words.next()}, {words.next()}, {words.next()}, {words.next()}}).speaker("Robo");
    b.actions({words.next()}).says(0, often() ? words.next() : "", words.next());
    sema::Milliseconds at = 0;
    for (auto i = random() % 9; i > 0; --i) {
        const sema::Milliseconds end =
            std::min<sema::Milliseconds>(at + 100 + static_cast<sema::Milliseconds>(random() % 3000), 8000);
        if (end - at < 100) {
            break;
        }
        BeatText beat{often() ? words.next() : "", {}, {}, {}, {}, {}, often(), !often()};
        if (often()) {
            b.beat(at, end,
                   {beat.title,
                    {words.next(), words.next()},
                    {words.next()},
                    {words.next()},
                    {words.next()},
                    {words.next()},
                    beat.is_cut,
                    beat.is_continuous});
        } else {
            b.beat(at, end, beat);
        }
        if (often()) {
            b.says(static_cast<std::uint32_t>(random() % 2), often() ? words.next() : "", words.next());
        }
        at = end;
    }
    return b;
}

Attachments random_attachments(std::mt19937& random) {
    Attachments carried;
    carried.makes_sound = random() % 3 != 0;
    carried.has_first_frame = random() % 4 == 0;
    carried.has_last_frame = random() % 4 == 0;
    carried.speaker_pictures = {static_cast<std::uint32_t>(random() % 2), static_cast<std::uint32_t>(random() % 2)};
    carried.shot_pictures = static_cast<std::uint32_t>(random() % 2);
    return carried;
}

}  // namespace

TEST_CASE("whatever a shot holds, each word of it stands in the prompt or in the losses, in every style") {
    std::mt19937 random(11);
    const std::vector<std::string> names = style_names();
    REQUIRE(names.size() >= 9);
    for (int round = 0; round < 250; ++round) {
        WordSource words;
        const ShotBuilder b = random_shot(random, words);
        const Attachments carried = random_attachments(random);
        for (const std::string& name : names) {
            const prompt::Prompt prompt = write(b.shot(), style(name), carried);
            std::string all = prompt.text;
            for (const prompt::PromptLoss& loss : prompt.losses) {
                all += "\n" + loss.detail;
            }
            all = to_lower(all);
            INFO(name << "\n" << all);
            for (const std::string& text : words.texts()) {
                INFO(text);
                REQUIRE(all.find(text.substr(0, text.find('q') + 1)) != std::string::npos);
            }
            for (const char* wrong :
                 {"..", ",,", " ,", "  ", " .", ",.", ": .", ":.", "()", " \n", "\n\n\n", "{", "}"}) {
                INFO(wrong);
                REQUIRE(prompt.text.find(wrong) == std::string::npos);
            }
            REQUIRE((prompt.text.empty() || (prompt.text.back() != ':' && prompt.text.back() != '\n')));
            for (std::size_t i = 0; i < prompt.parts.size(); ++i) {
                REQUIRE(prompt.parts[i].begin == (i == 0 ? 0 : prompt.parts[i - 1].end + 1));
                REQUIRE(prompt.parts[i].end > prompt.parts[i].begin);
            }
            REQUIRE((prompt.parts.empty() || prompt.parts.back().end == prompt.text.size()));
        }
    }
}

TEST_CASE("stray marks and other scripts make no empty label, stop or sentence, in any style") {
    static constexpr std::string_view kTexts[] = {"rain", "Rain.", "calm,", "it ends!", "wait…", "。",
                                                  ".",    ",",     "古い",  "雨。",     "(b)",   "iPhone",
                                                  "ısı",  "a\nb",  "Anna",  "50mm"};
    std::mt19937 random(5);
    const auto text = [&] { return kTexts[random() % std::size(kTexts)]; };
    for (int round = 0; round < 400; ++round) {
        ShotBuilder b;
        for (const FieldKind field : kContent) {
            if (field != FieldKind::Raw && random() % 3 != 0) {
                b.field(field, {text(), text()});
            }
        }
        b.speaker("Anna", {{text()}, {text()}, {text()}, {text()}}).actions({text()}).says(0, text(), text());
        for (unsigned i = 0; i < random() % 4U; ++i) {
            b.beat(i * 2000, (i + 1) * 2000,
                   {text(), {text(), text()}, {text()}, {text()}, {text()}, {text()}, i % 2 == 0});
            b.says(0, text(), text());
        }
        for (const std::string& name : style_names()) {
            const std::string prompt = prompt_of(b, name);
            INFO(name << "\n" << prompt);
            for (const char* wrong :
                 {",,", ", ,", ",.", ".,", "。.",    "。。", "!.", "?.",  "….",  ":,",  ": ,", "()",
                  "( ", " )",  "  ", "::", "\n\n\n", " \n",  ";.", ": .", "(, ", ", )", ",)",  ". ."}) {
                INFO(wrong);
                REQUIRE(prompt.find(wrong) == std::string::npos);
            }
        }
    }
}
