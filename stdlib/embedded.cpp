#include "stdlib/embedded.hpp"

#include <algorithm>

namespace shot::stdlib {

std::string_view find_embedded(std::string_view path) {
    const auto files = embedded_files();
    const auto found = std::lower_bound(files.begin(), files.end(), path,
                                        [](const EmbeddedFile& file, std::string_view wanted) { return file.path < wanted; });
    return found != files.end() && found->path == path ? found->text : std::string_view();
}

}  // namespace shot::stdlib
