#include "runtime/http/address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace shot::http {
namespace {

struct Range4 {
    std::uint32_t base;
    int bits;
    AddressKind kind;
};

// IANA's registry of special IPv4 addresses. The first that fits counts.
constexpr std::array kRanges4{
    Range4{0x00000000, 8, AddressKind::Nowhere},     Range4{0x0A000000, 8, AddressKind::Private},
    Range4{0x64400000, 10, AddressKind::Shared},     Range4{0x7F000000, 8, AddressKind::Loopback},
    Range4{0xA9FE0000, 16, AddressKind::LinkLocal},  Range4{0xAC100000, 12, AddressKind::Private},
    Range4{0xC0000000, 24, AddressKind::Special},    Range4{0xC0000200, 24, AddressKind::Special},
    Range4{0xC0586300, 24, AddressKind::Special},    Range4{0xC0A80000, 16, AddressKind::Private},
    Range4{0xC6120000, 15, AddressKind::Special},    Range4{0xC6336400, 24, AddressKind::Special},
    Range4{0xCB007100, 24, AddressKind::Special},    Range4{0xE0000000, 4, AddressKind::Nowhere},
    Range4{0xFFFFFFFF, 32, AddressKind::Nowhere},    Range4{0xF0000000, 4, AddressKind::Special},
};

using Bytes6 = std::array<std::uint8_t, 16>;

struct Range6 {
    Bytes6 base;
    int bits;
    AddressKind kind;
};

// IANA's registry of special IPv6 addresses, and of what is not handed out. The first that fits counts.
constexpr std::array kRanges6{
    Range6{{}, 128, AddressKind::Nowhere},
    Range6{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, AddressKind::Loopback},
    Range6{{0xFD, 0x00, 0x0E, 0xC2}, 32, AddressKind::LinkLocal},  // a cloud's metadata, fd00:ec2::254
    Range6{{0xFC}, 7, AddressKind::Private},
    Range6{{0xFE, 0x80}, 10, AddressKind::LinkLocal},
    Range6{{0xFE, 0xC0}, 10, AddressKind::Private},  // site-local, before unique local
    Range6{{0xFF}, 8, AddressKind::Nowhere},
    Range6{{0x20, 0x01, 0x0D, 0xB8}, 32, AddressKind::Special},
    Range6{{0x20, 0x01, 0x00}, 23, AddressKind::Special},  // Teredo and other protocols
    Range6{{0x20}, 3, AddressKind::Public},
};

AddressKind kind_of(std::uint32_t address) {
    for (const Range4& range : kRanges4) {
        const std::uint32_t mask = ~std::uint32_t{0} << (32 - range.bits);
        if ((address & mask) == range.base) {
            return range.kind;
        }
    }
    return AddressKind::Public;
}

bool begins_with(const Bytes6& address, const Bytes6& base, int bits) {
    const auto whole = static_cast<std::size_t>(bits / 8);
    if (!std::equal(base.begin(), base.begin() + static_cast<std::ptrdiff_t>(whole), address.begin())) {
        return false;
    }
    const unsigned mask = 0xFF00U >> (bits % 8);
    return bits % 8 == 0 || ((address.at(whole) ^ base.at(whole)) & mask & 0xFFU) == 0;
}

std::uint32_t ipv4_at(const Bytes6& address, std::size_t at) {
    return (std::uint32_t{address.at(at)} << 24) | (std::uint32_t{address.at(at + 1)} << 16) |
           (std::uint32_t{address.at(at + 2)} << 8) | std::uint32_t{address.at(at + 3)};
}

AddressKind kind_of(const Bytes6& address) {
    constexpr Bytes6 kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    constexpr Bytes6 kNat64{0, 0x64, 0xFF, 0x9B};
    constexpr Bytes6 k6to4{0x20, 0x02};
    if (begins_with(address, kMapped, 96) || begins_with(address, kNat64, 96)) {
        return kind_of(ipv4_at(address, 12));
    }
    if (begins_with(address, k6to4, 16)) {
        return kind_of(ipv4_at(address, 2));
    }
    for (const Range6& range : kRanges6) {
        if (begins_with(address, range.base, range.bits)) {
            return range.kind;
        }
    }
    return AddressKind::Special;
}

}  // namespace

AddressKind address_kind(const sockaddr* address) {
    if (address->sa_family == AF_INET) {
        sockaddr_in ipv4{};
        std::memcpy(&ipv4, address, sizeof ipv4);
        return kind_of(ntohl(ipv4.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6) {
        sockaddr_in6 ipv6{};
        std::memcpy(&ipv6, address, sizeof ipv6);
        return kind_of(std::to_array(ipv6.sin6_addr.s6_addr));
    }
    return AddressKind::Nowhere;
}

std::optional<AddressKind> literal_kind(const std::string& host) {
    in_addr ipv4{};
    if (::inet_pton(AF_INET, host.c_str(), &ipv4) == 1) {
        return kind_of(ntohl(ipv4.s_addr));
    }
    in6_addr ipv6{};
    if (::inet_pton(AF_INET6, host.c_str(), &ipv6) == 1) {
        return kind_of(std::to_array(ipv6.s6_addr));
    }
    return host == "localhost" ? std::optional(AddressKind::Loopback) : std::nullopt;
}

}  // namespace shot::http
