#include "compiler/diagnostics/diagnostic.hpp"

#include <fmt/format.h>

namespace shot::diagnostics {

std::string_view level_name(Level level) {
    switch (level) {
        case Level::Error:
            return "error";
        case Level::Warning:
            return "warning";
        case Level::Note:
            break;
    }
    return "note";
}

std::string code_text(std::uint16_t code) {
    return fmt::format("SHOT{:04}", code);
}

}  // namespace shot::diagnostics
