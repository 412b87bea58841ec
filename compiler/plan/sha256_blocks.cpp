#include "compiler/plan/sha256_blocks.hpp"

#include "compiler/support/assert.hpp"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

#include <array>
#include <utility>

namespace shot::plan {
namespace {

// FIPS 180-4, 4.2.2.
alignas(16) constexpr std::array<std::uint32_t, 64> kRounds = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

#define SHOT_SHA __attribute__((target("sha,sse4.1")))

__m128i* vector_at(void* at) { return static_cast<__m128i*>(at); }
const __m128i* vector_at(const void* at) { return static_cast<const __m128i*>(at); }

/// The state as the instructions want it: words A B E F, and C D G H.
struct State {
    __m128i abef;
    __m128i cdgh;
};

SHOT_SHA State load_state(const std::uint32_t* words) {
    const __m128i badc = _mm_shuffle_epi32(_mm_loadu_si128(vector_at(words)), 0xB1);
    const __m128i hgfe = _mm_shuffle_epi32(_mm_loadu_si128(vector_at(words + 4)), 0x1B);
    return {_mm_alignr_epi8(badc, hgfe, 8), _mm_blend_epi16(hgfe, badc, 0xF0)};
}

SHOT_SHA void store_state(const State& state, std::uint32_t* words) {
    const __m128i feba = _mm_shuffle_epi32(state.abef, 0x1B);
    const __m128i dchg = _mm_shuffle_epi32(state.cdgh, 0xB1);
    _mm_storeu_si128(vector_at(words), _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128(vector_at(words + 4), _mm_alignr_epi8(dchg, feba, 8));
}

/// Four rounds; `words` are four of the message's.
SHOT_SHA void step(State& state, __m128i words, std::size_t round) {
    const __m128i sum = _mm_add_epi32(words, _mm_load_si128(vector_at(&kRounds[round])));
    state.cdgh = _mm_sha256rnds2_epu32(state.cdgh, state.abef, sum);
    state.abef = _mm_sha256rnds2_epu32(state.abef, state.cdgh, _mm_shuffle_epi32(sum, 0x0E));
}

SHOT_SHA void hash_block(State& state, const unsigned char* bytes) {
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    const State before = state;
    __m128i words[4];  // of a type with attributes, which no template takes
    for (std::size_t i = 0; i < 4; ++i) {
        words[i] = _mm_shuffle_epi8(_mm_loadu_si128(vector_at(bytes + 16 * i)), big_endian);
        step(state, words[i], 4 * i);
    }
    for (std::size_t i = 4; i < 16; ++i) {
        const __m128i last = words[(i + 3) % 4];
        const __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(words[i % 4], words[(i + 1) % 4]),
                                          _mm_alignr_epi8(last, words[(i + 2) % 4], 4));
        words[i % 4] = _mm_sha256msg2_epu32(sum, last);
        step(state, words[i % 4], 4 * i);
    }
    state.abef = _mm_add_epi32(state.abef, before.abef);
    state.cdgh = _mm_add_epi32(state.cdgh, before.cdgh);
}

SHOT_SHA void hash_all(std::uint32_t* words, const unsigned char* bytes, std::size_t count) {
    State state = load_state(words);
    for (std::size_t i = 0; i < count; ++i) {
        hash_block(state, bytes + i * kSha256Block);
    }
    store_state(state, words);
}

}  // namespace

bool can_hash_blocks() {
    unsigned a = 0;
    unsigned b = 0;
    unsigned c = 0;
    unsigned d = 0;
    const bool has_sse = __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & bit_SSE4_1) != 0 && (c & bit_SSSE3) != 0;
    constexpr unsigned kSha = 1U << 29U;
    return has_sse && __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & kSha) != 0;
}

void hash_blocks(std::uint32_t* state, const unsigned char* bytes, std::size_t count) { hash_all(state, bytes, count); }

}  // namespace shot::plan

#else

namespace shot::plan {

bool can_hash_blocks() { return false; }
void hash_blocks(std::uint32_t* /*state*/, const unsigned char* /*bytes*/, std::size_t /*count*/) { SHOT_ASSERT(false); }

}  // namespace shot::plan

#endif
