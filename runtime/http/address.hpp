// What kind of network an IP address belongs to: whether an address that a server names may be connected to hangs on it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

struct sockaddr;

namespace shot::http {

enum class AddressKind : std::uint8_t {
    Public,
    Loopback,
    Private,    // RFC 1918, unique local
    Shared,     // 100.64.0.0/10, RFC 6598: carriers and overlay networks
    LinkLocal,  // and the clouds' metadata services
    Special,    // documentation, benchmarks, reserved
    Nowhere,    // unspecified, multicast, broadcast: never connected to
};

/// Of a resolved address. IPv4 inside IPv6 (mapped, 6to4, NAT64) is what the IPv4 address is; what is no IP is Nowhere.
AddressKind address_kind(const sockaddr* address);

/// Of a host that is an address itself, or `localhost`; nothing for a name.
std::optional<AddressKind> literal_kind(const std::string& host);

}  // namespace shot::http
