#include "compiler/sema/near_names.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "compiler/sema/names.hpp"
#include "compiler/support/edit_distance.hpp"
#include "compiler/syntax/fields.hpp"

namespace shot::sema {

using syntax::FieldType;
using syntax::NodeKind;

namespace {

/// Shorter words are near to too many others.
constexpr std::size_t kShortestWord = 5;

bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// What a capitalised word, or braces, may begin with: most of a text is passed over by this alone.
constexpr std::array<bool, 256> kMayBeginWord = [] {
    std::array<bool, 256> bytes{};
    for (std::size_t byte = 0; byte < bytes.size(); ++byte) {
        bytes[byte] = (byte >= 'A' && byte <= 'Z') || byte == '{' || (byte >= 0xC3 && byte <= 0xD6);
    }
    return bytes;
}();

/// Bytes of the letter at `at`, of an alphabet with capitals (Latin, Greek, Cyrillic, Armenian); 0: it is none.
std::size_t letter_size(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
        return is_ascii_letter(text[at]) ? 1 : 0;
    }
    const bool is_letter = (lead >= 0xC3 && lead <= 0xC9) || (lead >= 0xCD && lead <= 0xD6);
    return is_letter && at + 1 < text.size() ? 2 : 0;
}

bool is_word(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = letter_size(text, at);
        if (size == 0) {
            return false;
        }
        at += size;
    }
    return true;
}

/// The names of one module's speakers, found by any word that is one slip away: of two such words, both or one without
/// one of its letters are the same.
class NearNames {
public:
    explicit NearNames(const Module& module) : module_(module) {}

    /// The name that the word is a slip for, or empty.
    std::string_view find(std::string_view word) {
        const auto [known, is_new] = found_.emplace(word, std::string_view());
        if (is_new) {
            known->second = search(word);
        }
        return known->second;
    }

private:
    std::string_view search(std::string_view word) {
        decode_all(word, points_);
        if (points_.size() < kShortestWord || module_.names.contains(word) || is_speaker(word)) {
            return {};
        }
        if (names_.empty()) {
            fill();
        }
        std::string_view nearest;
        each_shorter(points_, [&](const std::u32string& shorter) {
            const auto [first, last] = names_.equal_range(shorter);
            for (auto name = first; name != last; ++name) {
                if (is_slip(word, name->second) && (nearest.empty() || name->second < nearest)) {
                    nearest = name->second;
                }
            }
        });
        return nearest;
    }

    void fill() {
        std::u32string points;
        for (const SpeakerName& name : module_.speaker_names) {
            if (is_word(name.text) && begins_with_capital(name.text)) {
                decode_all(name.text, points);
                each_shorter(points, [&](const std::u32string& shorter) { names_.emplace(shorter, name.text); });
            }
        }
    }

    [[nodiscard]] bool is_speaker(std::string_view word) const {
        const auto& names = module_.speaker_names;
        const auto found =
            std::lower_bound(names.begin(), names.end(), word,
                             [](const SpeakerName& name, std::string_view wanted) { return name.text < wanted; });
        return found != names.end() && found->text == word;
    }

    bool is_slip(std::string_view word, std::string_view name) {
        const bool is_plural = word.starts_with(name) && (word.substr(name.size()) == "s" || word.substr(name.size()) == "es");
        decode_all(name, other_);
        return !is_plural && aligner_.distance(points_, other_, kEdit) <= kEdit;
    }

    /// The text, and what is left of it without each of its letters in turn.
    template <class Take>
    static void each_shorter(const std::u32string& points, Take take) {
        take(points);
        for (std::size_t i = 0; i < points.size(); ++i) {
            std::u32string shorter = points;
            shorter.erase(i, 1);
            take(shorter);
        }
    }

    struct Hash {
        std::size_t operator()(const std::u32string& text) const { return std::hash<std::u32string>()(text); }
    };

    const Module& module_;
    std::unordered_map<std::string_view, std::string_view> found_;  // words that were looked at: the same come again
    std::unordered_multimap<std::u32string, std::string_view, Hash> names_;
    std::u32string points_;
    std::u32string other_;
    Aligner aligner_;
};

