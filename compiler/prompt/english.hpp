// The grammar of the few sentences that the writers make round a director's words: which article, what joins a delivery
// to its verb, what may stand before `voice`. Text in, decisions out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace shot::prompt {

/// `a` or `an`, by the sound that `text` begins with: `an 85mm`, `a low`.
std::string_view article_before(std::string_view text);

/// How a line is said: the verb, and what stands behind it.
struct Manner {
    std::string verb = "says";
    std::vector<std::string> words;  // `quietly`, `in voice-over`, `out of breath`
};

/// `calling, off-screen` is `calls out`, `off-screen`.
Manner manner_of(std::string_view delivery);
/// Whether `words` follow a verb without a comma: `quietly`, `to himself`.
bool follows_verb(std::string_view words);
/// `voice-over` in one of its spellings among the words of a delivery.
bool is_voice_over(std::string_view words);
/// The same of `off-screen`.
bool is_out_of_frame(std::string_view words);

/// How a voice is described: `in a low and dry voice`, `in a deep baritone`, or, where no preposition may stand before
/// it, `(voice: hoarse, with a lisp)`.
enum class VoiceForm { Adjectives, Noun, Aside };
VoiceForm voice_form_of(std::string_view voice);

/// `50mm`: digits and a unit, nothing else.
bool is_focal_length(std::string_view item);

/// Whether there is anything to read in it: a letter, a digit, a sign; not punctuation alone.
bool has_content(std::string_view text);

}  // namespace shot::prompt
