// parameter-in-prose: a length, resolution, aspect or frame rate of the video, said in words that the API does not
// read.
#include <algorithm>
#include <charconv>
#include <iterator>

#include "compiler/lint/text_lints.hpp"

namespace shot::lint {
namespace {

constexpr int kSmallestSide = 240;  // pixels: below it `24x36` is a poster, `2x4` a board
constexpr int kFirstDecade = 40;    // `90s` and `1970s` are decades; clips are shorter

class ParameterFinder {
public:
    ParameterFinder(const Text& text, Findings& out)
        : text_(text), out_(out), first_watch_(text.first_of(Words::WatchWord)) {}

    void run() {
        for (std::size_t i = 0; i < text_.size(); ++i) {
            if (text_[i].is_quoted || text_[i].kind >= Token::Kind::Mark) {
                continue;
            }
            std::size_t count = find_resolution(i);
            count = count > 0 ? count : find_aspect(i);
            count = count > 0 ? count : find_frame_rate(i);
            count = count > 0 ? count : find_length(i);
            if (count > 0 && !is_of_thing(i, i + count)) {
                out_.push_back({Lint::ParameterInProse, i, i + count});
                i += count - 1;
            }
        }
    }

private:
    /// `The tower, 4 seconds, sways`, `a monitor, 16:9, on a desk`, `a feed in 720p`: said of a thing in the picture,
    /// of which the sentence goes on, or which has such numbers.
    bool is_of_thing(std::size_t first, std::size_t last) const {
        const bool is_between = first > 1 && text_.is_mark(first - 1, ',') && text_.is_mark(last, ',');
        const Predicate* predicate = predicate_at(text_.predicates(), last + 1);
        const bool goes_on =
            text_.is(last + 1, Words::Auxiliary) ||
            (predicate != nullptr && predicate->form == Predicate::Form::Finite && predicate->subject < first);
        const bool is_after = first > 1 && (text_.is_mark(first - 1, ',') || text_.word(first - 1) == "in");
        const bool has_device =
            is_after && text_.is(first - 2, Words::Device) && !text_.is(first - 2, Words::VideoNoun) &&
            text_.word(first - 2) != "people";  // `no people, 8 seconds`
        return (is_between && goes_on) || has_device || is_in_picture(first, last);
    }

    /// `A man shoots a 4K video`, `A phone plays an 8-second clip`: somebody in the picture has to do with it.
    bool is_in_picture(std::size_t first, std::size_t last) const {
        constexpr std::size_t kReach = 4;  // words from the verb
        const bool has_noun = text_.is(last, Words::VideoNoun) || text_.is(last - 1, Words::VideoNoun);
        for (std::size_t i = first; has_noun && i > 0 && i + kReach > first && !text_.is_stop(i - 1); --i) {
            const Predicate* predicate = predicate_at(text_.predicates(), i - 1);
            if (predicate != nullptr && predicate->form == Predicate::Form::Finite && predicate->subject < first) {
                constexpr Lists kPicture{Words::CameraName, Words::VideoNoun, Words::PictureNoun};
                const std::string_view who = text_.word(predicate->subject);
                return !text_[predicate->subject].lists.has_any(kPicture) && who != "i" && who != "we" && who != "it" &&
                       who != "you";
            }
        }
        return false;
    }

    /// `1080p`, `4k`, `1920x1080`, `full HD`.
    std::size_t find_resolution(std::size_t i) const {
        const std::string_view word = text_.word(i);
        if (text_[i].kind == Token::Kind::Word) {
            const bool is_tag = word == "hd" && (i == 0 || text_.is_stop(i - 1)) && text_.is_stop(i + 1);
            return is_tag ? 1 : text_.match(i, Words::ResolutionWord);
        }
        if (word == "480p" || word == "720p" || word == "1080p" || word == "1440p" || word == "2160p" ||
            word == "4320p") {
            return is_of_device(i) ? 0 : 1;
        }
        if (word == "2k" || word == "4k" || word == "6k" || word == "8k") {
            return is_of_device(i) || is_price(i) ? 0 : 1;
        }
        if ((word == "2" || word == "4" || word == "8") && text_.word(i + 1) == "k" && text_[i + 1].is_joined) {
            return is_of_device(i + 1) || is_price(i) ? 0 : 2;
        }
        if (text_.word(i + 1) == "x" && is_side(word) && is_side(text_.word(i + 2))) {
            return 3;
        }
        return is_size(word) && !text_.is(i + 1, Words::OtherMeasure) && !is_of_device(i) ? 1 : 0;
    }

