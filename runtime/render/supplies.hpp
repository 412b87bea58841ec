// What a request needs before it can be sent: files that are uploaded once, ids of clips that it goes on from, last frames.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/render/bind.hpp"
#include "runtime/render/desk.hpp"

namespace shot::render {

class Supplies {
public:
    /// Waits before another try of an upload; false: the render was stopped.
    using Pause = std::function<bool(int attempt, std::chrono::milliseconds asked, const std::string& why)>;

    Supplies(Desk& desk, dialects::Api& api, const Item& item, store::Take& take) : desk_(desk), api_(api), item_(item), take_(take) {}

    /// The request with everything bound, and in the take how much of its clip will be its source's.
    Result<dialects::ReadyRequest> bind(const Pause& pause);

    /// The same with uploads of earlier runs made again: a request that was refused with that status may name one that the
    /// server has forgotten. A failure where it names none.
    Result<dialects::ReadyRequest> bind_again(int status, const Pause& pause);

private:
    Result<store::Take> standing(std::string_view request) const;
    Result<std::string> job_of(std::string_view request) const;
    Result<dialects::FileValue> file_of(const bundle::Asset& asset) const;
    Result<std::string> upload(const bundle::Asset& asset, const Pause& pause);

    Desk& desk_;
    dialects::Api& api_;
    const Item& item_;
    store::Take& take_;
    std::vector<store::Upload> earlier_;  // uploads that the request names, of earlier runs
};

}  // namespace shot::render
