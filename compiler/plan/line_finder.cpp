#include "compiler/plan/line_finder.hpp"

namespace shot::plan {

LineFinder::File& LineFinder::file_of(FileId id) {
    if (id.value >= files_.size()) {
        files_.resize(id.value + std::size_t{1});
    }
    File& file = files_[id.value];
    if (file.source == nullptr) {
        file.source = &sources_.get(id);
        file.path = script_.bundle_path(id);
    }
    return file;
}

const std::string& LineFinder::path_of(FileId file) {
    return file.is_valid() ? file_of(file).path : no_path_;
}

std::uint32_t LineFinder::line_of(Span span) {
    if (!span.file.is_valid()) {
        return 0;
    }
    File& file = file_of(span.file);
    const std::uint32_t offset = span.begin;
    constexpr int kNear = 8;  // lines that are tried before searching
    for (int i = 0; i < kNear && file.line > 0 && offset >= file.end; ++i) {
        file.begin = file.end;
        ++file.line;
        file.end = file.source->line_begin(file.line + 1);
    }
    if (offset < file.begin || offset >= file.end) {
        file.line = file.source->line_of(offset);
        file.begin = file.source->line_begin(file.line);
        file.end = file.source->line_begin(file.line + 1);
    }
    return file.line;
}

}  // namespace shot::plan
