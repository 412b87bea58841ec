// What requests are called: as their shots are, and, where a shot is split, by its name and a number. Lives for one
// compile_target().
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "compiler/sema/script.hpp"

namespace shot::plan {

class RequestNames {
public:
    explicit RequestNames(const sema::Script& script) : script_(script) {}

    /// The shot becomes `count` requests: `storm`, `storm-2`, ... past the names that shots have.
    void split(sema::ShotId id, std::size_t count) {
        if (taken_.empty()) {
            for (std::size_t i = 0; i < script_.shot_count(); ++i) {
                taken_.emplace(script_.shot_name(sema::ShotId(i)));
            }
        }
        const std::string name(script_.shot_name(id));
        Parts& parts = parts_[id.value];
        parts.names.push_back(name);
        for (std::size_t number = 2; parts.names.size() < count; ++number) {
            if (std::string next = fmt::format("{}-{}", name, number); taken_.insert(next).second) {
                parts.names.push_back(std::move(next));
            }
        }
        parts.last = parts.names.back();
    }

    /// The requests of a shot that is split; null for the others.
    [[nodiscard]] const std::vector<std::string>* find_parts(sema::ShotId id) const {
        const auto found = parts_.find(id.value);
        return found == parts_.end() ? nullptr : &found->second.names;
    }

    /// Who refers to the shot now means this part.
    void set_last(sema::ShotId id, const std::string& name) { parts_[id.value].last = name; }

    /// The request that what refers to the shot waits for.
    [[nodiscard]] std::string_view last_of(sema::ShotId id) const {
        const auto found = parts_.find(id.value);
        return found == parts_.end() ? script_.shot_name(id) : std::string_view(found->second.last);
    }

private:
    struct Parts {
        std::vector<std::string> names;
        std::string last;
    };
    const sema::Script& script_;
    std::unordered_map<std::uint32_t, Parts> parts_;
    std::unordered_set<std::string> taken_;
};

}  // namespace shot::plan
