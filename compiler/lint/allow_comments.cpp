#include "compiler/lint/allow_comments.hpp"

#include <algorithm>

#include "compiler/lint/source_lines.hpp"

namespace shot::lint {
namespace {

constexpr std::string_view kMark = "shot: allow ";

/// Whether no declaration stands above the line.
bool is_first_declaration(std::string_view text, std::size_t line) {
    for (std::size_t at = first_line(text); at < line; at = next_line(text, at)) {
        if (!is_blank(text, at) && text.substr(at, 9) != "language ") {
            return false;
        }
    }
    return true;
}

bool is_name_letter(char c) {
    return (c >= 'a' && c <= 'z') || c == '-';
}

}  // namespace

bool is_lint_name(std::string_view name) {
    if (name == "craft") {
        return true;
    }
    const auto* entry = diagnostics::find_entry(name);
    return entry != nullptr && entry->name == name && entry->code >= 700 && entry->code < 900;
}

void AllowComments::read_comment(FileId id, std::size_t mark, File& out) const {
    const std::string_view text = sources_.get(id).text();
    const std::size_t line = line_begin_of(text, mark);
    const std::size_t slashes = text.rfind("//", mark);
    if (slashes == std::string_view::npos || slashes < line ||
        text.substr(slashes + 2, mark - slashes - 2).find_first_not_of(' ') != std::string_view::npos) {
        return;  // no comment that begins so
    }
    Allow allow;
    allow.begin = static_cast<std::uint32_t>(line);
    allow.end = static_cast<std::uint32_t>(next_line(text, line));
    if (is_blank(text, line)) {
        std::size_t next = next_line(text, line);
        while (next < text.size() && is_blank(text, next)) {
            next = next_line(text, next);
        }
        const bool is_file = is_first_declaration(text, next);
        allow.begin = static_cast<std::uint32_t>(is_file ? 0 : next);
        allow.end = static_cast<std::uint32_t>(is_file ? text.size() : end_of_block(text, next));
    }
    for (std::size_t at = mark + kMark.size(); at < text.size() && is_name_letter(text[at]);) {
        std::size_t end = at;
        while (end < text.size() && is_name_letter(text[end])) {
            ++end;
        }
        allow.name = text.substr(at, end - at);
        if (allow.name == "because") {
            break;
        }
        allow.span = {id, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
        out.allows.push_back(allow);
        at = std::min(text.find_first_not_of(", ", end), text.size());
        if (text.substr(end, 1) != "," && text.substr(at, 7) != "because" &&
            !is_lint_name(text.substr(at, text.find_first_of(" ,\r\n", at) - at))) {
            break;  // what follows is the reason
        }
    }
}

AllowComments::File& AllowComments::file_of(FileId id) {
    if (files_.size() <= id.value) {
        files_.resize(id.value + 1);
    }
    File& file = files_[id.value];
    if (!file.is_read) {
        file.is_read = true;
        const std::string_view text = sources_.get(id).text();
        for (std::size_t at = text.find(kMark); at != std::string_view::npos; at = text.find(kMark, at + 1)) {
            read_comment(id, at, file);
        }
    }
    return file;
}

bool AllowComments::allows(std::string_view name, Span span) {
    if (!span.file.is_valid()) {
        return false;
    }
    bool is_allowed = false;
    for (Allow& allow : file_of(span.file).allows) {
        if ((allow.name == name || allow.name == "craft") && span.begin >= allow.begin && span.begin < allow.end) {
            allow.is_used = true;
            is_allowed = true;
        }
    }
    return is_allowed;
}

void AllowComments::report_unused(const std::vector<FileId>& files, diagnostics::Sink& sink) {
    for (const FileId id : files) {
        for (const Allow& allow : file_of(id).allows) {
            if (allow.is_used) {
                continue;
            }
            auto report = sink.report(diag::UnusedAllow, allow.span, allow.name);
            report.note(is_lint_name(allow.name) ? "nothing in its reach raises this lint: take the comment away"
                                                 : "there is no lint of this name");
        }
    }
}

}  // namespace shot::lint
