# For the tests of the command line: runs $SHOT in a folder of its own and checks what a user sees. Sourced by each test.
set -uo pipefail
: "${SHOT:?the program to test}" "${PROJECT:?the project}"
unset NO_COLOR CLICOLOR_FORCE

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
passed=0
failed=0

# A film that is fine but for the retirement of its target.
film() {
    cat <<'SHOT'
target sora-2, 1280x720, 8s

sound Sea: surf on shingle, gulls

style Plain: a 16mm travel film
    film: 16mm reversal film, light grain
    lighting: low sun from screen-left

shot harbour "The harbour", Plain
    sound: Sea

    0–4 Boats, wide shot, static
        - Three wooden boats rock at their moorings.
    4–8 The wall, medium shot, slow dolly left
        - An old man in a blue cap mends a net on the harbour wall.
SHOT
}

# run COMMAND...: runs it in the shell's words; sets $code, and the files out and err.
run() {
    # shellcheck disable=SC2294
    eval "$@" >out 2>err
    code=$?
    ran="$*"
}

ok() { ((++passed)); }
not_ok() {
    ((++failed))
    printf 'FAILED: %s\n  ran: %s\n  exit code %s\n' "$1" "$ran" "$code"
    head -c 2000 err | sed 's/^/  stderr: /'
    head -c 500 out | sed 's/^/  stdout: /'
}

expect_code() { if ((code == $1)); then ok; else not_ok "${2:-the exit code is $1}"; fi; }
# expect_in FILE TEXT: FILE holds TEXT as it stands.
expect_in() { if grep -qF -- "$2" "$1"; then ok; else not_ok "$1 holds \`$2\`"; fi; }
expect_not_in() { if grep -qF -- "$2" "$1"; then not_ok "$1 does not hold \`$2\`"; else ok; fi; }
expect_empty() { if [[ -s $1 ]]; then not_ok "$1 is empty"; else ok; fi; }
expect_same() { if cmp -s "$1" "$2"; then ok; else not_ok "$1 and $2 are equal"; fi; }
# expect_files NAME...: the folder holds these files and no others but out and err.
expect_files() {
    local found
    found=$(find . -mindepth 1 ! -name out ! -name err -printf '%P\n' | LC_ALL=C sort | tr '\n' ' ')
    if [[ "$found" == "$(printf '%s\n' "$@" | LC_ALL=C sort | tr '\n' ' ')" ]]; then
        ok
    else
        not_ok "the folder holds $* alone; it holds $found"
    fi
}
fresh() { find . -mindepth 1 -delete; }

finish() {
    echo "cli: $passed passed, $failed failed"
    ((failed == 0 && passed > 0))
    exit
}
