#include "tools/shot/output_file.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <climits>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "compiler/source/paths.hpp"
#include "tools/command/command.hpp"
#include "tools/command/console.hpp"

namespace shot::tool {
namespace {

/// 0, or the error that stopped it.
int write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            pollfd waited{descriptor, POLLOUT, 0};  // a pipe that somebody made non-blocking
            if (::poll(&waited, 1, -1) < 0 && errno != EINTR) {
                return errno;
            }
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

int write_all(int descriptor, const bundle::TextBuffer& text) {
    int error = 0;
    for (std::size_t i = 0; i < text.block_count() && error == 0; ++i) {
        error = write_all(descriptor, text.block(i));
    }
    return error;
}

tl::unexpected<Failure> fail(const std::string& path, int error) {
    return tl::unexpected(Failure{"write", path, error == EBADF ? "it is closed" : std::strerror(error)});
}

/// `/dev/stdout` and its kin: opened anew they would start at the beginning of a file that somebody already writes to.
std::optional<int> find_descriptor(std::string_view path) {
    if (path == "/dev/stdout") {
        return STDOUT_FILENO;
    }
    if (path == "/dev/stderr") {
        return STDERR_FILENO;
    }
    for (const std::string_view folder : {std::string_view("/dev/fd/"), std::string_view("/proc/self/fd/")}) {
        if (!path.starts_with(folder)) {
            continue;
        }
        int number = 0;
        const char* end = path.data() + path.size();
        const auto [stopped, error] = std::from_chars(path.data() + folder.size(), end, number);
        if (error == std::errc() && stopped == end && number >= 0) {
            return number;
        }
    }
    return std::nullopt;
}

/// Where a chain of symbolic links ends, whether or not there is a file.
Result<std::string> follow_links(const std::string& path) {
    constexpr int kMaxLinks = 40;  // as many as Linux follows
    std::string at = path;
    for (int i = 0; i < kMaxLinks; ++i) {
        struct stat info {};
        if (::lstat(at.c_str(), &info) != 0 || !S_ISLNK(info.st_mode)) {
            return at;
        }
        std::array<char, PATH_MAX> target{};
        const ssize_t size = ::readlink(at.c_str(), target.data(), target.size());
        if (size < 0) {
            return fail(path, errno);
        }
        at = join_path(parent_path(at), {target.data(), static_cast<std::size_t>(size)});
    }
    return fail(path, ELOOP);
}

/// A file under its temporary name. Taken away again unless it was put in its place.
class StagedFile {
public:
    StagedFile() = default;
    StagedFile(const StagedFile&) = delete;
    StagedFile& operator=(const StagedFile&) = delete;
    StagedFile(StagedFile&& other) noexcept
        : place_(std::move(other.place_)), temporary_(std::exchange(other.temporary_, {})) {}
    StagedFile& operator=(StagedFile&&) = delete;
    ~StagedFile() {
        if (!temporary_.empty()) {
            ::unlink(temporary_.c_str());
        }
    }

    /// Writes `text` beside `place`; 0 or the error. `old` is the file that is there, if one is.
    int write(const std::string& place, const struct stat* old, const bundle::TextBuffer& text) {
        place_ = place;
        const int descriptor = open_temporary(old != nullptr ? old->st_mode & 0777 : 0666);
        if (descriptor < 0) {
            return errno;
        }
        int error = write_all(descriptor, text);
        if (error == 0 && old != nullptr) {
            keep_owner_and_mode(descriptor, *old);
        }
        // What is renamed over a good file must be on the disk first. Some file systems have no fsync and say EINVAL.
        if (error == 0 && ::fsync(descriptor) != 0 && errno != EINVAL && errno != ENOTSUP) {
            error = errno;
        }
        if (::close(descriptor) != 0 && error == 0) {
            error = errno;
        }
        return error;
    }

