#!/usr/bin/env bash
# Builds Shot as it is shipped and shows what it does with a film of six shots, from the script to a film that plays.
# `--built FOLDER`: with what is built there already, as scripts/test.sh does.
set -euo pipefail
cd "$(dirname "$0")/.."

build=build/demo
if [[ ${1-} == --built ]]; then
    build=$2
else
    scripts/setup.sh --build
fi
quietly() {  # shows what a command said only when it fails
    local log
    log=$(mktemp)
    "$@" >"$log" 2>&1 </dev/null || { cat "$log" >&2; rm -f "$log"; return 1; }
    rm -f "$log"
}
if [[ $build == build/demo ]]; then
    echo "Building Shot in $build (some minutes) ..."
    quietly cmake --preset release -B $build
    quietly cmake --build $build --target shot shot-render --parallel "$(nproc)"
fi

shot=$build/tools/shot/shot
film=examples/lighthouse/film.shot
bold=$(printf '\033[1m') plain=$(printf '\033[0m')
[[ -t 1 && -z ${NO_COLOR-} ]] || bold='' plain=''
show() { printf '\n%s$ %s%s\n' "$bold" "$*" "$plain"; }

show shot check $film
"$shot" check $film

show "shot compile $film --format prompt   # the first prompt"
"$shot" compile $film --format prompt 2>/dev/null | awk '/^## / { if (seen++) exit } { print }'

show "shot compile $film -o $build/lighthouse.json"
"$shot" compile $film -o $build/lighthouse.json 2>/dev/null
head -c 1200 $build/lighthouse.json
printf ' ...\n\nThe whole bundle: %s/lighthouse.json\n' "$build"

# With no key and no network: what can be judged before money is spent.
show "shot render $film --out $build/lighthouse.takes"
"$shot" render $film --out $build/lighthouse.takes
printf '\nThe film: %s/%s/lighthouse.takes/film.mp4\nNext: docs/language/guide.md and docs/render.md\n' "$PWD" "$build"
