// The proxy that a company's network asks for, as curl and most clients read it from the environment.
#pragma once

#include <string>
#include <string_view>

namespace shot::http {

struct Proxy {
    std::string url;         // `http://proxy:3128`; empty: none
    std::string exceptions;  // `localhost,.example.com,10.0.0.7`, or `*`
};

/// `https_proxy` or `HTTPS_PROXY`, and `no_proxy` or `NO_PROXY`: the first of each that is set.
Proxy proxy_of_environment();

/// Whether the host is told to be reached directly: by its name, that of a domain above it, or `*`. Ports are not looked at.
bool is_excepted(std::string_view exceptions, std::string_view host);

}  // namespace shot::http
