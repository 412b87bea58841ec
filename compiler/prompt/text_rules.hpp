// How a director's sentence begins and ends, in any script: capitals, full stops, stray commas. Text in, decisions out;
// nothing here knows of shots or maps.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace shot::prompt {

/// Bytes [offset, offset + old_size) become the first `size` of `bytes`.
struct Capital {
    std::size_t offset = 0;
    std::size_t old_size = 0;
    std::array<char, 4> bytes{};
    std::size_t size = 0;

    [[nodiscard]] std::string_view text() const { return {bytes.data(), size}; }
};

/// The capital that a sentence wants: where its first word is all small letters (`rain`, not `iPhone`, `x264`, `35mm`,
/// `f/1.8`, `adidas.com`, or a quotation, which stands as it was said). Opening brackets before it are passed over.
std::optional<Capital> find_capital(std::string_view sentence);

/// Whether it ends like a sentence: . ! ? … and their kin in other scripts, inside closing quotes and brackets too.
bool has_sentence_end(std::string_view text);

/// `.`, or `。` after a letter of Chinese or Japanese.
std::string_view full_stop_after(std::string_view text);

/// False for a last byte with which size_without_tail() has nothing to do; that is nearly every one.
inline bool may_be_tail(char last) {
    return last == ',' || last == ';' || last == ':' || last == ' ' || last == '.' ||
           static_cast<unsigned char>(last) >= 0x80U;
}

/// Its size without the commas, semicolons, colons and blanks at its end; with `drop_stop` without a full stop, too
/// (`...` is none).
std::size_t size_without_tail(std::string_view text, bool drop_stop);

/// Whether a blank belongs between two sentences: not between two of Chinese or Japanese.
bool wants_blank_between(std::string_view before, std::string_view after);

/// Whether `text` begins with `word`, and no letter or digit follows it.
bool begins_with_word(std::string_view text, std::string_view word);

/// Whether `word`, in small letters of ASCII, stands in `text` in any case.
bool has_word(std::string_view text, std::string_view word);

}  // namespace shot::prompt
