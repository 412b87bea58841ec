// multipart/form-data by libcurl, its files streamed from the disk. For transfer.cpp alone: curl's header stays there.
#pragma once

#include <curl/curl.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "runtime/http/client.hpp"

namespace shot::http {

/// The files of a form, open for as long as it is sent.
class Form {
public:
    explicit Form(const std::vector<FormField>& fields) : fields_(fields) {}
    Form(const Form&) = delete;
    Form& operator=(const Form&) = delete;
    ~Form();

    /// Opens every file and hangs the form on `easy`; what is wrong, or empty.
    std::string attach(CURL* easy);
    /// What went wrong with a file while it was sent, or empty.
    [[nodiscard]] const std::string& trouble() const { return trouble_; }

private:
    struct File {
        Form* form;
        std::string name;  // for people
        int descriptor;
        std::uint64_t size;
        std::uint64_t at = 0;
    };
    static std::size_t on_read(char* buffer, std::size_t size, std::size_t count, void* argument);
    static int on_seek(void* argument, curl_off_t offset, int origin);
    std::string add(const FormField& field);
    std::string add_file(curl_mimepart* part, const FormField& field);

    const std::vector<FormField>& fields_;
    curl_mime* mime_ = nullptr;
    std::vector<std::unique_ptr<File>> files_;
    std::string trouble_;
};

/// A name that is one, whatever a path or a script put there: no folder, no quotation mark, no control character.
std::string safe_file_name(std::string_view name);

/// No control character in it: it cannot end a header's line.
bool is_header_value(std::string_view text);
/// A token of RFC 9110.
bool is_token(std::string_view text);

}  // namespace shot::http
