// The main() of all unit tests: Catch2's own.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

/// What the leak checker is not to tell us: fontconfig and Pango keep their caches until the process ends.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig\nleak:libpango\nleak:libcairo\nleak:libglib\nleak:libgobject\n";
}
