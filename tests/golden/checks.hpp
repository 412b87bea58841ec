// The parts of shot_golden: each counts what passed and prints what did not. golden_test.cpp has the command line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace shot::tests {

/// Where things are and what is asked for.
struct Settings {
    std::string project;  // the repository
    std::string filter;   // only cases whose id holds this
    bool updates = false;
    [[nodiscard]] std::string cases() const { return project + "/tests/cases"; }
};

class Tally {
public:
    void pass() { ++passed_; }
    /// One failure, with its report.
    void fail(std::string_view what, std::string_view report);
    /// Passes when the report is empty.
    void check(std::string_view what, std::string_view report);
    [[nodiscard]] std::size_t passed() const { return passed_; }
    [[nodiscard]] std::size_t failed() const { return failed_; }

private:
    std::size_t passed_ = 0;
    std::size_t failed_ = 0;
};

/// Every case against the files beside it; with Settings::updates, writes them.
void check_cases(const Settings& settings, Tally& tally);
/// Every prefix and every single-line deletion of every case compiles without a crash and gives a sound tree; every
/// case compiled twice is the same.
void check_properties(const Settings& settings, Tally& tally);
/// The canonical form of every script, of every block of the documents and of 20,000 generated files is the form of
/// itself, and compiles to the same.
void check_formats(const Settings& settings, Tally& tally);
/// Every fix of every case and example mends what it is offered for, and brings nothing new.
void check_fixes(const Settings& settings, Tally& tally);
/// Every code is unique, emitted in a golden case, and has a page whose examples do what they say.
void check_catalog(const Settings& settings, Tally& tally);
/// Every `shot` block of README and docs/ compiles cleanly, or reports the code that its fence names.
void check_documents(const Settings& settings, Tally& tally);
/// Every script of examples/ compiles without a diagnostic that is not about the target's retirement, and to the text
/// that is kept in tests/cases/examples.
void check_examples(const Settings& settings, Tally& tally);

}  // namespace shot::tests
