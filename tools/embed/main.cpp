// Build tool: writes a .cpp that holds files as text. embed OUTPUT PREFIX=FOLDER:EXTENSION...
// Each file below FOLDER with the extension is embedded as PREFIX/relative/path.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace fs = std::filesystem;

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr, "usage: embed OUTPUT PREFIX=FOLDER:EXTENSION...\n");
        return 2;
    }
    std::vector<std::pair<std::string, fs::path>> files;
    for (int i = 2; i < argc; ++i) {
        const std::string argument = argv[i];
        const auto equals = argument.find('=');
        const auto colon = argument.rfind(':');
        const std::string prefix = argument.substr(0, equals);
        const fs::path folder = argument.substr(equals + 1, colon - equals - 1);
        const std::string extension = argument.substr(colon + 1);
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (entry.is_regular_file() && entry.path().extension() == extension) {
                files.emplace_back(prefix + "/" + fs::relative(entry.path(), folder).generic_string(), entry.path());
            }
        }
    }
    std::sort(files.begin(), files.end());

    std::ofstream out(argv[1], std::ios::binary);
    out << "// Made by tools/embed; do not edit.\n#include \"stdlib/embedded.hpp\"\n\nnamespace shot::stdlib {\nnamespace {\n";
    for (std::size_t i = 0; i < files.size(); ++i) {
        std::ifstream in(files[i].second, std::ios::binary);
        const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
        out << "constexpr char kFile" << i << "[] = {";
        for (std::size_t j = 0; j < text.size(); ++j) {
            out << (j % 24 == 0 ? "\n" : "") << static_cast<int>(static_cast<signed char>(text[j])) << ',';
        }
        out << "0};\n";
    }
    out << "constexpr EmbeddedFile kFiles[] = {\n";
    for (std::size_t i = 0; i < files.size(); ++i) {
        out << "    {\"" << files[i].first << "\", {kFile" << i << ", sizeof kFile" << i << " - 1}},\n";
    }
    out << "};\n}  // namespace\n\nstd::span<const EmbeddedFile> embedded_files() { return kFiles; }\n\n}  // namespace shot::stdlib\n";
    out.close();
    return out.good() ? 0 : 1;
}
