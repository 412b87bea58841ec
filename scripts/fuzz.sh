#!/usr/bin/env bash
# Runs each fuzzer for so many seconds (60 if none are given): scripts/fuzz.sh [SECONDS] [NAME...]
# New inputs are kept in build/fuzz/corpus-NAME; what breaks the compiler is left in build/fuzz/ and named at the end.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-60}
shift || true
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz --target parse_fuzzer compile_fuzzer --parallel "$(nproc)"

for name in "${@:-parse compile}"; do
    for target in $name; do
        work=build/fuzz/corpus-$target
        mkdir -p "$work"
        echo "fuzzing $target for $seconds s"
        build/fuzz/tests/fuzz/"${target}_fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=3000 \
            -dict=tests/fuzz/shot.dict -artifact_prefix=build/fuzz/ -print_final_stats=1 "$work" tests/fuzz/corpus ||
            { echo "$target: see build/fuzz/crash-* (or timeout-*, oom-*); run the fuzzer on the file to see it again"; exit 1; }
    done
done