    /// `a 4k HDR monitor`: the noun that the number belongs to comes before the next mark.
    bool is_of_device(std::size_t i) const {
        for (std::size_t k = i + 1; k < i + 4 && !text_.is_stop(k); ++k) {
            if (text_.is(k, Words::VideoNoun) || text_.is(k, Words::Preposition)) {
                return false;
            }
            if (text_.is(k, Words::Device)) {
                return !text_.is(k + 1, Words::VideoNoun);  // `9:16 phone video`
            }
        }
        return false;
    }

    bool is_price(std::size_t i) const { return i > 0 && (text_.is_mark(i - 1, '$') || text_.word(i - 1) == "€"); }

    static bool is_side(std::string_view word) {
        int side = 0;
        const auto read = std::from_chars(word.data(), word.data() + word.size(), side);
        return read.ptr == word.data() + word.size() && side >= kSmallestSide;
    }

    static bool is_size(std::string_view word) {
        int width = 0;
        int height = 0;
        const char* end = word.data() + word.size();
        const auto first = std::from_chars(word.data(), end, width);
        const char* at = first.ptr;
        if (at < end && *at == 'x') {
            ++at;
        } else if (end - at > 2 && std::string_view(at, 2) == "\xc3\x97") {
            at += 2;
        } else {
            return false;
        }
        const auto second = std::from_chars(at, end, height);
        const std::string_view rest(second.ptr, static_cast<std::size_t>(end - second.ptr));
        return (rest.empty() || rest == "p" || rest == "px") && width >= kSmallestSide && height >= kSmallestSide;
    }

    /// `16:9`. Few numbers are aspects whatever stands beside them; the others need a word of framing.
    std::size_t find_aspect(std::size_t i) const {
        if (const std::size_t count = text_.match(i, Words::AspectWord); count > 0) {
            if (first_watch_ < i) {
                return 0;  // `on the phone's screen, a vertical video of her face`
            }
            // `aspect ratio 16:9` is one thing.
            const std::size_t next =
                text_.word(i + count) == "of" || text_.is_mark(i + count, ':') ? i + count + 1 : i + count;
            return is_ratio(text_.word(next)) ? next + 1 - i : count;
        }
        const std::string_view word = text_.word(i);
        if (!is_ratio(word) || is_of_device(i)) {
            return 0;
        }
        const bool is_clear =
            word == "16:9" || word == "21:9" || word == "2.39:1" || word == "2.35:1" || word == "1.85:1";
        bool has_context = is_clear || word == "9:16";
        for (std::size_t k = i > 3 ? i - 3 : 0; k < i + 4; ++k) {
            const std::string_view before = text_.word(k);
            const bool is_read =
                k + 1 == i && (before == "reads" || before == "shows" || before == "writes" || before == "says");
            if (k < i && (is_read || (!is_clear && text_.is(k, Words::ClockWord)))) {
                return 0;
            }
            has_context = has_context || text_.is(k, Words::AspectContext);
        }
        const bool is_time = text_.is(i + 1, Words::ClockWord);
        return has_context && !is_time ? 1 : 0;
    }

    static bool is_ratio(std::string_view word) {
        for (const std::string_view ratio : {"16:9", "9:16", "21:9", "4:3", "3:4", "1:1", "2.39:1", "2.35:1", "1.85:1",
                                             "4:5", "5:4", "3:2", "2:3", "2:1"}) {
            if (word == ratio) {
                return true;
            }
        }
        return false;
    }

    /// `24fps`, `60 frames per second`.
    std::size_t find_frame_rate(std::size_t i) const {
        const std::string_view word = text_.word(i);
        std::size_t count = 0;
        if (word == "fps" && i + 1 < text_.size() && text_[i + 1].kind == Token::Kind::Number) {
            return 2;
        }
        if (text_[i].kind == Token::Kind::Number) {
            count = word.size() > 3 && word.ends_with("fps") ? 1 : text_.match(i + 1, Words::FrameRateUnit);
            count = count > 0 && !word.ends_with("fps") ? count + 1 : count;
        }
        // A camera that runs fast or slow is said by its rate; `24fps, slow-motion drops` is the clip's all the same.
        const std::string_view rate = word.substr(0, word.find_first_not_of("0123456789"));
        const bool is_usual = rate == "24" || rate == "25" || rate == "30";
        const bool is_look = !is_usual && text_.all_lists().has(Words::Overcrank);
        return count > 0 && !is_look && !is_of_device(i + count - 1) ? count : 0;
    }

