#include "compiler/source/file_failure.hpp"

#include <array>

namespace shot {

std::string too_large_reason(std::uint64_t max_bytes) {
    constexpr std::array kUnits = {" KiB", " MiB", " GiB"};
    std::uint64_t amount = max_bytes;
    const char* unit = amount == 1 ? " byte" : " bytes";
    for (const char* larger : kUnits) {
        if (amount == 0 || amount % 1024 != 0) {
            break;
        }
        amount /= 1024;
        unit = larger;
    }
    return "larger than " + std::to_string(amount) + unit;
}

}  // namespace shot
