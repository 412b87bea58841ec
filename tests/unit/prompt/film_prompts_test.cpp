// The films of examples/, in every style: what a reader of the prompt would stumble over.
#include <algorithm>

#include <catch2/catch.hpp>

#include "compiler/sema/script.hpp"
#include "compiler/source/disk_file_system.hpp"
#include "tests/support/prompt_text.hpp"

using namespace shot;
using namespace shot::tests;

namespace {

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) {
        ++count;
    }
    return count;
}

/// Hands each shot of the film, and what each style makes of it, to `visit`.
template <class Visit>
void visit_film(const std::string& path, Visit visit) {
    DiskFileSystem files;
    Sources sources;
    diagnostics::Sink sink;
    const sema::Script script =
        sema::load_script(SHOT_SOURCE_FOLDER "/examples/" + path, nullptr, {}, files, sources, sink);
    REQUIRE(script.shot_count() > 0);
    const sema::TargetView no_target;
    sema::ShotReader reader(script, no_target, sink);
    for (std::size_t i = 0; i < script.shot_count(); ++i) {
        const sema::ResolvedShot& shot = reader.resolve(sema::ShotId(i));
        for (const std::string& name : style_names()) {
            for (const bool makes_sound : {true, false}) {
                prompt::Attachments carried;
                carried.makes_sound = makes_sound;
                const prompt::Prompt prompt = write(shot, style(name), carried);
                INFO(name << "\n" << prompt.text);
                visit(shot, name, prompt);
            }
        }
    }
    REQUIRE_FALSE(sink.has_errors());
}

}  // namespace

TEST_CASE("every film reads well in every style") {
    for (const char* film :
         {"lighthouse/film.shot", "after-1-neo-noir.shot", "after-2-fisherman.shot", "after-3-headphones.shot",
          "product-ads/ads.shot", "one-minute/harbour.shot", "warmer-edit/warmer.shot"}) {
        visit_film(film, [](const sema::ResolvedShot& shot, const std::string& name, const prompt::Prompt& prompt) {
            REQUIRE_FALSE(prompt.text.empty());
            for (const char* wrong : {"..", ",,", " ,", " .", "  ", ": .", "()", "a a ", "the the "}) {
                REQUIRE(prompt.text.find(wrong) == std::string::npos);
            }
            for (const sema::ResolvedSpeaker& speaker : shot.speakers) {
                if (speaker.is_seen && !speaker.look.is_empty()) {
                    const sema::Phrase look = shot.of(speaker.look)[0];
                    REQUIRE(count_of(prompt.text, shot.of(look)[0].text) == 1);
                    REQUIRE(prompt.text.find(speaker.display) != std::string::npos);
                }
            }
            if (name == "kling" && !prompt.parts.empty()) {
                sema::Milliseconds sum = 0;
                for (const prompt::PromptPart& part : prompt.parts) {
                    sum += part.duration;
                    REQUIRE(part.end - part.begin <= 512);
                }
                REQUIRE(sum == std::max(shot.duration, shot.beats.back().end));
            }
        });
    }
}

TEST_CASE("the film of six shots loses nothing for the eye but what its styles have no words for") {
    visit_film("lighthouse/film.shot",
               [](const sema::ResolvedShot& shot, const std::string& name, const prompt::Prompt& prompt) {
                   for (const prompt::PromptLoss& loss : prompt.losses) {
                       INFO(shot.name << ": " << loss.what << ": " << loss.detail);
                       const bool is_heard = loss.what == "dialogue" || loss.what == "voice" || loss.what == "sound" ||
                                             loss.what == "sfx" || loss.what == "music" ||
                                             loss.what == "sound times";
                       CHECK((is_heard || loss.what == "beat times" || loss.what == "cut" || loss.what == "title" ||
                              (name == "kling" && loss.reason == "its prompt has no place for it")));
                       CHECK(loss.span.file.is_valid());
                       CHECK_FALSE(loss.reason.empty());
                   }
               });
}
