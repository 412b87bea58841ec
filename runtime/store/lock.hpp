// One process renders into a folder at a time. The lock is the kernel's (it falls with its holder, however that ends); the file
// says who holds it.
#pragma once

#include <string>

#include "compiler/support/result.hpp"

namespace shot::store {

class Lock {
public:
    /// Takes it at once or fails, naming the holder: `shot render film.shot (process 4711 on host, since 10:42:07)`.
    static Result<Lock> take(const std::string& folder, const std::string& holder);
    Lock(Lock&& other) noexcept;
    Lock& operator=(Lock&&) = delete;
    ~Lock();

private:
    explicit Lock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace shot::store
