#!/usr/bin/env bash
# What docs/dev/architecture.md asks of every source file: no file over 600 lines, no function over 80, a comment at the
# top of a header, no iostreams in the product. Prints what breaks it; the exit code is 1 then.
set -euo pipefail
cd "$(dirname "$0")/.."

mapfile -t files < <(find compiler runtime grammar stdlib tools tests -name node_modules -prune -o \
    \( -name '*.cpp' -o -name '*.hpp' \) -print | LC_ALL=C sort)

# A function: a line at the margin, or a member's indentation, that ends with `{`, after a head with brackets, up to the
# `}` of the same indentation. .clang-format makes this true of every function that is longer than a line. Test cases of
# Catch2 are lists of sections, no functions.
awk -v max_file=600 -v max_function=80 '
function report(text) { print text; broken = 1 }
function end_file() { if (lines > max_file) report(file ": " lines " lines, at most " max_file) }
FNR == 1 { if (NR > 1) end_file(); file = FILENAME; open = -1; head = ""
           if (file ~ /hpp$/ && $0 !~ /^\/\//) report(file ":1: does not begin with a comment that says what it is for") }
{ lines = FNR }
open < 0 {
    head = head " " $0
    if (match($0, /[{;}]$/)) {
        match($0, /^ */)
        if ($0 ~ /\{$/ && head ~ /\)/ && (RLENGTH == 0 || RLENGTH == 4) &&
            head !~ /^ *(namespace|class|struct|enum|union|if|for|while|switch|do|else|TEST_CASE|SCENARIO)[ (]/) {
            open = RLENGTH; start = FNR; closing = (open == 0 ? "" : "    ") "}"
        }
        head = ""
    }
    if ($0 ~ /^ *\/\// || $0 ~ /^#/ || $0 == "") head = ""
    next
}
substr($0, 1, open + 1) == closing {
    if (FNR - start + 1 > max_function) report(file ":" start ": a function of " FNR - start + 1 " lines, at most " max_function)
    open = -1; head = ""
}
END { if (NR > 0) end_file(); exit broken }
' "${files[@]}" || failed=1

# Start-up: a stream costs every run of the program its set-up.
if grep -nE '#include <(iostream|fstream|sstream|regex|iomanip)>' -r compiler runtime grammar stdlib tools/shot; then
    echo "the lines above: no iostreams and no std::regex in the product (docs/dev/architecture.md)"
    failed=1
fi
exit "${failed:-0}"
