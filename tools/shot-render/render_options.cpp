#include "tools/shot-render/render_options.hpp"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace shot::tool {
namespace {

/// A finite number from 0: `nan` is smaller and larger than no limit.
std::string is_amount(const std::string& text) {
    double value = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_fine = error == std::errc() && end == text.data() + text.size() && std::isfinite(value) && value >= 0 && value <= 1e9;
    return is_fine ? "" : fmt::format("`{}` is no number from 0 on", text);
}

}  // namespace

void add_server_access_options(CLI::App& app, RenderCommand& command) {
    app.add_option("--setting", command.settings, "What the server's paths ask for, such as project=my-film; may be repeated")
        ->option_text("NAME=VALUE")
        ->allow_extra_args(false);
    app.add_option("--key-file", command.key.file, "The key is in this file, which only you can read")->option_text("FILE");
    app.add_option("--key-command", command.key.command, "This command prints the key")->option_text("COMMAND");
    app.add_option("--key-env", command.key.environment, "The key is in this variable; the dialect's if left out")->option_text("NAME");
    app.add_flag("--allow-plain-http", command.allow_plain_http, "Let an http address be another machine's")->option_text(" ");
}

void add_render_options(CLI::App& app, RenderCommand& command) {
    app.add_option("FILM", command.film, "A script, or a bundle (`.json`); `-` is standard input")->required()->option_text(" ");
    app.add_option("-o,--out", command.out, "The folder of the clips and the ledger; `film.takes` beside `film.shot` if left out")
        ->option_text("DIR");
    app.add_option("--engine", command.engine, "`animatic`: draw on this machine, what is done where no server is named")
        ->option_text("NAME")
        ->check(CLI::IsMember({"animatic"}));
    app.add_option("--server", command.servers,
                   "Send to this server; `api`: the provider's own; may be repeated, with `,jobs=N` behind it\n"
                   "for how many it takes at once")
        ->option_text("URL")
        ->allow_extra_args(false);
    app.add_option("--dialect", command.dialect, "How the server is spoken with; the target's own if left out")->option_text("NAME");
    add_server_access_options(app, command);
    app.add_option("--only", command.only, "Render this shot, and what it waits for; several with commas between, may be repeated")
        ->option_text("SHOT")
        ->delimiter(',')
        ->allow_extra_args(false);
    app.add_option("-j,--jobs", command.jobs, "Takes at once, on each server or on this machine")->option_text("N")->check(CLI::Range(1, 256));
    app.add_option("--per-minute", command.per_minute, "Requests that each server gets a minute; the dialect's number if left out")
        ->option_text("N")
        ->check(CLI::Range(1, 1000));
    app.add_option("--takes", command.takes, "Takes wanted of each shot; 1 if left out")->option_text("N")->check(CLI::Range(1, 100));
    app.add_flag("--again", command.again, "Render again what is unchanged")->option_text(" ");
    app.add_option("--max-cost", command.max_cost, "Never let this folder's takes cost more in all, by the target's prices")
        ->option_text("USD")
        ->check(is_amount);
    app.add_option("--max-seconds", command.max_seconds, "Never let them be more seconds of video in all")
        ->option_text("SECONDS")
        ->check(is_amount);
    app.add_option("--settle", command.settle, "How long a server may take to list a job that it accepted; the dialect's if left out")
        ->option_text("SECONDS")
        ->check(is_amount);
    app.add_flag("--dry-run", command.dry_run, "Say what would be rendered, why and for how much")->option_text(" ");
    app.add_flag("-y,--yes", command.yes, "Do not ask before money is spent")->option_text(" ");
    add_compile_options(app, command.compile);
}

Result<render::Endpoint> parse_endpoint(const std::string& text, const dialects::Dialect& dialect) {
    constexpr std::string_view kJobs = ",jobs=";
    render::Endpoint endpoint;
    const std::size_t comma = text.find(kJobs);
    endpoint.server.base_url = text.substr(0, comma);
    if (comma != std::string::npos) {
        const char* begin = text.data() + comma + kJobs.size();
        const char* end = text.data() + text.size();
        const auto [stopped, error] = std::from_chars(begin, end, endpoint.jobs);
        if (error != std::errc() || stopped != end || endpoint.jobs < 1 || endpoint.jobs > 256) {
            return tl::unexpected(Failure{"use server", text, "`jobs=` wants a whole number from 1 to 256"});
        }
    }
    if (endpoint.server.base_url == "api") {
        if (dialect.base_url.empty()) {
            return tl::unexpected(Failure{"use server", text, fmt::format("the dialect `{}` is spoken wherever one runs it: give its address", dialect.name)});
        }
        endpoint.server.base_url = dialect.base_url;
    }
    if (!endpoint.server.base_url.starts_with("https://") && !endpoint.server.base_url.starts_with("http://") &&
        endpoint.server.base_url.find("://") != std::string::npos) {
        return tl::unexpected(Failure{"use server", text, "only http and https addresses are spoken to"});
    }
    if (endpoint.server.base_url.find('@') != std::string::npos) {  // never echoed: it may have a password in it
        return tl::unexpected(Failure{"use server", "that address", "it has a name or password in it: keys come by `--key-file`, `--key-command` or the environment"});
    }
    if (endpoint.server.base_url.find("://") == std::string::npos) {
        return tl::unexpected(Failure{"use server", text, fmt::format("it is no address; did you mean `http://{}`?", endpoint.server.base_url)});
    }
    return endpoint;
}

Result<std::map<std::string, std::string, std::less<>>> parse_settings(const std::vector<std::string>& settings) {
    std::map<std::string, std::string, std::less<>> parsed;
    for (const std::string& setting : settings) {
        const std::size_t equals = setting.find('=');
        if (equals == std::string::npos || equals == 0) {
            return tl::unexpected(Failure{"use setting", setting, "it is not of the form NAME=VALUE"});
        }
        parsed[setting.substr(0, equals)] = setting.substr(equals + 1);
    }
    return parsed;
}

}  // namespace shot::tool
