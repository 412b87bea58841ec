// Any bytes as a script through the whole compiler: it ends, every diagnostic can be rendered in each form, source maps
// are whole, and a script without errors gives a bundle that reads back to the same bytes. What follows a line `====`
// is the library `house.shot`, and after the next one the table `skus.csv`.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "compiler/diagnostics/render.hpp"
#include "compiler/source/memory_file_system.hpp"
#include "tests/support/compile_text.hpp"

namespace {

constexpr std::string_view kSeparator = "\n====\n";
// A script of this size cannot ask for more than the limits of the language let it; larger ones only slow the search.
constexpr std::size_t kMaxBytes = 16 << 10;

[[noreturn]] void fail(const std::string& what) {
    std::fprintf(stderr, "%s\n", what.c_str());
    std::abort();
}

std::string take_part(std::string_view& rest) {
    const std::size_t end = std::min(rest.find(kSeparator), rest.size());
    const std::string part(rest.substr(0, end));
    rest.remove_prefix(std::min(end + kSeparator.size(), rest.size()));
    return part;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > kMaxBytes) {
        return 0;
    }
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    shot::MemoryFileSystem files;
    files.add("film.shot", take_part(rest));
    files.add("house.shot", take_part(rest));
    files.add("skus.csv", take_part(rest));
    files.add("media.bin", std::string(rest));
    shot::plan::Options options;
    options.craft = true;
    options.all_targets = size % 2 == 0;
    const shot::tests::Compiled compiled = shot::tests::compile(files, "film.shot", options, size % 3 == 0);
    (void)shot::diagnostics::render_plain(compiled.diagnostics, compiled.sources);
    (void)shot::diagnostics::render_terminal(compiled.diagnostics, compiled.sources, true);
    (void)shot::diagnostics::render_json(compiled.diagnostics, compiled.sources);
    (void)shot::diagnostics::render_sarif(compiled.diagnostics, compiled.sources, "0");
    for (const shot::tests::CompiledTarget& target : compiled.targets) {
        if (!target.broken.empty()) {
            fail(target.broken);
        }
        if (!compiled.has_errors && shot::tests::rewritten_bundle(target.bundle) != target.bundle) {
            fail("the bundle differs when it is read back and written again:\n" +
                 shot::tests::rewritten_bundle(target.bundle));
        }
    }
    return 0;
}
