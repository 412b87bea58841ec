// A request of the bundle with everything in it known: ids that servers gave, files, pictures.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "compiler/support/result.hpp"
#include "runtime/bundle/bundle.hpp"
#include "runtime/dialects/api.hpp"

namespace shot::render {

/// What stands for a name of the bundle's, when it is asked for.
struct Bindings {
    /// The server's id of an asset: it is uploaded if need be.
    std::function<Result<std::string>(const bundle::Asset& asset)> upload;
    /// The asset as a file of this machine; a frame is taken from its clip.
    std::function<Result<dialects::FileValue>(const bundle::Asset& asset)> file;
    /// The server's id of the clip that a request made, its address there (may be empty), its file here.
    std::function<Result<std::string>(std::string_view request)> job;
    std::function<Result<std::string>(std::string_view request)> address;
    std::function<Result<dialects::FileValue>(std::string_view request)> clip;
    bool takes_data_urls = false;
};

/// Fills the body. Only whole strings `${assets.ID.FORM}` and `${requests.ID.FORM}` of what the request names are bound; all else is
/// sent byte for byte.
Result<dialects::ReadyRequest> bind_request(const bundle::Bundle& bundle, const bundle::Request& request, const Bindings& bindings);

}  // namespace shot::render
