// What a profile answers about itself.
#include "compiler/targets/profile.hpp"

#include <algorithm>

namespace shot::targets {

const Source* Profile::find_source(std::string_view id) const {
    const auto found =
        std::find_if(sources.begin(), sources.end(), [&](const Source& source) { return source.id == id; });
    return found == sources.end() ? nullptr : &*found;
}

const Price* Profile::find_price(Size size) const {
    const auto found = std::find_if(prices.begin(), prices.end(), [&](const Price& price) {
        const bool is_any = price.sizes.empty() && price.lines.empty();
        return is_any || std::find(price.sizes.begin(), price.sizes.end(), size) != price.sizes.end() ||
               std::find(price.lines.begin(), price.lines.end(), std::min(size.width, size.height)) !=
                   price.lines.end();
    });
    return found == prices.end() ? nullptr : &*found;
}

std::pair<std::string_view, std::string_view> split_server(std::string_view name) {
    const std::size_t at = name.find('@');
    return at == std::string_view::npos ? std::pair(name, std::string_view())
                                        : std::pair(name.substr(0, at), name.substr(at + 1));
}

sema::TargetView view_of(const Profile& profile) {
    sema::TargetView view;
    view.profile = profile.name;
    view.model = split_server(profile.name).first;
    view.server = profile.server;
    view.default_duration = profile.default_duration;
    view.default_width = profile.sizes.standard.width;
    view.default_height = profile.sizes.standard.height;
    return view;
}

}  // namespace shot::targets
