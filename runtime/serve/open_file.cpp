#include "runtime/serve/open_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace shot::serve {

Result<std::shared_ptr<OpenFile>> OpenFile::open(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return tl::unexpected(Failure{"read", path, std::strerror(errno)});
    }
    struct stat facts {};
    if (::fstat(descriptor, &facts) != 0) {
        const int error = errno;
        ::close(descriptor);
        return tl::unexpected(Failure{"read", path, std::strerror(error)});
    }
    return std::make_shared<OpenFile>(descriptor, static_cast<std::uint64_t>(facts.st_size));
}

OpenFile::~OpenFile() { ::close(descriptor_); }

std::string OpenFile::read(std::uint64_t offset, std::size_t count) const {
    std::string bytes(count, '\0');
    ssize_t size = -1;
    do {
        size = ::pread(descriptor_, bytes.data(), count, static_cast<off_t>(offset));
    } while (size < 0 && errno == EINTR);
    bytes.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return bytes;
}

std::string read_file_head(const std::string& path) {
    constexpr std::size_t kHead = 64;
    const auto file = OpenFile::open(path);
    return file ? (*file)->read(0, kHead) : std::string();
}

}  // namespace shot::serve