class Checker {
public:
    Checker(const Module& module, diagnostics::Sink& sink) : module_(module), sink_(sink), names_(module) {}

    void check() {
        const syntax::Tree& tree = module_.tree;
        for (const syntax::Node& node : tree.nodes) {
            switch (node.kind) {
                case NodeKind::Let:
                case NodeKind::Scene:
                case NodeKind::Speaker:
                case NodeKind::Style:
                case NodeKind::Shot:
                    check_text(tree.headers[node.data].lead);
                    break;
                case NodeKind::Field: {
                    const syntax::Field& field = tree.fields[node.data];
                    const FieldType type = syntax::field_info(field.kind).type;
                    const bool is_prose = type == FieldType::Prose || type == FieldType::List || type == FieldType::Scene;
                    if (is_prose && !is_lone_subject(field)) {
                        check_text(field.value);
                    }
                    break;
                }
                case NodeKind::Action:
                    check_text(tree.actions[node.data].text);
                    break;
                case NodeKind::Beat:
                    check_text(tree.beats[node.data].lead);
                    break;
                default:
                    break;
            }
        }
    }

private:
    /// `subject: Fishermann`: a name as the whole value, which is an error when the shot is resolved.
    [[nodiscard]] bool is_lone_subject(const syntax::Field& field) const {
        return field.kind == syntax::FieldKind::Subject && is_word(module_.slice(module_.single_piece(field.value)));
    }

    void check_text(const syntax::Text& text) {
        for (const Range& piece : module_.tree.pieces_of(text)) {
            check_piece(piece);
        }
    }

    void check_piece(Range piece) {
        const std::string_view text = module_.slice(piece);
        for (std::size_t at = 0; at < text.size();) {
            if (!kMayBeginWord[static_cast<unsigned char>(text[at])]) {
                ++at;
                continue;
            }
            if (text[at] == '{') {
                const std::size_t end = text.find('}', at);
                at = end == std::string_view::npos ? at + 1 : end + 1;  // a name that stands in braces is looked up
                continue;
            }
            const std::size_t begin = at;
            at += std::max<std::size_t>(letter_size(text, at), 1);
            while (at < text.size() && letter_size(text, at) > 0) {
                at += letter_size(text, at);
            }
            if (at - begin >= kShortestWord && begins_with_capital(text.substr(begin)) && !is_part(text, begin, at)) {
                check_word(text.substr(begin, at - begin), piece.begin + static_cast<std::uint32_t>(begin));
            }
        }
    }

    /// Of `Mary-Anne`, `film.Kodak` or `Apollo11`.
    static bool is_part(std::string_view text, std::size_t begin, std::size_t end) {
        const auto joins = [](char c) { return c == '-' || c == '_' || (c >= '0' && c <= '9'); };
        const bool after = end < text.size() && (joins(text[end]) || (text[end] == '.' && end + 1 < text.size() &&
                                                                       is_ascii_letter(text[end + 1])));
        const bool before = begin > 0 && (joins(text[begin - 1]) || text[begin - 1] == '.' || is_ascii_letter(text[begin - 1]));
        return after || before;
    }

    void check_word(std::string_view word, std::uint32_t begin) {
        const std::string_view name = names_.find(word);
        if (name.empty()) {
            return;
        }
        const Span span = module_.span({begin, begin + static_cast<std::uint32_t>(word.size())});
        sink_.report(diag::NearSpeakerName, span, word, name).fix(fmt::format("write `{}`", name), span, name);
    }

    const Module& module_;
    diagnostics::Sink& sink_;
    NearNames names_;
};

}  // namespace

void check_near_names(const Script::Data& data, diagnostics::Sink& sink) {
    for (const auto& owned : data.modules) {
        const Module& module = *owned;
        if (!module.is_embedded && !module.speaker_names.empty()) {
            Checker(module, sink).check();
        }
    }
}

}  // namespace shot::sema