    /// Puts it in its place; 0 or the error.
    int commit() {
        if (::rename(temporary_.c_str(), place_.c_str()) != 0) {
            return errno;
        }
        temporary_.clear();
        return 0;
    }

private:
    int open_temporary(mode_t mode) {
        constexpr int kMaxTries = 100;  // names that others have left behind
        for (int i = 0; i < kMaxTries; ++i) {
            std::string name = join_path(parent_path(place_), fmt::format(".shot-{}-{}.tmp", ::getpid(), i));
            const int descriptor = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
            if (descriptor >= 0) {
                temporary_ = std::move(name);
                return descriptor;
            }
            if (errno != EEXIST) {
                break;
            }
        }
        return -1;
    }

    /// As far as we may: a file of somebody else's becomes ours, with its permissions.
    static void keep_owner_and_mode(int descriptor, const struct stat& old) {
        [[maybe_unused]] const int owner = ::fchown(descriptor, old.st_uid, old.st_gid);
        [[maybe_unused]] const int mode = ::fchmod(descriptor, old.st_mode & 07777);
    }

    std::string place_;
    std::string temporary_;
};

Result<void> write_through(const std::string& path, const bundle::TextBuffer& text) {
    if (const auto known = find_descriptor(path)) {
        const int error = write_all(*known, text);
        return error == 0 ? Result<void>() : fail(path, error);
    }
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
        return fail(path, errno);
    }
    int error = write_all(descriptor, text);
    if (::close(descriptor) != 0 && error == 0) {
        error = errno;
    }
    return error == 0 ? Result<void>() : fail(path, error);
}

/// Stages a file beside its place, or leaves `staged` as it is: the path is none of an ordinary file.
Result<void> stage(const TextFile& file, std::vector<StagedFile>& staged, std::vector<const TextFile*>& streams) {
    if (file.path.empty()) {
        return fail(file.path, ENOENT);
    }
    if (find_descriptor(file.path)) {
        streams.push_back(&file);
        return {};
    }
    const auto place = follow_links(file.path);
    if (!place) {
        return tl::unexpected(place.error());
    }
    struct stat info {};
    const bool exists = ::stat(place->c_str(), &info) == 0;
    if (!exists && errno != ENOENT) {
        return fail(file.path, errno);
    }
    if (exists && S_ISDIR(info.st_mode)) {
        return fail(file.path, EISDIR);
    }
    if (exists && !S_ISREG(info.st_mode)) {
        streams.push_back(&file);
        return {};
    }
    if (exists && ::access(place->c_str(), W_OK) != 0) {
        return fail(file.path, errno);  // renaming over it would get round its permissions
    }
    const int error = staged.emplace_back().write(*place, exists ? &info : nullptr, *file.text);
    return error == 0 ? Result<void>() : fail(file.path, error);
}

}  // namespace

Result<void> write_files(const std::vector<TextFile>& files) {
    std::vector<StagedFile> staged;
    std::vector<const TextFile*> staged_files;
    std::vector<const TextFile*> streams;
    for (const TextFile& file : files) {
        const std::size_t before = staged.size();
        if (auto done = stage(file, staged, streams); !done) {
            return done;
        }
        if (staged.size() > before) {
            staged_files.push_back(&file);
        }
    }
    for (std::size_t i = 0; i < staged.size(); ++i) {
        if (const int error = staged[i].commit(); error != 0) {
            return fail(staged_files[i]->path, error);
        }
    }
    for (const TextFile* stream : streams) {
        if (auto done = write_through(stream->path, *stream->text); !done) {
            return done;
        }
    }
    return {};
}

Result<void> write_file(const std::string& path, const bundle::TextBuffer& text) {
    return write_files({{path, &text}});
}

int write_result(const bundle::TextBuffer& text) {
    for (std::size_t i = 0; i < text.block_count(); ++i) {
        if (const int code = write_result(text.block(i)); code != kFine) {
            return code;
        }
    }
    return kFine;
}

}  // namespace shot::tool
