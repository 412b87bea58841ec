// SHOT_ASSERT: our own mistakes. A user's mistake is a diagnostic, the world's is a Result.
#pragma once

#include <cstdio>
#include <cstdlib>

#define SHOT_ASSERT(condition)                                                                            \
    do {                                                                                                  \
        if (!(condition)) {                                                                               \
            std::fprintf(stderr, "shot: internal error: %s (%s:%d)\n", #condition, __FILE__, __LINE__);   \
            std::abort();                                                                                 \
        }                                                                                                 \
    } while (false)
