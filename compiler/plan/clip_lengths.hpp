// How long the clips of a script are: for the lengths of its sequences. 24 bytes a shot.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/sema/resolved_shot.hpp"

namespace shot::plan {

class ClipLengths {
public:
    explicit ClipLengths(std::size_t shot_count) : clips_(shot_count) {}

    void add(const sema::ResolvedShot& shot);

    /// What the shot adds to a cut: an extension its new part, an edit all of the clip that it changes. 0 where a clip
    /// is not known (a file, a provider's id).
    [[nodiscard]] sema::Milliseconds length_of(sema::ShotId id) const;

private:
    struct Clip {
        sema::Milliseconds own = 0;
        sema::Milliseconds whole = 0;  // with what it extends
        sema::ShotId edited;           // what an edit changes
    };
    std::vector<Clip> clips_;
};

}  // namespace shot::plan
