// What a render tells while it runs. The command line makes lines or JSON of it; nothing here knows of a terminal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/store/ledger.hpp"

namespace shot::render {

struct Event {
    enum class Kind : std::uint8_t {
        State,     // the take is in a new state
        Progress,  // `percent` of it is made, or fetched
        Wait,      // nothing happens until `seconds` have passed, because of `message`
        Note,      // something that one should know, such as a clip that is shorter than was asked for
        Trouble,   // a take cannot go on, and why
    };
    Kind kind = Kind::State;
    std::string shot;  // empty: of all
    int take = 0;
    store::State state = store::State::Planned;
    int percent = -1;
    double seconds = 0;
    std::string message;
    std::string server;
};

/// Called from several threads at once.
class Events {
public:
    virtual ~Events() = default;
    virtual void on(const Event& event) = 0;
};

}  // namespace shot::render
