#include "compiler/sema/evaluate.hpp"

#include <algorithm>
#include <cstring>

#include "compiler/parse/values.hpp"
#include "compiler/sema/names.hpp"
#include "compiler/source/code_points.hpp"

namespace shot::sema {

using syntax::Text;

namespace {

constexpr std::string_view kSpaces = " \t\r\n";

struct CodePoint {
    char32_t value = 0;
    std::size_t size = 0;
};

/// The text is valid UTF-8: the parser saw to that (values of --set and of tables too).
CodePoint first_code_point(std::string_view text) {
    if (text.empty()) {
        return {};
    }
    const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
    const char32_t lead = byte(0);
    if (lead < 0x80) {
        return {lead, 1};
    }
    if (lead < 0xE0 && text.size() >= 2) {
        return {((lead & 0x1F) << 6) | (byte(1) & 0x3F), 2};
    }
    if (lead < 0xF0 && text.size() >= 3) {
        return {((lead & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F), 3};
    }
    if (text.size() >= 4) {
        return {((lead & 0x07) << 18) | ((byte(1) & 0x3F) << 12) | ((byte(2) & 0x3F) << 6) | (byte(3) & 0x3F), 4};
    }
    return {lead, 1};
}

char32_t last_code_point(std::string_view text) {
    std::size_t begin = text.size();
    while (begin > 0) {
        --begin;
        if ((static_cast<unsigned char>(text[begin]) & 0xC0) != 0x80) {
            break;
        }
    }
    return first_code_point(text.substr(begin)).value;
}

/// Can stand next to a name without being part of the word.
bool is_word_boundary(char32_t c) {
    if (c < 0x80) {
        const bool is_word =
            (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
        return !is_word;
    }
    return is_spaceless(c) || (c >= 0x2000 && c <= 0x206F) || c == 0xA0 || c == 0xAB || c == 0xBB || c == 0xBF ||
           c == 0xA1;
}

/// Two searches by memchr: find_first_of would make one for each character of the text.
bool has_escapes(std::string_view text) {
    return text.find('{') != std::string_view::npos || text.find('\\') != std::string_view::npos;
}

/// Letters that make words with each other: 花 stands in 花火, and not in 花が.
enum class Letters : std::uint8_t { Other, Latin, Han, Hiragana, Katakana, Hangul, Thai, Lao, Myanmar, Khmer };

Letters letters_of(char32_t c) {
    const auto is_in = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
    if (is_in('A', 'Z') || is_in('a', 'z') || is_in(0xC0, 0x24F) || is_in(0xFF21, 0xFF3A) || is_in(0xFF41, 0xFF5A)) {
        return Letters::Latin;
    }
    if (is_in(0x3041, 0x309F)) {
        return Letters::Hiragana;
    }
    if (is_in(0x30A1, 0x30FA) || is_in(0x30FC, 0x30FF) || is_in(0x31F0, 0x31FF) || is_in(0xFF66, 0xFF9F)) {
        return Letters::Katakana;  // `ー` among them, `・` not
    }
    if (is_in(0x3400, 0x4DBF) || is_in(0x4E00, 0x9FFF) || is_in(0xF900, 0xFAFF) || is_in(0x20000, 0x3FFFF) ||
        c == 0x3005 || c == 0x3007) {
        return Letters::Han;
    }
    if (is_in(0x1100, 0x11FF) || is_in(0x3131, 0x318E) || is_in(0xAC00, 0xD7A3)) {
        return Letters::Hangul;
    }
    return is_in(0x0E00, 0x0E7F)   ? Letters::Thai
           : is_in(0x0E80, 0x0EFF) ? Letters::Lao
           : is_in(0x1000, 0x109F) ? Letters::Myanmar
           : is_in(0x1780, 0x17FF) ? Letters::Khmer
                                   : Letters::Other;
}

/// True where the name is a part of a longer word in a script that is written without spaces. Of two letters and more
/// nobody can tell without a dictionary, save in the scripts of foreign words and of abbreviations.
bool is_inside_word(std::string_view before, std::string_view name, std::string_view after) {
    const CodePoint first = first_code_point(name);
    const auto joins = [](char32_t inside, char32_t outside) {
        return letters_of(inside) != Letters::Other && letters_of(inside) == letters_of(outside);
    };
    const bool is_one_letter = first.size == name.size();
    const auto may_be_inside = [&](char32_t c) {
        return is_one_letter || letters_of(c) == Letters::Katakana || letters_of(c) == Letters::Latin;
    };
    const char32_t last = last_code_point(name);
    return (!before.empty() && may_be_inside(first.value) && joins(first.value, last_code_point(before))) ||
           (!after.empty() && may_be_inside(last) && joins(last, first_code_point(after).value));
}

const SpeakerName* find_speaker_at(const Module& module, std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, at);
    if (at > 0 && !is_word_boundary(last_code_point(before))) {
        return nullptr;
    }
    const std::string_view from = text.substr(at);
    return find_speaker_name(module, from, [&](std::string_view rest) {
        const bool is_at_end = rest.empty() || is_word_boundary(first_code_point(rest).value);
        return is_at_end && !is_inside_word(before, from.substr(0, from.size() - rest.size()), rest);
    });
}

std::string_view trim(std::string_view text) {
    const auto begin = text.find_first_not_of(kSpaces);
    return begin == std::string_view::npos ? std::string_view()
                                           : text.substr(begin, text.find_last_not_of(kSpaces) - begin + 1);
}

}  // namespace

void Evaluator::append_chunk(std::string_view text, Span origin) {
    if (!text.empty()) {
        inserted_bytes_ += depth_ > 0 ? text.size() : 0;
        out_.chunks.push_back({text, origin});
    }
}

void Evaluator::end_phrase(Phrase& phrase) {
    auto& chunks = out_.chunks;
    phrase.count = static_cast<std::uint32_t>(chunks.size()) - phrase.first;
    while (phrase.count > 0) {
        std::string_view& text = chunks.back().text;
        const auto last = text.find_last_not_of(kSpaces);
        text = text.substr(0, last == std::string_view::npos ? 0 : last + 1);
        if (!text.empty()) {
            break;
        }
        chunks.pop_back();
        --phrase.count;
    }
    while (phrase.count > 0) {
        std::string_view& text = chunks[phrase.first].text;
        text.remove_prefix(std::min(text.find_first_not_of(kSpaces), text.size()));
        if (!text.empty()) {
            break;
        }
        ++phrase.first;
        --phrase.count;
    }
}

void Evaluator::push_phrase(Phrase phrase) {
    if (phrase.count > 0) {
        out_.phrases.push_back(phrase);
    }
}

void Evaluator::append_literal(std::string_view text, Span origin, const Scope& scope, std::vector<Mention>* mentions,
                               bool names) {
    const Module& module = data_.module(scope.module);
    if (!names || (module.speaker_names.empty() && scope.environment == nullptr)) {
        append_chunk(text, origin);
        return;
    }
    std::size_t from = 0;
    const auto may_begin = [&](char byte) { return module.speaker_first_bytes[static_cast<unsigned char>(byte)]; };
    for (std::size_t at = 0; at < text.size(); ++at) {
        at = static_cast<std::size_t>(std::find_if(text.begin() + at, text.end(), may_begin) - text.begin());
        if (at == text.size()) {
            break;
        }
        const SpeakerName* name = find_speaker_at(module, text, at);
        if (name == nullptr) {
            continue;
        }
        const auto offset = [&](std::size_t i) { return origin.begin + static_cast<std::uint32_t>(i); };
        const Span mention{origin.file, offset(at), offset(at + name->text.size())};
        if (!may_insert(name->text, mention)) {
            break;
        }
        append_chunk(text.substr(from, at - from), {origin.file, offset(from), offset(at)});
        append_inserted(display_name(data_, name->symbol), mention);
        if (mentions != nullptr) {
            mentions->push_back({name->symbol, mention});
        }
        at += name->text.size() - 1;
        from = at + 1;
    }
    append_chunk(text.substr(from), {origin.file, origin.begin + static_cast<std::uint32_t>(from), origin.end});
}

void Evaluator::append_range(Range range, const Scope& scope, std::vector<Mention>* mentions, bool names) {
    const Module& module = data_.module(scope.module);
    const std::string_view text = module.slice(range);
    if (!has_escapes(text)) {
        append_literal(text, module.span(range), scope, mentions, names);
        return;
    }
    std::vector<parse::Segment> segments;
    parse::split_segments(text, segments);
    for (const parse::Segment& segment : segments) {
        const Range absolute{range.begin + segment.range.begin, range.begin + segment.range.end};
        if (segment.is_name) {
            insert_name(text.substr(segment.name.begin, segment.name.size()),
                        module.span({range.begin + segment.name.begin, range.begin + segment.name.end}), scope,
                        mentions);
        } else {
            append_literal(module.slice(absolute), module.span(absolute), scope, mentions, names);
        }
    }
}

void Evaluator::append_pieces(const Text& text, const Scope& scope, std::vector<Mention>* mentions, bool names) {
    const Module& module = data_.module(scope.module);
    const auto pieces = module.tree.pieces_of(text);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const Range piece = pieces[i];
        if (i > 0) {
            const Range before = pieces[i - 1];
            if (!joins_without_space(module.slice(before), module.slice(piece))) {
                append_chunk(" ", module.span({piece.begin, piece.begin}));
            }
        }
        append_range(piece, scope, mentions, names);
    }
}

Phrase Evaluator::evaluate_prose(const Text& text, const Scope& scope, std::vector<Mention>* mentions) {
    Phrase phrase = begin_phrase();
    append_pieces(text, scope, mentions, true);
    end_phrase(phrase);
    return phrase;
}

Phrase Evaluator::evaluate_range(Range range, const Scope& scope, bool names_speakers) {
    Phrase phrase = begin_phrase();
    append_range(range, scope, nullptr, names_speakers);
    end_phrase(phrase);
    return phrase;
}

Phrase Evaluator::evaluate_spoken_lines(const Text& text, const Scope& scope) {
    const Module& module = data_.module(scope.module);
    const auto pieces = module.tree.pieces_of(text);
    std::string joined;
    std::vector<std::uint32_t> begins;  // of each piece in the joined text
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        joined += i > 0 ? " " : "";
        begins.push_back(static_cast<std::uint32_t>(joined.size()));
        joined += module.slice(pieces[i]);
    }
    const Range words = parse::find_quoted_line(joined).words;
    Phrase phrase = begin_phrase();
    std::string_view before;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const Range piece = pieces[i];
        const std::uint32_t begin = std::max(words.begin, begins[i]);
        const std::uint32_t end = std::min(words.end, begins[i] + piece.size());
        if (begin >= end) {
            continue;
        }
        const Range part{piece.begin + begin - begins[i], piece.begin + end - begins[i]};
        if (!before.empty() && !joins_without_space(before, module.slice(part))) {
            append_chunk(" ", module.span({part.begin, part.begin}));
        }
        append_range(part, scope, nullptr, false);
        before = module.slice(part);
    }
    end_phrase(phrase);
    return phrase;
}

