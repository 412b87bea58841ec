// brightness-not-source: how bright it is, without what makes it so. A source anywhere in the shot excuses it.
#include "compiler/lint/text_lints.hpp"

namespace shot::lint {

void find_brightness(const Text& text, Findings& out) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i].is_quoted) {
            continue;
        }
        std::size_t count = text.match(i, Words::Brightness);
        if (count == 0 && text.is(i, Words::BrightAdjective) && text.is(i + 1, Words::BrightPlace)) {
            count = 2;
        }
        if (count == 0 && text.is(i, Words::BrightAdjective)) {
            // `a dark, moody alley`, `a dark and gloomy castle`, `a dark spaceship corridor`
            const bool is_joined = text.is_mark(i + 1, ',') || text.word(i + 1) == "and";
            const std::size_t other = is_joined ? i + 2 : i + 1;
            const bool fits = text.is_word(other) && text.is(other + 1, Words::BrightPlace) &&
                              (is_joined || text.is(other, Words::Place));  // `a dark green office` is green
            count = fits ? other + 2 - i : 0;
        }
        if (count == 0 && text.word(i) == "lighting" && text.is_mark(i + 1, ':') &&
            text.is(i + 2, Words::BrightAdjective) && text.is_stop(i + 3)) {
            count = 3;  // `Lighting: bright.`
        }
        for (std::size_t k = i + 1; count == 0 && text.is(i, Words::BrightAdjective) && k < i + 4 && !text.is_end(k);
             ++k) {
            count = text.word(k) == "lighting" ? k + 1 - i : 0;  // `bright, even lighting`
        }
        const bool is_negated = i > 0 && text.is(i - 1, Words::Negation);  // `no professional lighting`
        if (count > 0 && !is_negated) {
            out.push_back({Lint::BrightnessNotSource, i, i + count});
            i += count - 1;
        }
    }
}

}  // namespace shot::lint
