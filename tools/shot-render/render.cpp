// `shot render`: from a script or a bundle to clips, and to the film.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "runtime/files/temporary_file.hpp"
#include "runtime/render/film.hpp"
#include "runtime/store/lock.hpp"
#include "tools/shot-render/commands.hpp"
#include "tools/shot-render/film_folder.hpp"
#include "tools/shot-render/find_dialect.hpp"
#include "tools/shot-render/load_bundle.hpp"
#include "tools/shot-render/progress.hpp"
#include "tools/shot-render/render_options.hpp"

namespace shot::tool {
namespace {

std::atomic<bool> is_interrupted{false};

/// The first Ctrl-C lets what is being written end, the second does not.
void on_interrupt(int /*signal*/) {
    if (is_interrupted.exchange(true)) {
        std::_Exit(kInterrupted);
    }
    constexpr std::string_view kText = "\nshot: stopping; what the servers have is in the ledger, and the same command goes on with it. Again: at once.\n";
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, kText.data(), kText.size());
}

std::string money(std::int64_t micro_usd) {
    constexpr double kMicro = 1e6;
    return fmt::format("{:.2f} USD", static_cast<double>(micro_usd) / kMicro);
}

std::string seconds(std::int64_t milliseconds) {
    return fmt::format("{:g} s", static_cast<double>(milliseconds) / 1000);
}

std::string count(int number, std::string_view what) {
    return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

class Renderer {
public:
    explicit Renderer(const RenderCommand& command) : command_(command) {}

    int run() {
        LoadedBundle loaded = load_bundle(command_.film, command_.compile);
        if (loaded.exit_code != kFine) {
            return loaded.exit_code;
        }
        bundle_ = std::move(loaded.bundle);
        if (bundle_.requests.empty()) {
            return fail(kWrongUsage, fmt::format("{} has no shot to render", command_.film));
        }
        if (const int code = choose_engine(); code != kFine) {
            return code;
        }
        folder_ = film_folder(command_.film, command_.out);
        return command_.dry_run ? show_plan() : render();
    }

private:
    static int fail(int code, const std::string& message) {
        write_failure(message);
        return code;
    }

    [[nodiscard]] bool is_remote() const { return !command_.servers.empty(); }

    int choose_engine() {
        if (!is_remote()) {
            return command_.dialect.empty() && command_.key.file.empty() && command_.key.command.empty()
                       ? int{kFine}
                       : fail(kWrongUsage, "`--dialect` and keys are for a server: name it with `--server URL`");
        }
        if (!command_.engine.empty()) {
            return fail(kWrongUsage, "either `--engine animatic` or `--server URL`, not both");
        }
        auto dialect = find_film_dialect(command_.film, command_.dialect.empty() ? bundle_.target.dialect : command_.dialect);
        if (!dialect) {
            return fail(kWrongUsage, dialect.error().message());
        }
        dialect_ = std::move(*dialect);
        if (!dialect_.jobs) {
            return fail(kWrongUsage, fmt::format("the dialect `{}` does not say how its jobs are followed, so nothing can be sent", dialect_.name));
        }
        if (std::find(command_.servers.begin(), command_.servers.end(), "api") != command_.servers.end() && bundle_.target.state == "retired") {
            return fail(kScriptHasErrors, fmt::format("`{}` is retired: its provider serves it no more. Name a server that speaks its protocol (`--server URL`), or "
                                                      "another target (`--target NAME`; `shot targets` lists them)",
                                                      bundle_.target.name));
        }
        return set_up_endpoints();
    }

    int set_up_endpoints() {
        const auto settings = parse_settings(command_.settings);
        if (!settings) {
            return fail(kWrongUsage, settings.error().message());
        }
        http::CredentialSource source = command_.key;
        source.environment = source.environment.empty() ? dialect_.jobs->key.environment : source.environment;
        const auto key = http::find_key(source);
        if (!key) {
            return fail(kWorldFailed, key.error().message());
        }
        for (const std::string& text : command_.servers) {
            auto endpoint = parse_endpoint(text, dialect_);
            if (!endpoint) {
                return fail(kWrongUsage, endpoint.error().message());
            }
            endpoint->server.settings = *settings;
            endpoint->server.key = key->value_or("");
            endpoint->server.allows_plain_http = command_.allow_plain_http;
            endpoint->server.is_cancelled = &is_interrupted;
            endpoint->per_minute = command_.per_minute;
            endpoint->jobs = endpoint->jobs > 0 ? endpoint->jobs : command_.jobs;
            endpoints_.push_back(std::move(*endpoint));
        }
        return kFine;
    }

    [[nodiscard]] render::PlanOptions plan_options() const {
        render::PlanOptions options;
        options.folder = folder_;
        options.engine = is_remote() ? dialect_.name : std::string(render::kAnimatic);
        options.only = command_.only;
        options.takes = command_.takes;
        options.again = command_.again;
        return options;
    }

    /// Without a lock and without making anything: somebody may be rendering.
    int show_plan() {
        std::error_code error;
        const bool is_there = std::filesystem::exists(folder_ + "/ledger.db", error);
        auto ledger = is_there ? store::Ledger::open(folder_, true) : store::Ledger::open_in_memory();
        if (!ledger) {
            return fail(kWorldFailed, ledger.error().message());
        }
        const auto plan = render::make_plan(bundle_, *ledger, plan_options());
        if (!plan) {
            return fail(kWrongUsage, plan.error().message());
        }
        const auto spent = ledger->spent();
        return write_result(command_.compile.as_json ? plan_json(*plan) : plan_table(*plan, spent ? spent->micro_usd : 0));
    }

    std::string plan_table(const render::Plan& plan, std::int64_t spent) const {
        std::size_t width = 4;
        for (const render::Item& item : plan.items) {
            width = std::max(width, item.request->id.size());
        }
        std::string text = fmt::format("{:<{}}  {:<7}  {:>8}  {:>10}  {:>5}  {:>10}  {}\n", "shot", width, "does", "length", "size", "takes", "price", "why");
        for (const render::Item& item : plan.items) {
            const auto& request = *item.request;
            const std::string price = plan.engine == render::kAnimatic || item.new_takes == 0 ? "" : request.cost.micro_usd ? money(*request.cost.micro_usd * item.new_takes) : "not known";
            text += fmt::format("{:<{}}  {:<7}  {:>8}  {:>10}  {:>5}  {:>10}  {}{}\n", request.id, width, request.operation,
                                item.milliseconds ? seconds(*item.milliseconds) : "", request.size,
                                item.new_takes + static_cast<int>(item.open.size()), price, status_name(item.status),
                                item.why.empty() ? "" : fmt::format(" ({})", item.why));
        }
        text += summary_of(plan);
        if (spent > 0) {
            text += fmt::format("Spent in {} so far: {}.\n", folder_, money(spent));
        }
        return text;
    }

    std::string summary_of(const render::Plan& plan) const {
        std::string where = is_remote() ? "" : "this machine (animatic)";
        for (const render::Endpoint& endpoint : endpoints_) {
            where += fmt::format("{}{}", where.empty() ? "" : " and ", endpoint.server.base_url);
        }
        const std::string price = plan.engine == render::kAnimatic ? "for nothing" : plan.micro_usd ? "about " + money(*plan.micro_usd) : "price not known";
        std::string text = plan.new_takes == 0 ? "Nothing new to render" : fmt::format("{}, {} of video, {}", count(plan.new_takes, "new take"), seconds(plan.milliseconds), price);
        text += plan.open_takes > 0 ? fmt::format("; {} to go on with", count(plan.open_takes, "take")) : "";
        return fmt::format("{}, on {}.\n", text, where);
    }

    static std::string plan_json(const render::Plan& plan) {
        std::string text;
        for (const render::Item& item : plan.items) {
            nlohmann::ordered_json json;
            json["event"] = "plan";
            json["shot"] = item.request->id;
            json["operation"] = item.request->operation;
            json["status"] = status_name(item.status);
            json["why"] = item.why;
            json["new_takes"] = item.new_takes;
            json["open_takes"] = item.open.size();
            json["seconds"] = item.milliseconds ? nlohmann::ordered_json(static_cast<double>(*item.milliseconds) / 1000) : nullptr;
            json["usd"] = item.request->cost.micro_usd && plan.engine != render::kAnimatic ? nlohmann::ordered_json(static_cast<double>(*item.request->cost.micro_usd * item.new_takes) / 1e6) : nullptr;
            text += json.dump() + "\n";
        }
        return text;
    }

    int render() {
        auto nothing = store::Ledger::open_in_memory();
        if (const auto plan = nothing ? render::make_plan(bundle_, *nothing, plan_options()) : tl::unexpected(nothing.error()); !plan) {
            return fail(kWrongUsage, plan.error().message());  // before a folder is made for it
        }
        if (auto made = files::make_folders(folder_); !made) {
            return fail(kWorldFailed, made.error().message());
        }
        const auto lock = store::Lock::take(folder_, "shot render " + command_.film);
        if (!lock) {
            return fail(kWorldFailed, lock.error().message());
        }
        files::remove_leftovers(folder_);
        auto ledger = store::Ledger::open(folder_);
        if (!ledger) {
            return fail(kWorldFailed, ledger.error().message());
        }
        const auto plan = render::make_plan(bundle_, *ledger, plan_options());
        if (!plan) {
            return fail(kWrongUsage, plan.error().message());
        }
        if (const int code = agree(*plan); code != kFine) {
            return code;
        }
        std::signal(SIGINT, on_interrupt);
        std::signal(SIGTERM, on_interrupt);
        const render::Outcome outcome = carry_out(*plan, *ledger);
        const int code = report(*plan, outcome, *ledger);
        return code == kFine || code == kScriptHasErrors ? std::max(code, join(*plan, *ledger)) : code;
    }

    /// A plan that costs money asks; on no terminal, `--yes` has to have said so.
    int agree(const render::Plan& plan) const {
        const std::string summary = summary_of(plan);
        if (!command_.compile.as_json) {
            write_message(summary);
        }
        if (command_.yes || plan.new_takes == 0 || plan.micro_usd == 0) {
            return kFine;
        }
        if (::isatty(STDIN_FILENO) != 1 || ::isatty(STDERR_FILENO) != 1) {
            return fail(kWrongUsage, "this may cost money, and there is nobody to ask: add `--yes`, and `--max-cost USD` for a limit");
        }
        write_message("Go on? [y/N] ");
        std::string answer;
        std::getline(std::cin, answer);
        return answer == "y" || answer == "Y" || answer == "yes" ? int{kFine} : fail(kWrongUsage, "nothing was sent");
    }

    render::Outcome carry_out(const render::Plan& plan, store::Ledger& ledger) {
        render::RenderOptions options;
        options.folder = folder_;
        options.root = root_of(command_.film);
        options.jobs = command_.jobs;
        options.is_stopped = &is_interrupted;
        if (command_.max_cost >= 0) {
            options.max_micro_usd = std::llround(command_.max_cost * 1e6);
        }
        if (command_.max_seconds >= 0) {
            options.max_milliseconds = std::llround(command_.max_seconds * 1000);
        }
        if (command_.settle > 0) {
            options.settle = std::chrono::milliseconds(std::llround(command_.settle * 1000));
        }
        const bool is_terminal = wants_colour(command_.compile.colour, STDERR_FILENO) && ::isatty(STDERR_FILENO) == 1;
        Progress progress(command_.compile.as_json ? Progress::Form::Json : is_terminal ? Progress::Form::Terminal : Progress::Form::Log,
                          plan.new_takes + plan.open_takes);
        return is_remote() ? render::render_remotely(bundle_, plan, ledger, dialect_, endpoints_, options, progress)
                           : render::render_animatic(bundle_, plan, ledger, options, progress);
    }

    int report(const render::Plan& plan, const render::Outcome& outcome, const store::Ledger& ledger) const {
        std::string text = fmt::format("{} made", count(outcome.done, "take"));
        text += outcome.failed > 0 ? fmt::format(", {} failed", outcome.failed) : "";
        text += outcome.open > 0 ? fmt::format(", {} at the server: the same command goes on with them", outcome.open) : "";
        text += outcome.left > 0 ? fmt::format(", {} not begun", outcome.left) : "";
        const auto spent = ledger.spent();
        if (is_remote() && spent) {
            text += fmt::format("; spent in all: {}{}", money(spent->micro_usd), spent->unpriced > 0 ? fmt::format(" and {} of unknown price", count(spent->unpriced, "take")) : "");
        }
        if (plan.new_takes + plan.open_takes > 0 && !command_.compile.as_json) {
            write_message(text + ".\n");
        }
        const auto failed = std::count_if(plan.items.begin(), plan.items.end(), [](const render::Item& item) { return item.status == render::Status::Failed; });
        for (const render::Item& item : plan.items) {
            if (item.status == render::Status::Failed) {
                write_failure(fmt::format("`{}` failed before ({}): change it, or `--again --only {}`", item.request->id, item.why, item.request->id));
            }
        }
        if (outcome.doubtful > 0) {
            write_failure(fmt::format("{} sent, and the answer is lost: look at the server for the job, then `shot adopt SHOT JOB {}`; "
                                      "if there is none, `shot adopt SHOT --none {}` and render again",
                                      outcome.doubtful == 1 ? "a request was" : fmt::format("{} requests were", outcome.doubtful), folder_, folder_));
            return kInDoubt;
        }
        if (!outcome.over_budget.empty()) {
            return fail(kScriptHasErrors, "the budget ends here: " + outcome.over_budget);
        }
        if (!outcome.world_failure.empty()) {
            return fail(kWorldFailed, outcome.world_failure);
        }
        if (outcome.is_stopped) {
            return kInterrupted;
        }
        return outcome.failed > 0 || failed > 0 ? kScriptHasErrors : kFine;
    }

    int join(const render::Plan& plan, store::Ledger& ledger) const {
        int code = kFine;
        for (const bundle::Sequence& sequence : bundle_.sequences) {
            const auto film = render::join_film(sequence, plan, ledger, folder_);
            if (!film) {
                code = fail(kWorldFailed, film.error().message());
                continue;
            }
            if (film->path.empty()) {
                std::string names;
                for (const std::string& name : film->missing) {
                    names += (names.empty() ? "" : ", ") + name;
                }
                write_message(fmt::format("{}.mp4 waits for {}\n", sequence.id, names));
            } else if (command_.compile.as_json) {
                write_result(nlohmann::ordered_json{{"event", "film"}, {"sequence", sequence.id}, {"path", film->path}}.dump() + "\n");
            } else if (const int written = write_result(film->path + "\n"); written != kFine) {
                code = written;
            }
        }
        return code;
    }

    const RenderCommand& command_;
    bundle::Bundle bundle_;
    dialects::Dialect dialect_;
    std::vector<render::Endpoint> endpoints_;
    std::string folder_;
};

}  // namespace

int run_render(const Arguments& arguments) {
    CLI::App app;
    RenderCommand command;
    set_up_command(app, "render",
                   "Examples:\n  shot render film.shot                      draw an animatic on this machine\n"
                   "  shot render film.shot --dry-run            say what would be done\n"
                   "  shot render film.shot --server http://127.0.0.1:8091 --max-cost 20",
                   "Makes the clips of a film, and joins its sequences. What is done stays done: only shots that changed are rendered\n"
                   "again, and nothing is paid for twice. Exit codes: 1 a shot or the budget failed, 3 the world did, 4 a request is in\n"
                   "doubt and somebody has to look.");
    add_render_options(app, command);
    if (const auto code = parse_command_line(app, arguments)) {
        return *code;
    }
    if (const auto code = finish_compile_options(app, command.compile)) {
        return *code;
    }
    return Renderer(command).run();
}

}  // namespace shot::tool
