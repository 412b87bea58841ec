#include "compiler/lint/allow_comments.hpp"

#include <algorithm>

#include "compiler/lint/source_lines.hpp"

namespace shot::lint {
namespace {

constexpr std::string_view kMark = "shot";  // of a comment for us, in any case of its letters

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_letter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    return std::min(text.find_first_not_of(" \t", at), text.size());
}

/// Whether the word at `at` is that, in any case of its letters.
bool is_word_at(std::string_view text, std::size_t at, std::string_view word) {
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (at + i >= text.size() || lower(text[at + i]) != word[i]) {
            return false;
        }
    }
    return at + word.size() >= text.size() || !is_letter(text[at + word.size()]);
}

/// What people write for `allow` who come from other tools.
bool is_foreign_verb(std::string_view text, std::size_t at) {
    for (const std::string_view verb : {"ignore", "disable", "suppress", "silence", "allows", "allowed", "nolint", "off"}) {
        if (is_word_at(text, at, verb)) {
            return true;
        }
    }
    return false;
}

/// Whether a deeper line below this one goes on with it: a field, an action or dialogue, and no beat's header.
bool has_continuation(std::string_view text, std::size_t line) {
    const std::size_t begin = line + indentation_of(text, line);
    return begin > line && begin < text.size() && text[begin] != '+' && (text[begin] < '0' || text[begin] > '9');
}

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
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-';
}

std::string_view word_at(std::string_view text, std::size_t at) {
    std::size_t end = std::min(at, text.size());
    while (end < text.size() && is_name_letter(text[end])) {
        ++end;
    }
    return text.substr(std::min(at, text.size()), end - std::min(at, text.size()));
}

/// The lint's name where it is told by its code.
std::string_view name_of(std::string_view word) {
    const auto* entry = word.starts_with("SHOT") ? diagnostics::find_entry(word) : nullptr;
    return entry == nullptr ? word : entry->name;
}

}  // namespace

bool is_lint_name(std::string_view name) {
    if (name == "craft") {
        return true;
    }
    const auto* entry = diagnostics::find_entry(name);
    return entry != nullptr && entry->name == name && entry->code >= 700 && entry->code < 900;
}

void AllowComments::read_comment(FileId id, std::size_t slashes, File& out) const {
    const std::string_view text = sources_.get(id).text();
    const std::size_t mark = skip_blanks(text, slashes + 2);
    if (!is_word_at(text, mark, kMark)) {
        return;
    }
    std::size_t verb = skip_blanks(text, mark + kMark.size());
    const bool has_colon = text.substr(verb, 1) == ":";
    verb = has_colon ? skip_blanks(text, verb + 1) : verb;
    const bool is_allow = is_word_at(text, verb, "allow");
    if (!is_allow && !is_foreign_verb(text, verb)) {
        return;  // a note for people: `// shot: from the roof`
    }
    const std::size_t line = line_begin_of(text, mark);
    Allow allow = reach_of(text, line);
    std::size_t names = verb;
    while (names < text.size() && is_letter(text[names])) {
        ++names;
    }
    const std::size_t end = skip_blanks(text, names);
    allow.span = {id, static_cast<std::uint32_t>(mark), static_cast<std::uint32_t>(names)};
    allow.name = text.substr(verb, names - verb);
    if (!is_allow || !has_colon) {
        if (is_lint_name(name_of(word_at(text, end)))) {  // else it may be a sentence
            allow.slip = Slip::Form;
            out.allows.push_back(allow);
        }
        return;
    }
    const std::size_t before = out.allows.size();
    read_names(id, end, allow, out);
    if (out.allows.size() == before) {
        allow.slip = Slip::NoName;
        out.allows.push_back(allow);
    }
}

/// What a comment on the line holds for.
AllowComments::Allow AllowComments::reach_of(std::string_view text, std::size_t line) {
    Allow allow;
    allow.begin = static_cast<std::uint32_t>(line);
    allow.end = static_cast<std::uint32_t>(has_continuation(text, line) ? end_of_block(text, line) : next_line(text, line));
    if (is_blank(text, line)) {
        std::size_t next = next_line(text, line);
        while (next < text.size() && is_blank(text, next)) {
            next = next_line(text, next);
        }
        if (next < text.size() && indentation_of(text, next) < indentation_of(text, line)) {
            return allow;  // the last line of its block: what comes is another's
        }
        const bool is_file = is_first_declaration(text, next);
        allow.begin = static_cast<std::uint32_t>(is_file ? 0 : next);
        allow.end = static_cast<std::uint32_t>(is_file ? text.size() : end_of_block(text, next));
    }
    return allow;
}

void AllowComments::read_names(FileId id, std::size_t at, Allow allow, File& out) const {
    const std::string_view text = sources_.get(id).text();
    while (at < text.size() && is_name_letter(text[at])) {
        const std::string_view word = word_at(text, at);
        if (word == "because") {
            break;
        }
        const std::size_t end = at + word.size();
        allow.name = name_of(word);
        allow.span = {id, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
        out.allows.push_back(allow);
        at = std::min(text.find_first_not_of(", ", end), text.size());
        if (text.substr(end, 1) != "," && !is_lint_name(name_of(word_at(text, at)))) {
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
        for (std::size_t at = text.find("//"); at != std::string_view::npos; at = text.find("//", at + 2)) {
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
        const bool is_meant = allow.slip == Slip::None && (allow.name == name || allow.name == "craft");
        if (is_meant && span.begin >= allow.begin && span.begin < allow.end) {
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
            const std::string written(sources_.slice(allow.span));
            auto report = sink.report(diag::UnusedAllow, allow.span, allow.slip == Slip::None ? "allow " + written : written);
            report.note(allow.slip == Slip::Form     ? "it is read as `// shot: allow NAME because …`"
                        : allow.slip == Slip::NoName ? "it names no lint: `// shot: allow vague-motion because …`"
                        : is_lint_name(allow.name)   ? "nothing in its reach raises this lint: take the comment away"
                                                     : "there is no lint of this name");
        }
    }
}

}  // namespace shot::lint
