// Reads a data file event by event, without building a document: each object and each string comes with the keys above
// it. For files that are read at every start.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "compiler/support/result.hpp"

namespace shot::sema {

class JsonVisitor {
public:
    JsonVisitor() = default;
    JsonVisitor(const JsonVisitor&) = delete;
    JsonVisitor& operator=(const JsonVisitor&) = delete;
    virtual ~JsonVisitor() = default;

    /// An object or an array opens. `path` holds a key a level, empty for what stands in an array. False stops the
    /// reading.
    virtual bool open(std::span<const std::string> path) = 0;
    virtual bool close(std::span<const std::string> path) = 0;
    virtual bool text(std::span<const std::string> path, std::string_view value) = 0;
    virtual bool number(std::span<const std::string> path, double value) = 0;
    /// Why it stopped, where one of the above gave false.
    [[nodiscard]] virtual std::string reason() const = 0;
};

/// `name` stands in the failure.
Result<void> read_json(std::string_view json, std::string_view name, JsonVisitor& visitor);

}  // namespace shot::sema
