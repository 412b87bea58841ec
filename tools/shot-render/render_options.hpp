// The options of `shot render`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/http/credentials.hpp"
#include "runtime/render/render.hpp"
#include "tools/command/compile_options.hpp"

namespace shot::tool {

struct RenderCommand {
    CompileOptions compile;
    std::string film;
    std::string out;
    std::string engine;                // `animatic`, or empty: as `servers` says
    std::vector<std::string> servers;  // `URL`, or `URL,jobs=N`
    std::string dialect;
    std::vector<std::string> settings;  // NAME=VALUE
    http::CredentialSource key;
    std::vector<std::string> only;
    int jobs = 0;
    int per_minute = 0;
    int takes = 1;
    bool again = false;
    double max_cost = -1;
    double max_seconds = -1;
    double settle = -1;
    bool dry_run = false;
    bool yes = false;
    bool allow_plain_http = false;
};

/// Settings, keys and plain http: what it takes to speak with a server.
void add_server_access_options(CLI::App& app, RenderCommand& command);
void add_render_options(CLI::App& app, RenderCommand& command);

/// A server as it is written on the command line. A failure says what is wrong with it.
Result<render::Endpoint> parse_endpoint(const std::string& text, const dialects::Dialect& dialect);

/// NAME=VALUE, taken apart. A failure names the one that is none.
Result<std::map<std::string, std::string, std::less<>>> parse_settings(const std::vector<std::string>& settings);

}  // namespace shot::tool
