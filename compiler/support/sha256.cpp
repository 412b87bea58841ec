#include "compiler/support/sha256.hpp"

#include <array>

#include <mbedtls/sha256.h>

#include "compiler/support/assert.hpp"

namespace shot {
namespace {

void check(int error) {
    SHOT_ASSERT(error == 0);  // only hardware engines can fail
}

}  // namespace

struct Sha256::Context {
    mbedtls_sha256_context state{};
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {
    mbedtls_sha256_init(&context_->state);
    check(mbedtls_sha256_starts_ret(&context_->state, 0));
}

Sha256::~Sha256() {
    mbedtls_sha256_free(&context_->state);
}

void Sha256::add(std::string_view bytes) {
    check(mbedtls_sha256_update_ret(&context_->state, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
}

std::string Sha256::finish() {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::array<unsigned char, 32> digest{};
    check(mbedtls_sha256_finish_ret(&context_->state, digest.data()));
    std::string text;
    text.reserve(2 * digest.size());
    for (const unsigned char byte : digest) {
        text += kHex[byte >> 4U];
        text += kHex[byte & 15U];
    }
    return text;
}

std::string sha256_of(std::string_view text) {
    Sha256 hash;
    hash.add(text);
    return hash.finish();
}

}  // namespace shot
