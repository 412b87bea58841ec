#include "runtime/files/read_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "compiler/support/sha256.hpp"

namespace shot::files {
namespace {

tl::unexpected<Failure> fail(const std::string& path, std::string reason) {
    return tl::unexpected(Failure{"read", path, std::move(reason)});
}

/// Closed when it goes.
struct Descriptor {
    int number;
    explicit Descriptor(const std::string& path) : number(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number >= 0) {
            ::close(number);
        }
    }
};

}  // namespace

Result<void> read_pieces(const std::string& path, const std::function<void(std::string_view)>& use) {
    constexpr std::size_t kPiece = 1U << 20;
    const Descriptor file(path);
    struct stat info {};
    if (file.number < 0 || ::fstat(file.number, &info) != 0) {
        return fail(path, std::strerror(errno));
    }
    if (!S_ISREG(info.st_mode)) {
        return fail(path, "it is no ordinary file");
    }
    std::string piece(kPiece, '\0');
    for (;;) {
        const ssize_t count = ::read(file.number, piece.data(), piece.size());
        if (count == 0) {
            return {};
        }
        if (count < 0 && errno != EINTR) {
            return fail(path, std::strerror(errno));
        }
        if (count > 0) {
            use(std::string_view(piece).substr(0, static_cast<std::size_t>(count)));
        }
    }
}

Result<std::string> read_file(const std::string& path, std::uint64_t max_bytes) {
    struct stat info {};
    if (::stat(path.c_str(), &info) == 0 && static_cast<std::uint64_t>(info.st_size) > max_bytes) {
        return fail(path, fmt::format("it is larger than {} MiB", max_bytes >> 20U));
    }
    std::string text;
    auto read = read_pieces(path, [&text, max_bytes](std::string_view piece) {
        text += text.size() <= max_bytes ? piece : std::string_view();  // it may grow meanwhile
    });
    return read ? Result<std::string>(std::move(text)) : tl::unexpected(read.error());
}

Result<FileSum> sum_file(const std::string& path) {
    Sha256 hash;
    FileSum sum;
    auto read = read_pieces(path, [&](std::string_view piece) {
        hash.add(piece);
        sum.bytes += piece.size();
    });
    if (!read) {
        return tl::unexpected(read.error());
    }
    sum.sha256 = hash.finish();
    return sum;
}

}  // namespace shot::files
