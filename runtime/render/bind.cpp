#include "runtime/render/bind.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/support/base64.hpp"
#include "compiler/support/json_text.hpp"
#include "runtime/files/read_file.hpp"

namespace shot::render {
namespace {

using dialects::FileValue;

constexpr std::uint64_t kMaxInline = 64ULL << 20;  // of a file that stands in a body as text

tl::unexpected<Failure> fail(std::string_view on, std::string reason) {
    return tl::unexpected(Failure{"send", std::string(on), std::move(reason)});
}

/// `${assets.Fisherman.id}`, taken apart.
struct Name {
    bool is_asset = false;
    std::string id;
    std::string form;
};

std::optional<Name> read_name(std::string_view text) {
    constexpr std::string_view kAssets = "${assets.";
    constexpr std::string_view kRequests = "${requests.";
    Name name;
    name.is_asset = text.starts_with(kAssets);
    const std::size_t dot = text.rfind('.');
    const std::size_t begin = name.is_asset ? kAssets.size() : kRequests.size();
    if ((!name.is_asset && !text.starts_with(kRequests)) || !text.ends_with('}') || dot == std::string_view::npos || dot <= begin) {
        return std::nullopt;
    }
    name.id = text.substr(begin, dot - begin);
    name.form = text.substr(dot + 1, text.size() - dot - 2);
    return name;
}

class Binder {
public:
    Binder(const bundle::Bundle& bundle, const bundle::Request& request, const Bindings& bindings)
        : bundle_(bundle), request_(request), bindings_(bindings) {}

    Result<dialects::ReadyRequest> bind() {
        ready_.method = request_.method;
        ready_.path = request_.path;
        if (auto path = bind_path(); !path) {
            return tl::unexpected(path.error());
        }
        if (auto body = bind_body(request_.body); !body) {
            return tl::unexpected(body.error());
        }
        return std::move(ready_);
    }

private:
    /// `{source.id}` of a path stands there as the id's placeholder.
    Result<void> bind_path() {
        for (std::size_t at = ready_.path.find("${requests."); at != std::string::npos; at = ready_.path.find("${requests.", at + 1)) {
            const std::size_t end = ready_.path.find('}', at);
            const auto name = end == std::string::npos ? std::nullopt : read_name(std::string_view(ready_.path).substr(at, end + 1 - at));
            if (!name) {
                continue;
            }
            const auto job = bindings_.job(name->id);
            if (!job) {
                return tl::unexpected(job.error());
            }
            ready_.path.replace(at, end + 1 - at, *job);
        }
        return {};
    }

    /// Goes over the strings of a JSON text that nlohmann's writer made: only their first byte decides where they begin.
    Result<void> bind_body(std::string_view body) {
        std::string_view key;
        std::size_t at = 0;
        while (at < body.size()) {
            const std::size_t quote = std::min(body.find('"', at), body.size());
            ready_.body += body.substr(at, quote - at);
            if (quote == body.size()) {
                break;
            }
            std::size_t end = quote + 1;
            while (end < body.size() && body[end] != '"') {
                end += body[end] == '\\' ? 2 : 1;
            }
            end = std::min(end, body.size() - 1);
            const std::string_view text = body.substr(quote + 1, end - quote - 1);
            at = end + 1;
            if (at < body.size() && body[at] == ':') {
                key = text;
            } else if (key != "prompt" && key != "text" && key != "negative_prompt") {
                if (const auto name = read_name(text); name && is_named(*name)) {
                    if (auto done = append(*name); !done) {
                        return done;
                    }
                    continue;
                }
            }
            ready_.body += body.substr(quote, end + 1 - quote);
        }
        return {};
    }

    [[nodiscard]] bool is_named(const Name& name) const {
        const auto& list = name.is_asset ? request_.assets : request_.depends_on;
        return std::find(list.begin(), list.end(), name.id) != list.end();
    }

    Result<void> append(const Name& name) {
        auto value = name.is_asset ? asset_value(name) : request_value(name);
        if (!value) {
            return tl::unexpected(value.error());
        }
        append_json_string(ready_.body, *value);
        return {};
    }

    Result<std::string> asset_value(const Name& name) {
        const auto asset = std::find_if(bundle_.assets.begin(), bundle_.assets.end(),
                                        [&](const bundle::Asset& candidate) { return candidate.id == name.id; });
        if (asset == bundle_.assets.end()) {
            return fail(request_.id, fmt::format("the bundle has no asset `{}`", name.id));
        }
        if (name.form == "id") {
            return bindings_.upload(*asset);
        }
        const auto file = bindings_.file(*asset);
        return file ? file_value(*file, name.form, asset->path.empty() ? asset->id : asset->path) : tl::unexpected(file.error());
    }

    Result<std::string> request_value(const Name& name) {
        if (name.form == "id") {
            return bindings_.job(name.id);
        }
        if (name.form == "uri" || name.form == "url") {
            auto address = bindings_.address(name.id);
            if (!address || !address->empty()) {
                return address;
            }
        }
        const auto clip = bindings_.clip(name.id);
        return clip ? file_value(*clip, name.form, name.id) : tl::unexpected(clip.error());
    }

    Result<std::string> file_value(const FileValue& file, const std::string& form, std::string_view what) {
        if (form == "file") {
            const std::string placeholder = fmt::format("${{files.{}}}", ready_.files.size());
            ready_.files.emplace_back(placeholder, file);
            return placeholder;
        }
        if (form == "base64" || (form == "url" && bindings_.takes_data_urls)) {
            const auto bytes = files::read_file(file.path, kMaxInline);
            if (!bytes) {
                return tl::unexpected(bytes.error());
            }
            const std::string text = encode_base64(*bytes);
            return form == "base64" ? text : fmt::format("data:{};base64,{}", file.mime, text);
        }
        return fail(what, fmt::format("the server wants its address (`{}`): put it where the server can reach it, and name that in the script", form));
    }

    const bundle::Bundle& bundle_;
    const bundle::Request& request_;
    const Bindings& bindings_;
    dialects::ReadyRequest ready_;
};

}  // namespace

Result<dialects::ReadyRequest> bind_request(const bundle::Bundle& bundle, const bundle::Request& request, const Bindings& bindings) {
    return Binder(bundle, request, bindings).bind();
}

}  // namespace shot::render
