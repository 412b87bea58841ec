#include "compiler/support/base64.hpp"

#include <mbedtls/base64.h>

namespace shot {
namespace {

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes_of(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

}  // namespace

std::string encode_base64(std::string_view bytes) {
    std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');  // and the null that is written after it
    std::size_t size = 0;
    mbedtls_base64_encode(bytes_of(out), out.size(), &size, bytes_of(bytes), bytes.size());
    out.resize(size);
    return out;
}

std::optional<std::string> decode_base64(std::string_view text) {
    std::string out(text.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    if (mbedtls_base64_decode(bytes_of(out), out.size(), &size, bytes_of(text), text.size()) != 0) {
        return std::nullopt;
    }
    out.resize(size);
    return out;
}

}  // namespace shot
