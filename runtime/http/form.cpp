#include "runtime/http/form.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

namespace shot::http {

std::string safe_file_name(std::string_view name) {
    constexpr std::size_t kMaxName = 200;
    constexpr std::string_view kReserved = "\"\\/:*?<>|;%";
    name = name.substr(name.find_last_of("/\\") + 1);  // npos + 1 is 0
    std::string out(name.substr(0, kMaxName));
    for (char& c : out) {
        const bool is_bad = static_cast<unsigned char>(c) < 0x20 || c == 0x7F || kReserved.find(c) != std::string_view::npos;
        c = is_bad ? '_' : c;
    }
    return out.empty() || out == "." || out == ".." ? "file" : out;
}

bool is_header_value(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; });
}

bool is_token(std::string_view text) {
    constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || kOthers.find(c) != std::string_view::npos;
    });
}

Form::~Form() {
    curl_mime_free(mime_);
    for (const auto& file : files_) {
        ::close(file->descriptor);
    }
}

std::string Form::attach(CURL* easy) {
    mime_ = curl_mime_init(easy);
    for (const FormField& field : fields_) {
        if (std::string wrong = add(field); !wrong.empty()) {
            return wrong;
        }
    }
    return curl_easy_setopt(easy, CURLOPT_MIMEPOST, mime_) == CURLE_OK ? "" : "the form cannot be sent";
}

std::string Form::add(const FormField& field) {
    if (field.name.empty() || !is_header_value(field.name) || !is_header_value(field.mime)) {
        return "a field of the form has a name or type that cannot be sent";
    }
    curl_mimepart* part = curl_mime_addpart(mime_);
    bool is_set = curl_mime_name(part, field.name.c_str()) == CURLE_OK;
    if (!field.mime.empty()) {
        is_set = is_set && curl_mime_type(part, field.mime.c_str()) == CURLE_OK;
    }
    if (!field.path.empty()) {
        return is_set ? add_file(part, field) : "there is not enough memory";
    }
    is_set = is_set && curl_mime_data(part, field.text.data(), field.text.size()) == CURLE_OK;
    return is_set ? "" : "there is not enough memory";
}

std::string Form::add_file(curl_mimepart* part, const FormField& field) {
    const int descriptor = ::open(field.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a pipe would wait for a writer
    if (descriptor < 0) {
        return fmt::format("cannot read `{}`: {}", field.path, std::strerror(errno));
    }
    files_.push_back(std::make_unique<File>(File{this, field.path, descriptor, 0}));
    File& file = *files_.back();
    struct stat facts {};
    if (::fstat(descriptor, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        return fmt::format("cannot read `{}`: it is no file", field.path);
    }
    file.size = static_cast<std::uint64_t>(facts.st_size);
    const std::string name = safe_file_name(field.file_name.empty() ? field.path : field.file_name);
    const bool is_set =
        curl_mime_filename(part, name.c_str()) == CURLE_OK &&
        curl_mime_data_cb(part, static_cast<curl_off_t>(facts.st_size), on_read, on_seek, nullptr, &file) == CURLE_OK;
    return is_set ? "" : "there is not enough memory";
}

std::size_t Form::on_read(char* buffer, std::size_t size, std::size_t count, void* argument) {
    auto& file = *static_cast<File*>(argument);
    // Never more than was announced, should the file grow; never less.
    const std::uint64_t wanted = std::min<std::uint64_t>(size * count, file.size - file.at);
    if (wanted == 0) {
        return 0;
    }
    ssize_t got = 0;
    do {
        got = ::pread(file.descriptor, buffer, static_cast<std::size_t>(wanted), static_cast<off_t>(file.at));
    } while (got < 0 && errno == EINTR);
    if (got <= 0) {
        const char* reason = got < 0 ? std::strerror(errno) : "it became shorter while it was sent";
        file.form->trouble_ = fmt::format("cannot read `{}`: {}", file.name, reason);
        return CURL_READFUNC_ABORT;
    }
    file.at += static_cast<std::uint64_t>(got);
    return static_cast<std::size_t>(got);
}

int Form::on_seek(void* argument, curl_off_t offset, int origin) {
    auto& file = *static_cast<File*>(argument);
    if (origin != SEEK_SET || offset < 0 || static_cast<std::uint64_t>(offset) > file.size) {
        return CURL_SEEKFUNC_FAIL;
    }
    file.at = static_cast<std::uint64_t>(offset);
    return CURL_SEEKFUNC_OK;
}

}  // namespace shot::http
