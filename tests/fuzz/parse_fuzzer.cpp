// Any bytes as a script's text: parsing ends, and the tree is sound and can be printed.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/support/compile_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    std::string printed;
    const std::string broken = shot::tests::verify_text("fuzz.shot", text, &printed);
    if (!broken.empty()) {
        std::fprintf(stderr, "%s", broken.c_str());
        std::abort();
    }
    return 0;
}
