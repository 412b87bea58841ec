// Whether a target offers what a sentence asks for: a fix that moves it to the header is safe only then.
#pragma once

#include <string_view>

#include "compiler/targets/profile.hpp"

namespace shot::plan {

/// `8s`, `1080p`, `4k`, `1280x720`, `16:9`, `24fps`, as a header has them. Anything else is not offered.
bool offers(const targets::Profile& profile, std::string_view attribute);
/// What to say of one that it does not: `does not offer`; of a model that would make it all the same, `was not trained at`.
std::string_view refusal(const targets::Profile& profile);

}  // namespace shot::plan