void Evaluator::evaluate_lines(const Text& text, const Scope& scope) {
    const Module& module = data_.module(scope.module);
    for (const Range& piece : module.tree.pieces_of(text)) {
        push_phrase(evaluate_range(piece, scope, true));
    }
}

void Evaluator::evaluate_list(const Text& text, const Scope& scope, FieldKind kind) {
    const Module& module = data_.module(scope.module);
    const auto pieces = module.tree.pieces_of(text);
    if (pieces.size() == 1 || module.tree.is_block(text)) {
        for (const Range& piece : pieces) {
            for (const Range& item : parse::split_list(module.slice(piece))) {
                const Range range{piece.begin + item.begin, piece.begin + item.end};
                append_item(module.slice(range), range, scope, kind);
            }
        }
        return;
    }
    // An item may go on over a line's end: split the joined text, then find each item's parts in the lines again.
    std::string joined;
    std::vector<std::uint32_t> begins;  // of each piece in the joined text
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        joined += i > 0 ? " " : "";
        begins.push_back(static_cast<std::uint32_t>(joined.size()));
        joined += module.slice(pieces[i]);
    }
    for (const Range& item : parse::split_list(joined)) {
        Phrase phrase = begin_phrase();
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const Range piece = pieces[i];
            const std::uint32_t begin = std::max(item.begin, begins[i]);
            const std::uint32_t end = std::min(item.end, begins[i] + piece.size());
            if (begin >= end) {
                continue;
            }
            const Range part{piece.begin + begin - begins[i], piece.begin + end - begins[i]};
            if (begin == item.begin && end == item.end) {
                append_item(module.slice(part), part, scope, kind);
                continue;
            }
            if (begin != item.begin) {
                append_chunk(" ", module.span({part.begin, part.begin}));
            }
            append_range(part, scope, nullptr, true);
        }
        if (!out_.phrases.empty() && out_.phrases.back().first >= phrase.first) {
            continue;  // the item stood in one line and is there already
        }
        end_phrase(phrase);
        push_phrase(phrase);
    }
}

