#!/usr/bin/env bash
# Installs what is missing to build (--build) or to build and test (the default), on Debian 12. Says nothing and does
# nothing where all is there. Needs root or sudo only when something is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(g++ cmake ninja-build nlohmann-json3-dev libexpected-dev tao-pegtl-dev libfmt-dev libutf8proc-dev
    libmbedtls-dev libcli11-dev libtomlplusplus-dev
    libcurl4-openssl-dev libsqlite3-dev libcpp-httplib-dev libpango1.0-dev ffmpeg espeak-ng fonts-dejavu-core)
if [[ ${1-} != --build ]]; then
    packages+=(catch2 libssl-dev clang-14 libclang-rt-14-dev libbenchmark-dev locales python3-minimal)
    command -v node >/dev/null || packages+=(nodejs)
    command -v npm >/dev/null || packages+=(npm)
fi

missing=()
for package in "${packages[@]}"; do
    [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] ||
        missing+=("$package")
done
if ((${#missing[@]} > 0)); then
    as_root=()
    if ((EUID != 0)); then
        command -v sudo >/dev/null || { echo "setup: run as root, or install: ${missing[*]}" >&2; exit 3; }
        as_root=(sudo)
    fi
    echo "setup: installing ${missing[*]}"
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive sh -c \
        'apt-get -qq update && apt-get -qq install --yes --no-install-recommends "$@"' sh "${missing[@]}" \
        >"$log" 2>&1 </dev/null || { cat "$log" >&2; exit 3; }
fi

# The packages of the end-to-end tests: laid anew only when the lock file changed.
if [[ ${1-} != --build && -f tests/e2e/package-lock.json ]]; then
    stamp=tests/e2e/node_modules/.package-lock.sum
    sum=$(sha256sum <tests/e2e/package-lock.json)
    if [[ $(cat "$stamp" 2>/dev/null) != "$sum" ]]; then
        echo "setup: installing the npm packages of tests/e2e"
        (cd tests/e2e && npm ci --silent --no-audit --no-fund </dev/null)
        echo "$sum" >"$stamp"
    fi
fi
