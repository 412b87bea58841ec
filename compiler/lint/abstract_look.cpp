// abstract-look: praise in place of a look. A medium, a stock, a lens or a light anywhere in the shot excuses it.
#include "compiler/lint/text_lints.hpp"

namespace shot::lint {

void find_abstract_look(const Text& text, Findings& out) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t count = text[i].is_quoted ? 0 : text.match(i, Words::AbstractLook);
        // `cinematic lighting` is said by brightness-not-source, `visually stunning` once.
        if (count == 0 || text.is(i, Words::Brightness)) {
            continue;
        }
        out.push_back({Lint::AbstractLook, i, i + count});
        return;  // said once a text
    }
}

}  // namespace shot::lint
