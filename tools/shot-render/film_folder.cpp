#include "tools/shot-render/film_folder.hpp"

#include <filesystem>

namespace shot::tool {

namespace fs = std::filesystem;

std::string film_folder(const std::string& film, const std::string& out) {
    std::error_code error;
    if (!out.empty()) {
        return out;
    }
    if (fs::is_directory(film, error)) {
        return film;
    }
    const fs::path path = film == "-" ? fs::path("film.shot") : fs::path(film);
    return (path.parent_path() / (path.stem().string() + ".takes")).string();
}

std::string root_of(const std::string& film) {
    const std::string folder = fs::path(film).parent_path().string();
    return folder.empty() ? "." : folder;
}

Result<store::Ledger> read_ledger(const std::string& folder) {
    std::error_code error;
    if (!fs::exists(fs::path(folder) / "ledger.db", error)) {
        return tl::unexpected(Failure{"read", folder, "nothing was rendered there yet"});
    }
    return store::Ledger::open(folder, true);
}

}  // namespace shot::tool