    /// `8-second` before `video`, `lasting 8 seconds`, `8 seconds long`; a time inside an action is none.
    std::size_t find_length(std::size_t i) const {
        std::size_t count = 0;
        if (text_[i].kind == Token::Kind::Number) {
            const std::string_view word = text_.word(i);
            const std::string_view unit = word.substr(std::min(word.find_first_not_of("0123456789."), word.size()));
            int number = 0;
            std::from_chars(word.data(), word.data() + word.size(), number);
            const bool is_decade = number >= kFirstDecade && number % 10 == 0;
            const bool is_seconds = unit == "sec" || (unit == "s" && !is_decade);
            // `--duration 15`: an option of another program
            const bool is_option = i > 0 && text_.word(i - 1) == "duration" && unit.empty() && text_.is_stop(i + 1);
            count = is_seconds || is_option ? 1 : unit.empty() && is_unit(i + 1) ? 2 : 0;
        } else if (text_.is(i, Words::NumberWord) && is_unit(i + 1)) {
            count = 2;
        }
        const std::size_t after = i + count;
        const bool is_time_mark = i > 0 && text_.is_mark(i - 1, '[') && text_.is_mark(after, ':');  // `[3s: he runs]`
        if (count == 0 || is_time_mark ||
            (i > 0 &&
             ((text_.is(i - 1, Words::WithinTime) && !is_of_video(after) && !is_demanded(i)) || ends_range(i)))) {
            return 0;
        }
        if (text_.word(after) == "long" ||
            (text_.word(after) == "in" && (text_.word(after + 1) == "length" || text_.word(after + 1) == "duration")) ||
            text_.word(after) == "duration" || is_after_length_word(i)) {
            return count + (text_.word(after) == "long" ? 1 : 0);
        }
        // `Create a cat that falls in love vedio 40 sec`: an order that ends with it
        const bool ends_order =
            count == 2 && text_.word(i + 1) == "sec" && after == text_.size() && text_.is(0, Words::MakeVerb);
        const bool is_whole = ends_order || (i == 0 && text_.word(after) == "of" &&
                                             text_.is(after + 1, Words::Article));  // `6 seconds of a city`
        return is_whole || is_of_clip(i, after) || is_of_video(after) || is_item(i, after) ? count : 0;
    }

    /// `Create a 30-second cooking sketch`, `10 sec battle`: at the head of a text, or what is to be made, whatever it
    /// is called.
    bool is_of_clip(std::size_t i, std::size_t after) const {
        // `Create a 12-second`, `Create a restrained 12-second`
        const std::size_t article = i > 2 && text_.is(i - 2, Words::Indefinite) ? i - 2 : i - 1;
        const bool is_ordered = i > 1 && text_.is(article, Words::Indefinite) && text_.is(article - 1, Words::MakeVerb);
        const bool is_head = is_ordered || i == head_of_look();
        const bool is_adjective = text_.word(after - 1) == "second" || text_.word(after - 1) == "sec";
        return is_head && is_adjective && text_.is_word(after) && !text_.is(after, Words::PauseNoun) &&
               !text_.is(after + 1, Words::PauseNoun) && !text_.is(after, Words::Preposition) &&
               !text_.is(after, Words::Conjunction);
    }

    /// Past what a text may begin with before it says what it is: `Create a cinematic`, `Ultra-realistic`.
    std::size_t head_of_look() const {
        constexpr Lists kLook{Words::StyleWord, Words::AbstractLook, Words::ConcreteLook};
        constexpr std::size_t kMost = 10;  // words
        std::size_t i = text_.is(0, Words::MakeVerb) ? 1 : 0;
        i += text_.is(i, Words::Indefinite) ? 1 : 0;
        while (i < std::min(kMost, text_.size()) && (text_[i].lists.has_any(kLook) || (i > 0 && text_[i].is_joined)) &&
               text_[i].kind == Token::Kind::Word) {
            ++i;
        }
        return i;
    }

    /// `0–4s`: a beat of the clip.
    bool ends_range(std::size_t i) const {
        const bool has_dash = text_.word(i - 1) == "\xe2\x80\x93" || text_.is_mark(i - 1, '-');
        const std::size_t from = has_dash && i > 1 ? i - 2 : i - 1;
        return (has_dash || text_[i].is_joined) && text_[from].kind == Token::Kind::Number;
    }

    /// `should last 8 seconds`; in the last 8 seconds something happens.
    bool is_demanded(std::size_t i) const {
        const std::string_view before = i > 1 ? text_.word(i - 2) : std::string_view();
        return text_.word(i - 1) == "last" && (before == "should" || before == "must" || before == "will");
    }

    bool is_unit(std::size_t i) const { return text_.is(i, Words::SecondUnit) || text_.is(i, Words::MinuteUnit); }

