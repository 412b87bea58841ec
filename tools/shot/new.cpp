// `shot new`: a small film to start from. Writes all of it or nothing, and never over a file that exists.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "compiler/source/paths.hpp"
#include "stdlib/embedded.hpp"
#include "tools/command/command_line.hpp"

namespace shot::tool {
namespace {

constexpr std::string_view kTemplates = "templates/";

struct NewFile {
    std::string path;
    std::string_view text;
};

/// The names of the embedded templates: the folders of `templates/`.
std::vector<std::string> template_names() {
    std::vector<std::string> names;
    for (const stdlib::EmbeddedFile& file : stdlib::embedded_files()) {
        if (file.path.starts_with(kTemplates)) {
            std::string_view name = file.path.substr(kTemplates.size());
            name = name.substr(0, name.find('/'));
            if (names.empty() || names.back() != name) {
                names.emplace_back(name);
            }
        }
    }
    return names;
}

std::vector<NewFile> files_of(const std::string& name, const std::string& folder) {
    const std::string prefix = fmt::format("{}{}/", kTemplates, name);
    std::vector<NewFile> files;
    for (const stdlib::EmbeddedFile& file : stdlib::embedded_files()) {
        if (file.path.starts_with(prefix)) {
            files.push_back({join_path(folder, file.path.substr(prefix.size())), file.text});
        }
    }
    return files;
}

/// 0, or the error. A file that could not be written whole is taken away again.
int write_new_file(const NewFile& file) {
    const int descriptor = ::open(file.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        return errno;
    }
    std::string_view rest = file.text;
    int error = 0;
    while (!rest.empty() && error == 0) {
        const ssize_t written = ::write(descriptor, rest.data(), rest.size());
        if (written < 0) {
            error = errno == EINTR ? 0 : errno;
        } else {
            rest.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    if (::close(descriptor) != 0 && error == 0) {
        error = errno;
    }
    if (error != 0) {
        ::unlink(file.path.c_str());
    }
    return error;
}

int write_film(const std::string& folder, const std::vector<NewFile>& files) {
    const bool made_folder = !folder.empty() && ::mkdir(folder.c_str(), 0777) == 0;
    if (!folder.empty() && !made_folder && errno != EEXIST) {
        write_failure(fmt::format("cannot create the folder `{}`: {}", folder, std::strerror(errno)));
        return kWorldFailed;
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
        const int error = write_new_file(files[i]);
        if (error != 0) {
            for (std::size_t written = 0; written < i; ++written) {
                ::unlink(files[written].path.c_str());
            }
            if (made_folder) {
                ::rmdir(folder.c_str());
            }
            write_failure(fmt::format("cannot write `{}`: {}", files[i].path,
                                      error == EEXIST ? "it exists already, and nothing is written over"
                                                      : std::strerror(error)));
            return kWorldFailed;
        }
    }
    return kFine;
}

}  // namespace

int run_new(const Arguments& arguments) {
    CLI::App app;
    std::string folder;
    std::string name = "film";
    set_up_command(app, "new", "Examples:\n  shot new my-film\n  shot new my-ad --template ad",
                   "Writes a small film to start from. Files that exist are never written over.");
    app.add_option("FOLDER", folder, "Where to; the current folder if it is left out")->option_text(" ");
    app.add_option("--template", name, "What to start from: film (three shots, a library) or ad (a shot for each row of a table)")
        ->check(CLI::IsMember(template_names()).description(""))
        ->option_text("NAME");
    if (const auto code = parse_command_line(app, arguments)) {
        return *code;
    }
    const std::vector<NewFile> files = files_of(name, folder);
    if (const int code = write_film(folder, files); code != kFine) {
        return code;
    }
    std::string said;
    std::string script;
    for (const NewFile& file : files) {
        said += file.path + "\n";
        if (path_stem(file.path) == name) {
            script = file.path;
        }
    }
    write_message(fmt::format("Next: `shot check {0}`, then `shot compile {0} -o {1}.json`\n", script, name));
    return write_result(said);
}

}  // namespace shot::tool
