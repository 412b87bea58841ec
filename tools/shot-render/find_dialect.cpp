#include "tools/shot-render/find_dialect.hpp"

#include <filesystem>

#include "runtime/files/read_file.hpp"
#include "tools/shot-render/film_folder.hpp"

namespace shot::tool {

Result<dialects::Dialect> find_film_dialect(const std::string& film, const std::string& name) {
    constexpr std::uint64_t kMaxBytes = 1U << 20;
    const bool is_path = name.ends_with(".json");
    const std::string path = is_path ? name : root_of(film) + "/targets/dialects/" + name + ".json";
    std::error_code error;
    if (!is_path && !std::filesystem::is_regular_file(path, error)) {
        return dialects::find_dialect(name);
    }
    const auto text = files::read_file(path, kMaxBytes);
    return text ? dialects::parse_dialect(*text, path) : tl::unexpected(text.error());
}

}  // namespace shot::tool
