#include "tools/shot-render/progress.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tools/command/console.hpp"

namespace shot::tool {
namespace {

using render::Event;
using store::State;
using Clock = std::chrono::steady_clock;

constexpr auto kPaintEvery = std::chrono::milliseconds(100);

std::string_view kind_name(Event::Kind kind) {
    switch (kind) {
        case Event::Kind::State:
            return "state";
        case Event::Kind::Progress:
            return "progress";
        case Event::Kind::Wait:
            return "wait";
        case Event::Kind::Note:
            return "note";
        case Event::Kind::Trouble:
            return "trouble";
    }
    return {};
}

/// What a state means to somebody who waits.
std::string_view doing(State state) {
    switch (state) {
        case State::Planned:
            return "waits to be sent";
        case State::Intent:
            return "is being sent";
        case State::Unknown:
            return "was sent, its answer is lost";
        case State::Accepted:
            return "waits at the server";
        case State::Running:
            return "is being made";
        case State::Ready:
        case State::Downloading:
            return "is being fetched";
        case State::Done:
            return "done";
        case State::Failed:
            return "failed";
        case State::Expired:
            return "expired";
        case State::Cancelled:
            return "cancelled";
    }
    return {};
}

std::string time_text(double seconds) {
    const auto whole = static_cast<long>(seconds + 0.5);
    return whole < 60 ? fmt::format("{} s", whole) : fmt::format("{}:{:02} min", whole / 60, whole % 60);
}

std::string bar(int percent) {
    constexpr int kWidth = 20;
    const int full = std::clamp(percent, 0, 100) * kWidth / 100;
    std::string text;
    for (int i = 0; i < kWidth; ++i) {
        text += i < full ? "█" : "░";
    }
    return text;
}

}  // namespace

Progress::Progress(Form form, int takes) : form_(form), takes_(takes), started_(Clock::now()) {}

Progress::~Progress() {
    finish();
}

void Progress::on(const Event& event) {
    const std::lock_guard guard(mutex_);
    if (form_ == Form::Json) {
        write_json(event);
    } else {
        follow(event);
    }
}

void Progress::write_json(const Event& event) {
    nlohmann::ordered_json json;
    json["event"] = kind_name(event.kind);
    json["shot"] = event.shot;
    json["take"] = event.take;
    json["state"] = store::state_name(event.state);
    if (event.percent >= 0) {
        json["percent"] = event.percent;
    }
    if (event.seconds > 0) {
        json["seconds"] = event.seconds;
    }
    if (!event.message.empty()) {
        json["message"] = event.message;
    }
    if (!event.server.empty()) {
        json["server"] = event.server;
    }
    write_result(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

void Progress::follow(const Event& event) {
    Job& job = jobs_[fmt::format("{}\n{}", event.shot, event.take)];
    const bool is_new_word = job.doing != doing(event.state);
    if (job.shot.empty()) {
        job.shot = event.shot;
        job.take = event.take;
        job.since = Clock::now();
    }
    job.doing = doing(event.state);
    job.percent = event.kind == Event::Kind::Progress ? event.percent : event.kind == Event::Kind::State ? -1 : job.percent;
    const std::string name = fmt::format("{} take {}", event.shot, event.take);
    const bool has_ended = event.kind == Event::Kind::State && is_settled(event.state);
    if (has_ended) {
        ++ended_;
        const double seconds = std::chrono::duration<double>(Clock::now() - job.since).count();
        write_line(fmt::format("{:>3}/{} {} {}{}{}", ended_, takes_, name, job.doing,
                               event.state == State::Done ? fmt::format(" in {}", time_text(seconds)) : "",
                               event.message.empty() ? "" : ": " + event.message));
        jobs_.erase(fmt::format("{}\n{}", event.shot, event.take));
    } else if (event.kind == Event::Kind::Note || event.kind == Event::Kind::Trouble) {
        write_line(fmt::format("{}: {}", name, event.message));
    } else if (form_ == Form::Log && event.kind == Event::Kind::Wait) {
        write_line(fmt::format("{}: {}; again in {}", name, event.message, time_text(event.seconds)));
    } else if (form_ == Form::Log && event.kind == Event::Kind::State && is_new_word) {
        write_line(fmt::format("{} {}", name, job.doing));
    }
    repaint(has_ended);
}

void Progress::write_line(std::string_view line) {
    std::string text;
    if (painted_ > 0) {
        text = fmt::format("\x1b[{}A\x1b[J", painted_);
        painted_ = 0;
    }
    write_message(text + std::string(line) + "\n");
}

void Progress::repaint(bool is_forced) {
    const auto now = Clock::now();
    if (form_ != Form::Terminal || (!is_forced && now - last_paint_ < kPaintEvery)) {
        return;
    }
    last_paint_ = now;
    std::string text = painted_ > 0 ? fmt::format("\x1b[{}A\x1b[J", painted_) : std::string();
    painted_ = 0;
    constexpr int kMaxLines = 12;  // of a small terminal
    for (const auto& [key, job] : jobs_) {
        if (painted_ == kMaxLines) {
            break;
        }
        const double seconds = std::chrono::duration<double>(now - job.since).count();
        const std::string state = job.percent >= 0 ? fmt::format("{} {:>3} %", bar(job.percent), job.percent) : job.doing;
        text += fmt::format("  {:<24.24} {:<32} {:>9}\n", fmt::format("{} take {}", job.shot, job.take), state, time_text(seconds));
        ++painted_;
    }
    text += fmt::format("  {} of {} takes{}\n", ended_, takes_, eta());
    ++painted_;
    write_message(text);
}

std::string Progress::eta() const {
    if (ended_ == 0 || ended_ >= takes_) {
        return {};
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - started_).count();
    return fmt::format(", about {} left", time_text(seconds / ended_ * (takes_ - ended_)));
}

void Progress::finish() {
    const std::lock_guard guard(mutex_);
    if (painted_ > 0) {
        write_message(fmt::format("\x1b[{}A\x1b[J", painted_));
        painted_ = 0;
    }
}

}  // namespace shot::tool
