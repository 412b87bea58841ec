#include "runtime/files/temporary_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

namespace shot::files {
namespace {

tl::unexpected<Failure> fail(std::string attempted, const std::string& path, int error) {
    return tl::unexpected(Failure{std::move(attempted), path, std::strerror(error)});
}

/// Some file systems have no fsync and say so.
bool sync(int descriptor) {
    return ::fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP;
}

}  // namespace

Result<TemporaryFile> TemporaryFile::create(const std::string& place) {
    constexpr int kMaxTries = 100;  // names that others have left behind
    const std::filesystem::path target(place);
    for (int i = 0; i < kMaxTries; ++i) {
        const std::string name = fmt::format(".shot-{}-{}-{}", ::getpid(), i, target.filename().string());
        std::string path = (target.parent_path() / name).string();
        const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
        if (descriptor >= 0) {
            return TemporaryFile(place, std::move(path), descriptor);
        }
        if (errno != EEXIST) {
            break;
        }
    }
    return fail("write", place, errno);
}

TemporaryFile::TemporaryFile(std::string place, std::string path, int descriptor)
    : place_(std::move(place)), path_(std::move(path)), descriptor_(descriptor) {}

TemporaryFile::TemporaryFile(TemporaryFile&& other) noexcept
    : place_(std::move(other.place_)),
      path_(std::exchange(other.path_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

TemporaryFile::~TemporaryFile() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
    if (!path_.empty()) {
        ::unlink(path_.c_str());
    }
}

Result<void> TemporaryFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            return fail("write", place_, errno);
        }
    }
    return {};
}

Result<void> TemporaryFile::commit() {
    // The program that wrote it may have put another file under its name.
    const int written = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    if (written < 0) {
        return fail("write", place_, errno);
    }
    const bool is_durable = sync(written);
    const int error = errno;
    ::close(written);
    if (!is_durable) {
        return fail("write", place_, error);
    }
    if (::rename(path_.c_str(), place_.c_str()) != 0) {
        return fail("write", place_, errno);
    }
    path_.clear();
    return sync_folder(std::filesystem::path(place_).parent_path().string());
}

Result<void> make_folders(const std::string& path) {
    std::error_code error;
    std::filesystem::create_directories(path.empty() ? "." : path, error);
    if (error) {
        return tl::unexpected(Failure{"create folder", path, error.message()});
    }
    return {};
}

Result<void> sync_folder(const std::string& path) {
    const std::string folder = path.empty() ? "." : path;
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return fail("write", folder, errno);
    }
    const bool is_durable = sync(descriptor);
    const int error = errno;
    ::close(descriptor);
    return is_durable ? Result<void>() : fail("write", folder, error);
}

void remove_leftovers(const std::string& folder) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().filename().string().starts_with(".shot-")) {
            std::error_code ignored;  // what cannot be removed does no harm
            std::filesystem::remove_all(entry.path(), ignored);
        }
    }
}

}  // namespace shot::files
