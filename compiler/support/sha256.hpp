// SHA-256: how a bundle pins what it was made from, and a ledger what it asked for.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace shot {

/// Of bytes that come piece by piece.
class Sha256 {
public:
    Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    ~Sha256();

    void add(std::string_view bytes);
    /// 64 lower-case hexadecimal digits, once.
    std::string finish();

private:
    struct Context;
    std::unique_ptr<Context> context_;
};

std::string sha256_of(std::string_view text);

}  // namespace shot
