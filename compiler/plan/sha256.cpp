#include "compiler/plan/sha256.hpp"

#include <array>

#include <mbedtls/sha256.h>

#include "compiler/plan/sha256_blocks.hpp"
#include "compiler/support/assert.hpp"

namespace shot::plan {
namespace {

class Sha256 {
public:
    Sha256() {
        mbedtls_sha256_init(&context_);
        check(mbedtls_sha256_starts_ret(&context_, 0));
    }
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    ~Sha256() { mbedtls_sha256_free(&context_); }

    void add(std::string_view bytes) {
        // What has been added so far is whole blocks: the library holds no rest of one, and its state is all there is.
        if (bytes.size() >= kSha256Block && context_.total[0] % kSha256Block == 0 && can_hash_blocks()) {
            const std::size_t count = bytes.size() / kSha256Block;
            hash_blocks(context_.state, reinterpret_cast<const unsigned char*>(bytes.data()), count);
            const std::uint64_t total = ((std::uint64_t{context_.total[1]} << 32U) | context_.total[0]) + count * kSha256Block;
            context_.total[0] = static_cast<std::uint32_t>(total);
            context_.total[1] = static_cast<std::uint32_t>(total >> 32U);
            bytes.remove_prefix(count * kSha256Block);
        }
        check(mbedtls_sha256_update_ret(&context_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
    }

    std::string finish() {
        constexpr std::string_view kHex = "0123456789abcdef";
        std::array<unsigned char, 32> digest{};
        check(mbedtls_sha256_finish_ret(&context_, digest.data()));
        std::string text;
        text.reserve(2 * digest.size());
        for (const unsigned char byte : digest) {
            text += kHex[byte >> 4U];
            text += kHex[byte & 15U];
        }
        return text;
    }

private:
    static void check(int error) { SHOT_ASSERT(error == 0); }  // only hardware engines can fail

    mbedtls_sha256_context context_{};
};

}  // namespace

std::string sha256_of(std::string_view text) {
    Sha256 hash;
    hash.add(text);
    return hash.finish();
}

Result<FileHash> sha256_of_file(const FileSystem& files, const std::string& path) {
    constexpr std::uint64_t kPiece = 1U << 20;
    const FileInfo info = files.info(path);
    if (info.kind != FileInfo::Kind::File) {
        return tl::unexpected(Failure{"read", path, "it is no ordinary file"});
    }
    Sha256 hash;
    std::uint64_t offset = 0;
    while (offset < info.size) {  // what grows while it is read ends at the size that it had
        const std::uint64_t wanted = info.size - offset < kPiece ? info.size - offset : kPiece;
        const auto piece = files.read_range(path, offset, wanted);
        if (!piece) {
            return tl::unexpected(piece.error());
        }
        if (piece->empty()) {
            return tl::unexpected(Failure{"read", path, "it became shorter while it was read"});
        }
        hash.add(*piece);
        offset += piece->size();
    }
    return FileHash{hash.finish(), offset};
}

}  // namespace shot::plan