void Evaluator::append_item(std::string_view item, Range range, const Scope& scope, FieldKind kind) {
    const Module& module = data_.module(scope.module);
    if (parse::is_dotted_name(item) && append_named_item(item, module.span(range), scope, kind)) {
        return;
    }
    if (kind == FieldKind::Palette) {
        append_anchor(item, range, scope);
    } else {
        push_phrase(evaluate_range(range, scope, true));
    }
}

/// `walnut #5C4033`: the hex value is no text of the prompt, and stays as the place where a board finds it.
void Evaluator::append_anchor(std::string_view item, Range range, const Scope& scope) {
    const Module& module = data_.module(scope.module);
    const Range hex = parse::find_hex_colour(item);
    if (hex.is_empty() ? report_bad_hex(item, module.span(range)) : report_bare_hex(item, hex, module.span(range))) {
        return;
    }
    Phrase phrase = evaluate_range({range.begin, hex.is_empty() ? range.end : range.begin + hex.begin}, scope, true);
    if (!hex.is_empty() && phrase.count > 0) {
        out_.chunks.push_back({{}, module.span({range.begin + hex.begin, range.begin + hex.end})});
        ++phrase.count;
    }
    push_phrase(phrase);
}

/// `#FF0000` alone: the model reads words, and the hex value is for people.
bool Evaluator::report_bare_hex(std::string_view item, Range hex, Span span) {
    if (hex.begin > 0) {
        return false;
    }
    if (auto report = sink_.report(diag::ColourWithoutName, span, item)) {
        const std::string better = fmt::format("{} {}", nearest_colour_name(item), item);
        report.fix(fmt::format("write `{}`", better), span, better);
    }
    return true;
}

