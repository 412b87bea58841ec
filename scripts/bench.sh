#!/usr/bin/env bash
# Measures whole runs of the program as it is shipped: start-up, check, batch lines and bundles of films of N shots, with
# ratios to the floors. Medians; absolute times move from run to run, the ratios hold.
#     scripts/bench.sh           N = 1, 100, 10,000 and 100,000
#     scripts/bench.sh --quick   N = 1, 100 and 10,000
#     scripts/bench.sh --stages  the stages in process (Google Benchmark)
set -euo pipefail
cd "$(dirname "$0")/.."

export CMAKE_BUILD_PARALLEL_LEVEL=${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}
build=${SHOT_BENCH_BUILD:-build/bench}
cmake --preset bench -B "$build" >/dev/null
cmake --build "$build" --target shot shot_bench shot_make_script shot_measure shot_speed_of_light >/dev/null
if [[ ${1-} == --stages ]]; then
    exec "$build/tests/bench/shot_bench" "${@:2}"
fi
sizes=(1 100 10000 100000)
[[ ${1-} == --quick ]] && sizes=(1 100 10000)

shot=$build/tools/shot/shot
tools=$build/tests/bench
ram=/dev/shm
[[ -w $ram ]] || ram=${TMPDIR:-/tmp}
work=$(mktemp -d "$ram/shot-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

declare -A wall cpu peak size output
# measure NAME RUNS COMMAND...: fills the medians; a command that fails ends it all.
measure() {
    local name=$1 code
    shift
    read -r "wall[$name]" "cpu[$name]" "peak[$name]" code < <("$tools/shot_measure" "$@")
    if [[ $code != 0 && ! ( $name == errors-* && $code == 1 ) ]]; then
        echo "bench: \`${*:2}\` ended with $code" >&2
        exit 1
    fi
}
row() { printf '%-34s %10s ms %10s ms CPU %10s KiB\n' "$2" "${wall[$1]}" "${cpu[$1]}" "${peak[$1]}"; }
# ratio TEXT A B [SCALE]: A / B.
ratio() { awk -v text="$1" -v a="$2" -v b="$3" -v scale="${4:-1}" 'BEGIN { printf "%-76s %8.2f\n", text, (b > 0 ? scale * a / b : 0) }'; }

measure true 51 true
measure start 51 "$shot" check stdlib/templates/film/film.shot
row true '`true`'
row start 'check, 3 shots, 2 imports'
for n in "${sizes[@]}"; do
    runs=$((n > 10000 ? 5 : n > 1000 ? 9 : 31))
    folder=$work/$n
    mkdir "$folder"
    "$tools/shot_make_script" "$folder" "$n"
    film=$folder/film.shot
    size[$n]=$(stat -c %s "$film")
    measure "light-$n" "$runs" "$tools/shot_speed_of_light" "$folder" "$folder/light.jsonl"
    measure "check-$n" "$runs" "$shot" check --max-source 1GiB "$film"
    measure "batch-$n" "$runs" "$shot" compile --max-source 1GiB --format batch "$film" -o "$folder/film.jsonl"
    # The comparison is fair only while both write the same. Over 50,000 lines a batch is cut: film.jsonl, film-2.jsonl.
    find "$folder" -name 'film*.jsonl' | sed 's/film\.jsonl$/film-1.jsonl/' | sort -V | sed 's/film-1\.jsonl$/film.jsonl/' |
        xargs cat | cmp - "$folder/light.jsonl" || { echo 'bench: the speed of light writes something else' >&2; exit 1; }
    output[$n]=$(stat -c %s "$folder/light.jsonl")
    rm -f "$folder"/*.jsonl
    measure "bundle-$n" "$runs" "$shot" compile --max-source 1GiB "$film" -o "$folder/film.json"
    rm -f "$folder/film.json"
    echo "N = $n: $((size[$n] / n)) bytes of source a shot"
    row "light-$n" '  speed of light (batch lines)'
    row "check-$n" '  check'
    row "batch-$n" '  compile --format batch'
    row "bundle-$n" '  compile, the whole bundle'
done

mkdir "$work/broken"
"$tools/shot_make_script" "$work/broken" 10000 broken
measure errors-10000 9 "$shot" check --max-source 1GiB --json "$work/broken/film.shot"
echo '10,000 errors with a suggestion each'
row errors-10000 '  check --json'

echo
printf '%-76s %8s\n' 'ratio (asked in an issue / where we are going)' ''
ratio 'start over `true`, wall (2 / 1.25)' "${wall[start]}" "${wall[true]}"
for n in 10000 100000; do
    [[ -v wall[batch-$n] ]] || continue
    ratio "N = $n: batch over the speed of light, CPU (3 / 1.5)" "${cpu[batch-$n]}" "${cpu[light-$n]}"
    ratio "N = $n: bundle over batch, CPU (2 / 1.5)" "${cpu[bundle-$n]}" "${cpu[batch-$n]}"
    ratio "N = $n: check, MB/s (100 / 400)" "${size[$n]}" "${wall[check-$n]}" 0.001
done
ratio 'N = 10,000: check of 10,000 errors over a clean check, CPU (10 / 4)' "${cpu[errors-10000]}" "${cpu[check-10000]}"
if [[ -v wall[batch-100000] ]]; then
    ratio 'CPU a shot at 100,000 over that at 10,000, batch (1.1 / 1.0)' "${cpu[batch-100000]}" "${cpu[batch-10000]}" 0.1
    beyond() { awk -v a="$1" -v b="$2" 'BEGIN { print a * 1024 - b - 4 * 1024 * 1024 }'; }
    for form in check batch bundle; do
        ratio "N = 100,000: peak beyond the source and 4 MiB, bytes a shot, $form (1024 / 320)" \
            "$(beyond "${peak[$form-100000]}" "${size[100000]}")" 100000
    done
    ratio 'N = 100,000: the same beyond the output, too, batch (1024)' \
        "$(beyond "${peak[batch-100000]}" $((size[100000] + output[100000])))" 100000
fi
