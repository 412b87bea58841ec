#include "runtime/store/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <utility>

#include <fmt/format.h>

namespace shot::store {
namespace {

std::string host_name() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string("this machine");
}

std::string now_text() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    ::localtime_r(&now, &local);
    std::array<char, 64> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S", &local);
    return {text.data(), size};
}

std::string read_all(int descriptor) {
    std::array<char, 512> text{};
    const ssize_t size = ::pread(descriptor, text.data(), text.size(), 0);
    std::string holder(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    while (!holder.empty() && (holder.back() == '\n' || holder.back() == ' ')) {
        holder.pop_back();
    }
    return holder;
}

}  // namespace

Result<Lock> Lock::take(const std::string& folder, const std::string& holder) {
    const std::string path = folder + "/ledger.lock";
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0) {
        return tl::unexpected(Failure{"lock", path, std::strerror(errno)});
    }
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const int error = errno;
        const std::string other = read_all(descriptor);
        ::close(descriptor);
        return tl::unexpected(Failure{
            "lock", folder,
            error == EWOULDBLOCK ? fmt::format("it is in use by {}", other.empty() ? "another process" : other) : std::strerror(error)});
    }
    const std::string text =
        fmt::format("{} (process {} on {}, since {})\n", holder, ::getpid(), host_name(), now_text());
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, text.data(), text.size(), 0) < 0) {
        const int error = errno;
        ::close(descriptor);
        return tl::unexpected(Failure{"lock", path, std::strerror(error)});
    }
    return Lock(descriptor);
}

Lock::Lock(Lock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Lock::~Lock() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);  // the file stays: another process may have it open, waiting
    }
}

}  // namespace shot::store