/// `walnut #GG0000`, `walnut #12345`.
bool Evaluator::report_bad_hex(std::string_view item, Span span) {
    const std::size_t at = item.rfind('#');
    const bool stands_alone = at != std::string_view::npos && (at == 0 || item[at - 1] == ' ');
    if (at != std::string_view::npos && !stands_alone && !parse::find_hex_colour(item.substr(at)).is_empty()) {
        const Span place{span.file, span.begin + static_cast<std::uint32_t>(at), span.begin + static_cast<std::uint32_t>(at)};
        sink_.report(diag::BadValue, span, item, "colour: its hex value stands after a blank").fix("write a blank", place, " ", true);
        return true;
    }
    if (!stands_alone || item.find_first_of(" \t", at) != std::string_view::npos) {
        return false;
    }
    sink_.report(diag::BadValue, {span.file, span.begin + static_cast<std::uint32_t>(at), span.end}, item.substr(at),
                 "hex value of a colour")
        .note("a hex value is `#` and six digits 0–9 and A–F, or three");
    return true;
}

/// True when the item was a name, expanded or reported.
bool Evaluator::append_named_item(std::string_view item, Span span, const Scope& scope, FieldKind kind) {
    const Symbol symbol = find_symbol(data_, scope, item);
    if (!symbol) {
        if (item.find('.') == std::string_view::npos) {
            const bool is_palette = kind == FieldKind::Palette || kind == FieldKind::Grade;
            const bool is_sound = kind == FieldKind::Sound || kind == FieldKind::Sfx || kind == FieldKind::Music;
            const SymbolKind fitting = is_palette ? SymbolKind::Palette : is_sound ? SymbolKind::Sound : SymbolKind::Let;
            return report_near_name(data_, scope, item, span, kind_bit(SymbolKind::Let) | kind_bit(fitting),
                                    kind_name(fitting), sink_);
        }
        const Kinds kinds = kind_bit(SymbolKind::Let) | kind_bit(SymbolKind::Palette) | kind_bit(SymbolKind::Sound);
        report_unknown_name(data_, scope, item, span, kinds, "constant, palette or sound bed", sink_);
        return true;
    }
    const SymbolKind kind_found = symbol.kind;
    if (kind_found == SymbolKind::Shot || kind_found == SymbolKind::Sequence) {
        return false;  // their names stand in headers and sequences only: here the word is a word
    }
    if (kind_found == SymbolKind::Parameter) {
        Phrase phrase = begin_phrase();
        insert_name(item, span, scope, nullptr);
        end_phrase(phrase);
        push_phrase(phrase);
        return true;
    }
    const bool fits = kind_found == SymbolKind::Let ||
                      (kind_found == SymbolKind::Palette && (kind == FieldKind::Palette || kind == FieldKind::Grade)) ||
                      (kind_found == SymbolKind::Sound &&
                       (kind == FieldKind::Sound || kind == FieldKind::Sfx || kind == FieldKind::Music));
    if (!fits) {
        const std::string_view wanted = kind == FieldKind::Palette ? "palette"
                                        : kind == FieldKind::Sound ? "sound bed"
                                                                   : "constant";
        sink_.report(diag::WrongKind, span, item, kind_name(kind_found), wanted)
            .label(data_.name_span(symbol), "declared here");
        return true;
    }
    append_items_of(symbol, kind);
    return true;
}

