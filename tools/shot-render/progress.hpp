// A render as it goes on: a line a job that is repainted on a terminal, plain lines in a log, or JSON lines.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "runtime/render/events.hpp"
#include "runtime/render/plan.hpp"

namespace shot::tool {

class Progress final : public render::Events {
public:
    enum class Form { Terminal, Log, Json };

    /// `takes`: how many are to be made or finished.
    Progress(Form form, int takes);
    ~Progress() override;

    void on(const render::Event& event) override;
    /// Leaves what stands on the terminal where it is: other lines follow.
    void finish();

private:
    struct Job {
        std::string shot;
        int take = 0;
        std::string doing;
        int percent = -1;
        std::chrono::steady_clock::time_point since;
    };

    void follow(const render::Event& event);
    void write_json(const render::Event& event);
    void write_line(std::string_view line);
    void repaint(bool is_forced);
    std::string eta() const;

    Form form_;
    int takes_;
    int ended_ = 0;
    std::mutex mutex_;
    std::map<std::string, Job> jobs_;  // by shot and take
    int painted_ = 0;                  // lines that stand on the terminal
    std::chrono::steady_clock::time_point started_;
    std::chrono::steady_clock::time_point last_paint_;
};

}  // namespace shot::tool
