#include "runtime/serve/folders.hpp"

#include <filesystem>
#include <system_error>
#include <vector>

#include "runtime/files/temporary_file.hpp"

namespace shot::serve {

namespace fs = std::filesystem;

Result<Folders> make_data_folders(const std::string& folder) {
    Folders folders{folder + "/clips", folder + "/inputs", folder + "/uploads"};
    for (const std::string* path : {&folders.clips, &folders.inputs, &folders.uploads}) {
        if (auto made = files::make_folders(*path); !made) {
            return tl::unexpected(made.error());
        }
    }
    return folders;
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
    auto file = files::TemporaryFile::create(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    if (auto written = file->write(bytes); !written) {
        return written;
    }
    return file->commit();
}

Result<void> link_file(const std::string& from, const std::string& to) {
    std::error_code error;
    fs::create_hard_link(from, to, error);
    if (error) {
        fs::copy_file(from, to, fs::copy_options::overwrite_existing, error);
    }
    if (error) {
        return tl::unexpected(Failure{"copy", from, error.message()});
    }
    return files::sync_folder(fs::path(to).parent_path().string());
}

void remove_inputs(const Folders& folders, std::string_view first_frame, std::string_view source) {
    std::error_code ignored;  // what stays behind is swept away at the next start
    for (const std::string_view name : {first_frame, source}) {
        if (!name.empty()) {
            fs::remove(folders.input(name), ignored);
        }
    }
}

void remove_clip(const Folders& folders, std::string_view id) {
    std::error_code ignored;
    for (const std::string& path : {folders.clip(id), folders.thumbnail(id), folders.sheet(id)}) {
        fs::remove(path, ignored);
    }
}

void sweep(const std::string& folder, const std::function<bool(std::string_view id)>& is_wanted) {
    std::error_code ignored;
    std::vector<fs::path> unwanted;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
        const std::string name = entry.path().filename().string();
        if (!is_wanted(std::string_view(name).substr(0, name.find('.')))) {
            unwanted.push_back(entry.path());
        }
    }
    for (const fs::path& path : unwanted) {
        fs::remove(path, ignored);
    }
}

}  // namespace shot::serve
