// Addresses, read by libcurl as it reads them to connect: what is checked is what is connected to.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "runtime/http/client.hpp"

namespace shot::http {

struct Url {
    std::string text;  // normal form, without a fragment
    Origin origin;
};

/// Nothing for what is no absolute http or https address, or has a user, a fragment, control characters, a zone.
std::optional<Url> parse_url(std::string_view text);

/// What a `Location` means that came from `base`; its fragment is dropped.
std::optional<Url> resolve_url(const Url& base, std::string_view location);

/// `https://api.example.com`, `http://[::1]:8787`: how an origin is named to people.
std::string text_of(const Origin& origin);

}  // namespace shot::http
