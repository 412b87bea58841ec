#include "runtime/http/proxy.hpp"

#include <algorithm>
#include <cstdlib>
#include <initializer_list>

namespace shot::http {
namespace {

std::string first_of(std::initializer_list<const char*> names) {
    for (const char* name : names) {
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0') {
            return value;
        }
    }
    return {};
}

bool is_same(char a, char b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return lower(a) == lower(b);
}

}  // namespace

Proxy proxy_of_environment() {
    Proxy proxy{first_of({"https_proxy", "HTTPS_PROXY"}), first_of({"no_proxy", "NO_PROXY"})};
    if (!proxy.url.empty() && proxy.url.find("://") == std::string::npos) {
        proxy.url.insert(0, "http://");  // `proxy:3128`
    }
    return proxy;
}

bool is_excepted(std::string_view exceptions, std::string_view host) {
    for (std::size_t at = 0; at < exceptions.size();) {
        const std::size_t end = std::min(exceptions.find_first_of(", ", at), exceptions.size());
        std::string_view entry = exceptions.substr(at, end - at);
        at = end + 1;
        entry = entry.substr(0, entry.rfind(':') == entry.find(':') ? entry.find(':') : entry.size());  // a port, but no IPv6
        entry.remove_prefix(entry.starts_with('.') ? 1 : 0);
        if (entry == "*") {
            return true;
        }
        if (entry.empty() || entry.size() > host.size()) {
            continue;
        }
        const std::string_view tail = host.substr(host.size() - entry.size());
        const bool is_whole = tail.size() == host.size() || host[host.size() - entry.size() - 1] == '.';
        if (is_whole && std::equal(tail.begin(), tail.end(), entry.begin(), is_same)) {
            return true;
        }
    }
    return false;
}

}  // namespace shot::http
