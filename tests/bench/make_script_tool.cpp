// shot_make_script FOLDER N [broken]: writes house.shot and film.shot of N shots into the folder.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "tests/bench/make_script.hpp"

namespace {

bool write_file(const std::string& path, const std::string& text) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) {
        return false;
    }
    const bool is_written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    return std::fclose(file) == 0 && is_written;
}

}  // namespace

int main(int count, char** values) {
    if (count < 3) {
        std::fprintf(stderr, "Usage: shot_make_script FOLDER N [broken]\n");
        return 2;
    }
    const std::string folder = values[1];
    const std::size_t shots = std::strtoull(values[2], nullptr, 10);
    const bool is_broken = count > 3 && std::strcmp(values[3], "broken") == 0;
    const bool is_written = write_file(folder + "/house.shot", shot::bench::make_library()) &&
                            write_file(folder + "/film.shot", is_broken ? shot::bench::make_broken_script(shots)
                                                                        : shot::bench::make_script(shots));
    return is_written ? 0 : 3;
}
