// Finds the shortest run of words that says a term, and puts the model's word in its place.
#include "compiler/prompt/camera_words.hpp"

#include <algorithm>
#include <array>

namespace shot::prompt {
namespace {

constexpr int kMaxTermsPerItem = 8;        // more are left as they are written
constexpr std::size_t kMaxItemWords = 24;  // an item that is longer is prose, and left as it is

std::vector<CameraWords::Word> split(std::string_view text) {
    std::vector<CameraWords::Word> words;
    for (std::size_t at = text.find_first_not_of(' '); at < text.size(); at = text.find_first_not_of(' ', at)) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        words.push_back({at, end});
        at = end;
    }
    return words;
}

/// The part of a reading that the table may have: a move with its direction first, then how it is done, then the frame.
struct Reading {
    std::string_view term;
    std::string_view direction;
    std::string_view speed;
    bool operator==(const Reading&) const = default;
};

Reading reading_of(const sema::Terms& terms, std::size_t kind) {
    switch (kind) {
        case 0:
            return {terms.move, terms.direction, terms.speed};
        case 1:
            return {terms.manner, {}, {}};
        case 2:
            return {terms.framing, {}, {}};
        default:
            return {terms.angle, {}, {}};
    }
}
constexpr std::size_t kKinds = 4;

}  // namespace

bool CameraWords::add(std::string_view key, std::string word, bool is_nearest) {
    const sema::Terms terms = vocabulary_->read(key);
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
        const Reading reading = reading_of(terms, kind);
        std::string canonical(reading.term);
        if (!reading.direction.empty()) {
            canonical.append(" ").append(reading.direction);
        }
        if (!canonical.empty() && canonical == key) {
            entries_.push_back(
                {std::string(reading.term), std::string(reading.direction), std::move(word), is_nearest});
            return true;
        }
    }
    return false;
}

bool CameraWords::add_speed(const std::string& speed, std::string words) {
    speeds_.emplace_back(speed, std::move(words));
    return vocabulary_->read(speed + " pan left").speed == speed;
}

const CameraWords::Entry* CameraWords::find(std::string_view term, std::string_view direction) const {
    const Entry* any = nullptr;
    for (const Entry& entry : entries_) {
        if (entry.term == term && entry.direction == direction) {
            return &entry;
        }
        if (entry.term == term && entry.direction.empty()) {
            any = &entry;
        }
    }
    return any;
}

/// A term goes on as long as the words say nothing more: `tracking` in `tracking shot on rails` to `tracking shot`.
std::size_t CameraWords::end_of_term(std::string_view text, const std::vector<Word>& words, std::size_t next,
                                     std::size_t begin) const {
    std::size_t end = words[next - 1].end;
    const auto all_of = [&](std::size_t last) {
        const sema::Terms terms = vocabulary_->read(text.substr(begin, last - begin));
        return std::array{
            reading_of(terms, 0), reading_of(terms, 1), reading_of(terms, 2), reading_of(terms, 3),
            Reading{terms.is_term_only && terms.move_count < 2 ? "only" : "", terms.optics, terms.transition}};
    };
    for (std::size_t last = end; next < words.size() && all_of(words[next].end) == all_of(last); ++next) {
        last = words[next].end;
        const std::string_view word = text.substr(words[next].begin, last - words[next].begin);
        end = word == "and" || word == "with" ? end : last;  // these belong to what comes next
    }
    return end;
}

std::optional<CameraWords::Found> CameraWords::find_term(std::string_view text) const {
    const std::vector<Word> words = split(text);
    if (words.size() > kMaxItemWords) {
        return std::nullopt;
    }
    const sema::Terms whole = vocabulary_->read(text);
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
        const Reading wanted = reading_of(whole, kind);
        const Entry* entry = wanted.term.empty() ? nullptr : find(wanted.term, wanted.direction);
        if (entry == nullptr) {
            continue;
        }
        for (std::size_t count = 1; count <= words.size(); ++count) {
            for (std::size_t first = 0; first + count <= words.size(); ++first) {
                const std::size_t begin = words[first].begin;
                const std::size_t end = words[first + count - 1].end;
                const sema::Terms terms = vocabulary_->read(text.substr(begin, end - begin));
                if (terms.is_term_only && reading_of(terms, kind) == wanted) {
                    return Found{entry, wanted.term, wanted.speed, begin,
                                 end_of_term(text, words, first + count, begin)};
                }
            }
        }
    }
    return std::nullopt;
}

void CameraWords::convert_into(std::string_view text, int depth, std::string& out,
                               std::vector<Replaced>& replaced) const {
    const std::optional<Found> found = depth < kMaxTermsPerItem ? find_term(text) : std::nullopt;
    if (!found) {
        out.append(text);
        return;
    }
    convert_into(text.substr(0, found->begin), depth + 1, out, replaced);
    out.append(found->entry->word);
    for (const auto& [speed, words] : speeds_) {
        if (speed == found->speed && !words.empty() && found->entry->word.find(" speed") == std::string::npos) {
            out.append(" ").append(words);
        }
    }
    if (found->entry->is_nearest) {
        std::string said(text.substr(found->begin, found->end - found->begin));
        replaced.push_back({std::move(said), found->entry->word});
    }
    // What follows is read for itself: a second move has a word of its own.
    convert_into(text.substr(found->end), depth + 1, out, replaced);
}

std::string CameraWords::convert(std::string_view item, std::vector<Replaced>& replaced) const {
    std::string out;
    convert_into(item, 0, out, replaced);
    return out;
}

}  // namespace shot::prompt
