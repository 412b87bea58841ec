#!/usr/bin/env bash
# All checks, as CI runs them: set-up, a build by g++ with the tests, a build by clang with sanitizers and the fuzzers,
# end to end, style, and the demo. Each step's output is in build/test/; a step that fails shows it. The last line counts
# test cases and steps: `N passed, N failed`.
set -uo pipefail
cd "$(dirname "$0")/.."

passed=0
failed=0
mkdir -p build/test

# step NAME COMMAND...: runs it; one check more that passed or failed.
step() {
    local name=$1 log=build/test/$1.log started=$SECONDS
    shift
    if "$@" >"$log" 2>&1 </dev/null; then
        printf '  ok      %-20s %4d s\n' "$name" $((SECONDS - started))
        ((++passed))
    else
        printf '  FAILED  %-20s %4d s\n' "$name" $((SECONDS - started))
        { grep -E '\*\*\*Failed|FAILED|FAIL:|error:|^not ok' "$log" | head -n 40
          echo "... the end of $log:"
          tail -n 60 "$log"; } | sed 's/^/          /'
        ((++failed))
        return 1
    fi
}

# count LOG: adds what Catch2, the tests of our own and node's runner say in a log; `ctest --verbose` shows the former.
count() {
    local log=build/test/$1.log good bad
    read -r good bad < <(awk '
        match($0, /All tests passed \(.* in [0-9]+ test case/) { sub(/.* in /, ""); good += $1 }
        match($0, /test cases: +[0-9]+ \|/) {
            if (match($0, /[0-9]+ passed/)) good += substr($0, RSTART, RLENGTH)
            if (match($0, /[0-9]+ failed/)) bad += substr($0, RSTART, RLENGTH) }
        match($0, /[0-9]+ passed, [0-9]+ failed/) {
            split(substr($0, RSTART, RLENGTH), part, /[ ,]+/); good += part[1]; bad += part[3] }
        /^# pass [0-9]+/ { good += $3 }
        /^# fail [0-9]+/ { bad += $3 }
        END { print good + 0, bad + 0 }' "$log")
    ((passed += good, failed += bad))
}

build() { cmake --preset "$1" && cmake --build --preset "$1" --parallel "$(nproc)"; }
run_tests() { ctest --test-dir "build/$1" --parallel "$(nproc)" --verbose --timeout 1500 --no-tests=error "${@:2}"; }

fuzz() {
    local target found=0
    for target in build/clang/tests/fuzz/*_fuzzer; do
        [[ -x $target ]] || continue
        found=1
        local name corpus work dictionary=()
        name=$(basename "$target" _fuzzer)
        corpus=tests/fuzz/corpus/$name
        [[ -d $corpus ]] || corpus=tests/fuzz/corpus
        [[ -f tests/fuzz/shot.dict ]] && dictionary=(-dict=tests/fuzz/shot.dict)
        work=build/test/corpus-$name  # what it finds goes here, the first folder, and not among the committed seeds
        mkdir -p "$work"
        "$target" -max_total_time="${SHOT_FUZZ_SECONDS:-45}" -timeout=10 -rss_limit_mb=3000 -print_final_stats=1 \
            -artifact_prefix=build/test/ "${dictionary[@]}" "$work" "$corpus" || return 1
    done
    ((found))
}

end_to_end() { (cd tests/e2e && SHOT="$PWD/../../build/ci/tools/shot/shot" timeout 1500 npm test --silent); }

step setup scripts/setup.sh || { echo "$passed passed, $failed failed"; exit 1; }
step style scripts/check_style.sh
if step build build ci; then
    step test run_tests ci
    count test
    if [[ -f tests/e2e/package.json ]]; then
        step end-to-end end_to_end
        count end-to-end
    fi
fi
if step build-sanitized build clang; then
    # What the formatter and the fixes make of every case runs the same code over and over: minutes under the sanitizers.
    step test-sanitized run_tests clang --exclude-regex '^golden\.(formats|fixes)$'
    if [[ -d tests/fuzz ]]; then
        step fuzz fuzz
    fi
fi
step configure-release cmake --preset release -B build/release
step demo scripts/demo.sh --built build/ci

echo "$passed passed, $failed failed"
((failed == 0))
