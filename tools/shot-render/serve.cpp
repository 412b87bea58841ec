// `shot serve`: the Videos API on this machine, drawn by the animatic engine.
#include <csignal>
#include <cstdlib>

#include <atomic>
#include <ctime>

#include <fmt/format.h>

#include "compiler/source/disk_file_system.hpp"
#include "runtime/serve/server.hpp"
#include "tools/shot-render/commands.hpp"
#include "tools/command/command_line.hpp"

namespace shot::tool {
namespace {

std::atomic<bool> is_stopped = false;  // set from a signal, so it has to be global
static_assert(std::atomic<bool>::is_always_lock_free);

void stop(int) { is_stopped = true; }

void stop_on_signals() {
    struct sigaction action {};
    action.sa_handler = stop;
    action.sa_flags = static_cast<int>(SA_RESETHAND);  // a second one ends the program at once
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

/// Where jobs are kept when nobody says where: with the user's data, as the XDG rules have it.
std::string default_folder() {
    if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data == '/') {
        return fmt::format("{}/shot/serve", data);
    }
    const char* home = std::getenv("HOME");
    return home != nullptr && *home != '\0' ? fmt::format("{}/.local/share/shot/serve", home) : "shot-serve";
}

std::string address_of(const std::string& host, int port) {
    return host.find(':') != std::string::npos ? fmt::format("http://[{}]:{}", host, port) : fmt::format("http://{}:{}", host, port);
}

struct Options {
    serve::ServeOptions serve;
    std::string key_file;
    std::string faults;
    std::uint64_t seed = 1;
    bool is_quick = false;
    bool is_quiet = false;
};

/// Sets the key; empty, or what is wrong.
std::string read_key(Options& options) {
    constexpr std::uint64_t kMaxKey = 4096;
    if (options.key_file.empty()) {
        const char* key = std::getenv("SHOT_SERVE_KEY");
        options.serve.key = key == nullptr ? "" : key;
        return {};
    }
    const auto text = DiskFileSystem().read(options.key_file, kMaxKey);
    if (!text) {
        return text.error().message();
    }
    options.serve.key = text->substr(0, text->find_first_of("\r\n"));
    return options.serve.key.empty() ? fmt::format("the first line of `{}` is empty; the key stands there", options.key_file)
                                     : std::string();
}

void add_options(CLI::App& app, Options& options) {
    app.add_option("--host", options.serve.host, "Address to listen on (127.0.0.1); another than loopback needs a key")
        ->option_text("ADDRESS");
    app.add_option("--port", options.serve.port, "Port to listen on (8787); 0: any that is free")
        ->check(CLI::Range(0, 65535).description(""))->option_text("PORT");
    app.add_option("--data", options.serve.folder, "Folder for jobs and clips (~/.local/share/shot/serve)")->option_text("FOLDER");
    app.add_option("--key-file", options.key_file, "File with the key that clients must send (or SHOT_SERVE_KEY has it)")
        ->option_text("FILE");
    app.add_option("--jobs", options.serve.jobs, "Clips drawn at a time (1)")
        ->check(CLI::Range(1, 64).description(""))->option_text("N");
    app.add_option("--fault", options.faults, "What goes wrong on purpose, such as 429:0.1,slow-accept:0.6s")
        ->option_text("FAULT,...");
    app.add_option("--seed", options.seed, "Decides which requests the faults meet (1)")->option_text("N");
    app.add_flag("--quick", options.is_quick, "Draw nothing: every clip is the same small frame");
    app.add_flag("--quiet", options.is_quiet, "Do not write a line for each request");
    app.footer(fmt::format("\nFaults:\n{}", serve::list_faults()));
}

}  // namespace

int run_serve(const Arguments& arguments) {
    Options options;
    CLI::App app;
    set_up_command(app, "serve", "shot serve\nOPENAI_BASE_URL=http://127.0.0.1:8787/v1 OPENAI_API_KEY=any node my-client.mjs",
                   "Answers as the OpenAI Videos API does, and draws previsualisations: to try a client for nothing.");
    add_options(app, options);
    if (const auto code = parse_command_line(app, arguments)) {
        return *code;
    }
    const auto faults = serve::parse_faults(options.faults);
    if (!faults) {
        return write_wrong_usage("shot serve", fmt::format("--fault: {}", faults.error().reason));
    }
    serve::ServeOptions& serving = options.serve;
    serving.faults = *faults;
    serving.faults.seed = options.seed;
    serving.engine = options.is_quick ? serve::quick_engine() : serve::animatic_engine();
    serving.is_stopped = &is_stopped;
    if (serving.folder.empty()) {
        serving.folder = default_folder();
    }
    if (std::string problem = read_key(options); !problem.empty()) {
        write_failure(problem);
        return kWorldFailed;
    }
    if (!options.is_quiet) {
        serving.on_event = [](std::string_view line) { write_message(fmt::format("{}\n", line)); };
    }
    serving.on_listening = [&](int port) {
        write_message(fmt::format("shot: serving {}/v1, data in {}; Ctrl+C stops\n", address_of(serving.host, port), serving.folder));
    };
    stop_on_signals();
    const auto served = serve::serve(serving);
    if (!served) {
        write_failure(served.error().message());
        return kWorldFailed;
    }
    return kFine;
}

}  // namespace shot::tool
