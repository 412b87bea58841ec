#include "compiler/plan/hash_file.hpp"

#include "compiler/support/sha256.hpp"

namespace shot::plan {

Result<FileHash> hash_file(const FileSystem& files, const std::string& path) {
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
