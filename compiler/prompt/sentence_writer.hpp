// Writes a prompt in the form `sentences`. One for each prompt; what it does by itself is in write_sentences.cpp, lines
// and beats in write_lines.cpp, what is said in write_speech.cpp, pictures in write_pictures.cpp.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/prompt/parts.hpp"
#include "compiler/prompt/timeline.hpp"

namespace shot::prompt {

class SentenceWriter {
public:
    SentenceWriter(Draft& draft, Prompt& out)
        : draft_(draft),
          shot_(draft.shot),
          form_(draft.style.sentences),
          text_(draft.text),
          out_(out),
          timeline_(make_timeline(draft.shot, draft.style.sentences.beats)) {}

    void write();

private:
    using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;
    using LineForm = BeatForm::Lines;

    // write_sentences.cpp
    void write_edit();
    [[nodiscard]] const std::vector<TextSection>& order() const;
    void write_section(const TextSection& section);
    void write_place(const Place& place, std::size_t paragraph);
    void write_field(sema::FieldKind field, std::size_t paragraph);
    void write_speakers_and_names(std::size_t paragraph);
    void write_negative(std::size_t paragraph);
    void write_list(std::string_view before, std::span<const sema::Phrases> lists, bool joins_last,
                    std::size_t paragraph);
    void write_camera(std::size_t paragraph);
    void write_lens(std::size_t paragraph);
    bool append_camera_items(std::span<const sema::Phrases> lists, sema::Phrases lens, ListEnd end);
    bool append_camera_item(sema::Phrase item);
    void write_gathered(sema::FieldKind field, std::size_t paragraph);
    /// A sentence of ours; `values` for the names in braces.
    void write_own(std::string_view words, std::size_t paragraph, Values values = {});
    void begin_sentence(std::size_t paragraph, Span origin);
    static std::string expand(std::string_view words, Values values);

    // write_lines.cpp
    void write_what_happens(std::size_t paragraph);
    void write_lines(std::size_t paragraph);
    void write_parts();
    void write_pending(std::size_t begin);
    void write_whole_shot(std::size_t paragraph);
    void write_deeds(sema::Phrases actions, std::size_t first_dialogue, std::size_t dialogue_count,
                     std::size_t paragraph);
    void write_head(std::size_t line);
    void write_line(std::size_t line, std::size_t paragraph);
    void write_beat(const sema::ResolvedBeat& beat, std::size_t paragraph, bool is_first_of_line);
    void write_beat_camera(const sema::ResolvedBeat& beat, std::size_t paragraph, std::string_view before);
    void append_title(const sema::ResolvedBeat& beat, std::size_t begin);
    bool append_missing_name(const sema::ResolvedBeat& beat, std::string_view after);
    [[nodiscard]] const sema::ResolvedSpeaker* find_unnamed(const TimeLine& line) const;
    [[nodiscard]] bool names(const TimeLine& line, const sema::ResolvedSpeaker& speaker) const;
    [[nodiscard]] bool is_camera_of_shot(const sema::ResolvedBeat& beat) const;
    void lose_times();
    void lose_sound_times();
    void lose_cuts();

    // write_speech.cpp
    void write_speech(const sema::ResolvedDialogue& dialogue, std::size_t paragraph);
    bool write_manner(const sema::ResolvedDialogue& dialogue, bool& is_voice_over_said);
    [[nodiscard]] bool is_shown_speaking(const sema::ResolvedSpeaker& speaker,
                                         const sema::ResolvedDialogue& dialogue) const;
    void write_voice(const sema::ResolvedSpeaker& speaker, bool has_words);
    void write_closed_lips(const sema::ResolvedSpeaker& speaker, std::size_t paragraph);
    std::size_t speech_number(std::uint32_t speaker);
    [[nodiscard]] std::string flat(sema::Phrase phrase) const;
    [[nodiscard]] std::string flat(sema::Phrases phrases) const;
    [[nodiscard]] std::string language_of(const sema::ResolvedDialogue& dialogue) const;

    // write_pictures.cpp
    void number_pictures();
    void write_prefix();
    void write_picture_sentences(std::size_t paragraph);
    void write_subjects(std::size_t paragraph, bool is_retention);
    [[nodiscard]] std::string shots_of(const sema::ResolvedSpeaker& speaker) const;
    [[nodiscard]] std::string last_shot() const;
    [[nodiscard]] std::uint32_t frame_count() const;
    [[nodiscard]] bool has_references() const { return !pictures_.empty() || draft_.attachments.shot_pictures > 0; }
    [[nodiscard]] std::string tags_of(std::uint32_t first, std::uint32_t count) const;

    /// Pictures of a speaker, numbered through the request from 0.
    struct SpeakerPictures {
        std::uint32_t speaker = 0;
        std::uint32_t first = 0;
        std::uint32_t count = 0;
    };

    Draft& draft_;
    const sema::ResolvedShot& shot_;
    const SentenceStyle& form_;
    PromptBuilder& text_;
    Prompt& out_;
    Timeline timeline_;
    std::size_t prefix_size_ = 0;  // a prefix in brackets that the text goes on behind; 0: none
    bool is_opened_ = false;       // the head of the first line stands
    bool is_lens_said_ = false;
    std::vector<Place> pending_;        // places that wait for a part with room
    std::vector<std::uint32_t> heard_;  // speakers in the order in which they speak
    std::vector<SpeakerPictures> pictures_;
    std::vector<std::size_t> said_cuts_;
};

}  // namespace shot::prompt
