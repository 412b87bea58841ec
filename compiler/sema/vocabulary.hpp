// The words of the camera: framings, angles, moves, with speeds and directions and their synonyms. Data:
// stdlib/vocabulary/camera.json. And the names of colours: stdlib/vocabulary/colours.json.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/result.hpp"

namespace shot::sema {

enum class TermKind : std::uint8_t {
    Framing,    // `medium close-up`, `wide`
    Angle,      // `low angle`, `eye level`
    Move,       // `dolly`, `push-in`, `orbit`, `static`; may carry a direction and a speed
    Manner,     // `handheld`: how any move, or none, is done
    Optics,     // `macro`, `prime`, `shallow depth of field`: belongs to the lens
    Transition, // `cut`, `continuous`
};

/// What an item holds of the vocabulary. Canonical names are those of the data file.
struct Terms {
    std::string_view framing;
    std::string_view angle;
    std::string_view move;       // `dolly`
    std::string_view direction;  // `left`, of the move
    std::string_view speed;      // `slow`, of the move
    std::string_view manner;
    std::string_view optics;
    std::string_view transition;
    bool is_move_static = false;  // the move is no movement (`static`, `locked off`)
    std::uint8_t move_count = 0;  // moves that are movement: `dolly left and tilt up` has two; `move` is the first
    bool holds_term = false;      // an everyday word among others (`wide open window`) may be one and count for nothing
    bool is_term_only = false;    // nothing else stands in the item: only then can it contradict another
    std::uint8_t index_count = 0;
    std::array<std::uint16_t, 6> indices{};  // of the terms in the vocabulary, for contradiction()
    [[nodiscard]] bool is_empty() const {
        return framing.empty() && angle.empty() && move.empty() && manner.empty() && optics.empty() && transition.empty();
    }
};

class Vocabulary {
public:
    struct Data;

    /// Reads the data file; a failure names the key that is wrong.
    static Result<Vocabulary> parse(std::string_view json);

    Vocabulary(Vocabulary&&) noexcept;
    Vocabulary& operator=(Vocabulary&&) noexcept;
    ~Vocabulary();

    /// Finds terms anywhere in the item, longest first, whole words, any case; hyphen and blank are one
    /// (`close up`, `close-up`, `closeup` where the data says so).
    [[nodiscard]] Terms read(std::string_view item) const;
    /// Why two items that are terms only cannot both hold (`a camera cannot rest and travel at once`), or empty.
    [[nodiscard]] std::string_view contradiction(const Terms& a, const Terms& b) const;
    /// Every word form, for 'did you mean'.
    [[nodiscard]] std::vector<std::string_view> words() const;

private:
    Vocabulary();
    std::unique_ptr<Data> data_;
};

/// The name of the colour that is nearest to `#5C4033` or `#fff`. Reads the data file, for a message.
std::string nearest_colour_name(std::string_view hex);

/// Hex values of named colours (`walnut brown` -> `#5c4033`).
class Colours {
public:
    static Result<Colours> parse(std::string_view json);
    /// The hex value of a colour by its name, or of its last words (`deep teal` -> teal), also before a word such as
    /// `accents`; nothing where unknown.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;

private:
    std::vector<std::pair<std::string, std::string>> by_name_;  // sorted; `olivegreen`, `#6b8e23`
    std::vector<std::string> tails_;                            // words after a colour: `accents`, `glow`; sorted
};

}  // namespace shot::sema