    bool is_after_length_word(std::size_t i) const {
        for (std::size_t k = i > 4 ? i - 4 : 0; k < i; ++k) {
            const std::size_t count = text_.match(k, Words::LengthWord);
            const bool is_near = count > 0 && k + count + 2 >= i;
            if (is_near && k + count <= i) {
                return true;
            }
        }
        const bool is_order =
            i > 1 && text_.word(i - 1) == "it" && text_.is(i - 2, Words::MakeVerb);  // `make it 8 seconds`
        return is_order || (i > 1 && text_.word(i - 1) == "of" && text_.word(i - 2) == "length");
    }

    /// `8-second cinematic 1080p video`, unless somebody in the picture watches it.
    bool is_of_video(std::size_t after) const {
        for (std::size_t k = after, end = after + 4; k < end; ++k) {
            if (text_.is_mark(k, ',') && k + 1 < text_.size() && text_[k + 1].kind == Token::Kind::Number) {
                end += 2;  // `an 8-second, 9:16, 1080p video`
                continue;
            }
            if (k == after && text_.is_mark(k, ',') && text_.is_word(k + 1)) {
                ++end;  // `an 8-second, epic video`
                continue;
            }
            if (text_.is_stop(k) || text_.is(k, Words::Preposition) || text_.is(k, Words::Article)) {
                return false;
            }
            if (text_.is(k, Words::VideoNoun) && text_.word(k) != "cinematic") {
                return !(text_.word(k + 1) == "on" && text_.is(k + 3, Words::WatchWord));
            }
        }
        return false;
    }

    /// `a street at night, 8 seconds, 24fps`: an item among items, in figures. `He waits, 8 seconds, then he turns`
    /// goes on in a sentence.
    bool is_item(std::size_t first, std::size_t last) const {
        const bool is_alone = (first == 0 || text_.is_stop(first - 1)) && text_.is_stop(last);
        if (!is_alone || text_.size() == last - first) {
            return false;
        }
        // `Four seconds.`: a sentence of its own; of one or two it may be a pause.
        const bool begins = first == 0 ? text_[first].kind == Token::Kind::Number : text_.is_end(first - 1);
        const bool is_sentence = begins && text_.is_end(last);
        constexpr std::string_view kShort[] = {"one", "two", "half", "1", "2"};
        if (is_sentence && std::find(std::begin(kShort), std::end(kShort), text_.word(first)) == std::end(kShort)) {
            return true;
        }
        if (text_[first].kind != Token::Kind::Number) {
            return false;
        }
        const std::size_t next = last + 1;
        const bool goes_on = text_.is(next, Words::Conjunction) || text_.is(next, Words::Then) ||
                             text_.is(next, Words::Pronoun) || text_.is(next, Words::Article) ||
                             text_.is(next, Words::Possessive);
        // `Shot 2 (4s)`: the length of a part.
        if (first > 2 && text_.is_mark(first - 1, '(') && text_[first - 2].kind == Token::Kind::Number &&
            text_.is(first - 3, Words::PartNoun)) {
            return false;
        }
        if (last == first + 1 && text_.word(first).ends_with("s")) {
            return true;
        }
        if (first == 0 && text_.is_mark(last, ',') && text_[next].kind == Token::Kind::Number) {
            return true;  // `8 seconds, 1080p`
        }
        const bool is_in_brackets = first > 0 && text_.is_mark(first - 1, '(') && text_.is_mark(last, ',');
        return is_in_brackets || (first > 0 && text_.is_mark(first - 1, ',') && (text_.is_end(last) || !goes_on));
    }

    const Text& text_;
    Findings& out_;
    std::size_t first_watch_;  // somebody in the picture looks at a screen
};

}  // namespace

int number_of_word(std::string_view word) {
    constexpr std::string_view kNumbers[] = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                             "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    for (int i = 0; i < 13; ++i) {
        if (word == kNumbers[i]) {
            return i;
        }
    }
    return word == "fifteen"   ? 15
           : word == "sixteen" ? 16
           : word == "twenty"  ? 20
           : word == "thirty"  ? 30
           : word == "sixty"   ? 60
                               : 0;
}

int seconds_of(const Text& text, const Finding& length) {
    const std::string_view word = text.word(length.first);
    int number = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
    const std::string_view unit(read.ptr, static_cast<std::size_t>(word.data() + word.size() - read.ptr));
    number = text[length.first].kind == Token::Kind::Number ? number : number_of_word(word);
    const bool is_minute = text.is(length.first + 1, Words::MinuteUnit);
    const bool is_length = unit == "s" || unit == "sec" || is_minute || text.is(length.first + 1, Words::SecondUnit);
    return is_length ? (is_minute ? number * 60 : number) : 0;
}

void find_parameters(const Text& text, Findings& out) {
    ParameterFinder(text, out).run();
}

}  // namespace shot::lint