/// False where the kept text would count over a limit: it is evaluated again, which reports that where it happens.
bool Evaluator::append_kept(const SharedTexts::Result& kept) {
    if (insertions_ + kept.insertions >= kMaxInsertions || inserted_bytes_ + kept.inserted_bytes >= kMaxInsertedBytes) {
        return false;
    }
    insertions_ += kept.insertions;
    inserted_bytes_ += kept.inserted_bytes;
    const auto first = static_cast<std::uint32_t>(out_.chunks.size());
    out_.chunks.insert(out_.chunks.end(), kept.chunks.begin(), kept.chunks.end());
    for (const Phrase& phrase : kept.phrases) {
        out_.phrases.push_back({first + phrase.first, phrase.count});
    }
    return true;
}

/// Does what `append` does, or repeats what it did for an earlier shot. What depends on parameters, inserts into another
/// text or has something to report is done each time.
template <class Append>
void Evaluator::append_shared(const Text& text, const Scope& scope, FieldKind kind, Append append) {
    if (scope.environment != nullptr || depth_ > 0 || forgives_names_) {
        append();
        return;
    }
    if (const SharedTexts::Result* kept = shared_.find(text, kind); kept != nullptr && append_kept(*kept)) {
        return;
    }
    const std::size_t first_phrase = out_.phrases.size();
    const std::size_t first_chunk = out_.chunks.size();
    const std::size_t reports = sink_.report_count();
    SharedTexts::Result result;
    result.insertions = insertions_;
    result.inserted_bytes = inserted_bytes_;
    append();
    if (sink_.report_count() != reports || is_too_deep_) {
        return;
    }
    result.insertions = insertions_ - result.insertions;
    result.inserted_bytes = inserted_bytes_ - result.inserted_bytes;
    result.chunks.assign(out_.chunks.begin() + static_cast<std::ptrdiff_t>(first_chunk), out_.chunks.end());
    for (std::size_t i = first_phrase; i < out_.phrases.size(); ++i) {
        const Phrase phrase = out_.phrases[i];
        result.phrases.push_back({phrase.first - static_cast<std::uint32_t>(first_chunk), phrase.count});
    }
    shared_.keep(text, kind, std::move(result));
}

