#include "compiler/source/disk_file_system.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compiler/source/file_failure.hpp"

namespace shot {
namespace {

/// In words of our own: strerror() speaks the machine's language, and golden files ours.
std::string reason_of(int error) {
    switch (error) {
        case ENOENT:
        case ENOTDIR:
            return kNoSuchFile;
        case EISDIR:
            return kIsDirectory;
        case EACCES:
        case EPERM:
            return "permission denied";
        case ELOOP:
            return kLinkCircle;
        case ENAMETOOLONG:
            return "the name is too long";
        case EMFILE:
        case ENFILE:
            return "too many files are open";
        case ENXIO:
            return kNotRegular;
        case EIO:
            return "the disk reports an error";
        default:
            return "the system reports error " + std::to_string(error);
    }
}

tl::unexpected<Failure> fail(const char* attempted, const std::string& path, std::string reason) {
    return tl::make_unexpected(Failure{attempted, path, std::move(reason)});
}

bool holds_nul(const std::string& path) {
    return path.find('\0') != std::string::npos;
}

class OpenFile {
public:
    explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    OpenFile(OpenFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_) {}
    OpenFile& operator=(OpenFile&&) = delete;
    ~OpenFile() {
        if (descriptor_ >= 0) {
            ::close(descriptor_);
        }
    }

    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
    [[nodiscard]] std::uint64_t size() const { return size_; }

    /// Learns the size of what was really opened; false where that is no regular file.
    bool read_status() {
        struct stat status {};
        if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) {
            return false;
        }
        size_ = static_cast<std::uint64_t>(status.st_size);
        return true;
    }

    /// Appends up to `size` bytes from `offset`; fewer at the end of the file. Gives back an errno or 0.
    int append(std::string& out, std::uint64_t offset, std::uint64_t size) const {
        const std::size_t begin = out.size();
        out.resize(begin + static_cast<std::size_t>(size));
        std::size_t done = 0;
        int error = 0;
        while (done < size) {
            const ssize_t count = ::pread(descriptor_, out.data() + begin + done, static_cast<std::size_t>(size) - done,
                                          static_cast<off_t>(offset + done));
            if (count < 0 && errno == EINTR) {
                continue;
            }
            if (count <= 0) {
                error = count < 0 ? errno : 0;
                break;
            }
            done += static_cast<std::size_t>(count);
        }
        out.resize(begin + done);
        return error;
    }

private:
    int descriptor_;
    std::uint64_t size_ = 0;
};

Result<OpenFile> open_file(const std::string& path) {
    if (holds_nul(path)) {
        return fail("read", path, kNoSuchFile);
    }
    // Looked at before it is opened (opening some devices does something) and after (it may be another file by then).
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        return fail("read", path, reason_of(errno));
    }
    if (!S_ISREG(status.st_mode)) {
        return fail("read", path, S_ISDIR(status.st_mode) ? kIsDirectory : kNotRegular);
    }
    OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!file.is_open()) {
        return fail("read", path, reason_of(errno));
    }
    if (!file.read_status()) {
        return fail("read", path, kNotRegular);
    }
    return file;
}

}  // namespace

FileInfo DiskFileSystem::info(const std::string& path) const {
    struct stat status {};
    if (holds_nul(path) || ::stat(path.c_str(), &status) != 0) {
        return {};
    }
    if (S_ISDIR(status.st_mode)) {
        return {FileInfo::Kind::Directory, 0};
    }
    if (!S_ISREG(status.st_mode)) {
        return {FileInfo::Kind::Other, 0};
    }
    return {FileInfo::Kind::File, static_cast<std::uint64_t>(status.st_size)};
}

Result<std::string> DiskFileSystem::canonical(const std::string& path) const {
    if (holds_nul(path)) {
        return fail("resolve", path, kNoSuchFile);
    }
    const std::unique_ptr<char, decltype(&std::free)> resolved(::realpath(path.c_str(), nullptr), &std::free);
    if (resolved == nullptr) {
        return fail("resolve", path, reason_of(errno));
    }
    return std::string(resolved.get());
}

Result<std::string> DiskFileSystem::read(const std::string& path, std::uint64_t max_bytes) const {
    const Result<OpenFile> file = open_file(path);
    if (!file) {
        return tl::make_unexpected(file.error());
    }
    if (file->size() > max_bytes) {
        return fail("read", path, too_large_reason(max_bytes));
    }
    // Chunks that stay in the processor's cache between being cleared and being read into. The size is a promise that
    // /proc and files being written break: go on until the end or one byte over the limit. A file that keeps it is read
    // without the text ever growing: a byte more than it has shows its end.
    constexpr std::uint64_t kChunk = 64ULL * 1024;
    std::string text;
    text.reserve(static_cast<std::size_t>(file->size()) + 1);
    for (std::size_t before = 1; before != text.size() && text.size() <= max_bytes;) {
        before = text.size();
        const std::uint64_t known = file->size() > before ? file->size() - before : file->size() == before ? 1 : kChunk;
        const std::uint64_t room = max_bytes - before + 1;
        if (const int error = file->append(text, before, std::min({known, room, kChunk})); error != 0) {
            return fail("read", path, reason_of(error));
        }
    }
    if (text.size() > max_bytes) {
        return fail("read", path, too_large_reason(max_bytes));
    }
    return text;
}

Result<std::string> DiskFileSystem::read_range(const std::string& path, std::uint64_t offset,
                                               std::uint64_t size) const {
    const Result<OpenFile> file = open_file(path);
    if (!file) {
        return tl::make_unexpected(file.error());
    }
    std::string bytes;
    if (offset >= file->size()) {
        return bytes;
    }
    const std::uint64_t rest = file->size() - offset;
    if (const int error = file->append(bytes, offset, size < rest ? size : rest); error != 0) {
        return fail("read", path, reason_of(error));
    }
    return bytes;
}

std::vector<std::string> DiskFileSystem::list(const std::string& folder) const {
    std::vector<std::string> names;
    const std::unique_ptr<DIR, int (*)(DIR*)> open(opendir(folder.c_str()), closedir);
    while (open != nullptr) {
        const dirent* entry = readdir(open.get());  // NOLINT(concurrency-mt-unsafe): each call has a stream of its own
        if (entry == nullptr) {
            break;
        }
        if (info(folder + "/" + entry->d_name).kind == FileInfo::Kind::File) {
            names.emplace_back(entry->d_name);
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace shot