void Evaluator::append_value(const Text& text, const Scope& scope, FieldKind kind, std::vector<Mention>* mentions) {
    switch (syntax::field_info(kind).type) {
        case syntax::FieldType::Prose:
        case syntax::FieldType::Scene:
            push_phrase(evaluate_prose(text, scope, mentions));
            break;
        case syntax::FieldType::Text:
            evaluate_lines(text, scope);
            break;
        default:
            evaluate_list(text, scope, kind);
            break;
    }
}

void Evaluator::evaluate_value(const Text& text, const Scope& scope, FieldKind kind, bool is_shared,
                               std::vector<Mention>* mentions) {
    // Whom a text mentions is asked of subjects only, and those are a shot's own.
    if (is_shared && mentions == nullptr) {
        append_shared(text, scope, kind, [&] { append_value(text, scope, kind, nullptr); });
    } else {
        append_value(text, scope, kind, mentions);
    }
}

void Evaluator::append_items_of(const Symbol& symbol, FieldKind kind) {
    const Text& lead = data_.header(symbol).lead;
    const Scope scope{symbol.module, nullptr};
    append_shared(lead, scope, kind, [&] {
        if (!may_insert(data_.name_of(symbol), data_.name_span(symbol))) {
            return;
        }
        ++depth_;
        if (symbol.kind == SymbolKind::Let) {
            Phrase phrase = begin_phrase();
            insert_let(symbol);
            end_phrase(phrase);
            push_phrase(phrase);
        } else {
            evaluate_list(lead, scope, kind);
        }
        --depth_;
    });
}

std::string_view Evaluator::text_of(Phrase phrase) {
    const auto chunks = out_.of(phrase);
    if (chunks.size() == 1) {
        return chunks.front().text;
    }
    std::string text;
    for (const Chunk& chunk : chunks) {
        text += chunk.text;
    }
    return out_.arena.copy(text);
}

std::string_view Evaluator::evaluate_text(Range range, const Scope& scope) {
    const std::string_view text = data_.module(scope.module).slice(range);
    if (!has_escapes(text)) {
        return trim(text);
    }
    const std::size_t first_chunk = out_.chunks.size();
    Phrase phrase = begin_phrase();
    append_range(range, scope, nullptr, false);
    end_phrase(phrase);
    const std::string_view result = text_of(phrase);
    out_.chunks.resize(first_chunk);
    return result;
}

std::string_view Evaluator::evaluate_joined(const Text& text, const Scope& scope) {
    if (const Range piece = data_.module(scope.module).single_piece(text); !piece.is_empty()) {
        return evaluate_text(piece, scope);
    }
    const std::size_t first_chunk = out_.chunks.size();
    Phrase phrase = begin_phrase();
    append_pieces(text, scope, nullptr, false);
    end_phrase(phrase);
    const std::string_view result = text_of(phrase);
    out_.chunks.resize(first_chunk);
    return result;
}

}  // namespace shot::sema
