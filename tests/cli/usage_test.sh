#!/usr/bin/env bash
# How the program is called: help, wrong usage, colours, and the small commands.
source "$(dirname "$0")/support.sh"
film >film.shot

# Help: on standard output, exit code 0, an example first.
for command in '' check compile fix fmt explain targets new version; do
    run '"$SHOT" '"$command"' --help'
    expect_code 0
    expect_empty err
    [[ $(head -n 1 out) == Example* ]] && ok || not_ok 'the help begins with an example'
    [[ $(sed -n 2p out) == '  shot '* ]] && ok || not_ok 'the example is a command'
    [[ $(awk '{ print length }' out | sort -n | tail -n 1) -le 120 ]] && ok || not_ok 'the help fits 120 columns'
done
run '"$SHOT" help check'
expect_code 0
expect_in out 'shot check film.shot'

# Each option that the help of `compile` names is there, and each that the manual promises is in the help.
run '"$SHOT" compile --help'
for option in --target --all-targets --set -I -o --format --print --strict --json --sarif --as-of --max-source --color; do
    expect_in out "$option"
done

# Wrong usage: exit code 2, one plain reason on standard error, nothing on standard output.
expect_usage() {  # ARGUMENTS... TEXT
    run '"$SHOT" '"$1"
    expect_code 2
    expect_empty out
    expect_in err "$2"
}
expect_usage '' 'Usage: shot COMMAND'
expect_usage 'chekc film.shot' 'did you mean `check`?'
expect_usage 'film.shot' 'shot check film.shot'
expect_usage '--frobnicate' 'there is no option `--frobnicate`'
expect_usage 'check' 'SCRIPT'
expect_usage 'check film.shot --tarjet x' 'did you mean `--target`?'
expect_usage 'compile' 'SCRIPT'
expect_usage 'compile film.shot film.shot' 'one too many'
expect_usage 'compile film.shot --format yaml' 'yaml'
expect_usage 'compile film.shot --print tree' 'tree'
expect_usage 'check film.shot --json --sarif' '--sarif'
expect_usage 'check film.shot --target sora-2 --all-targets' '--all-targets'
expect_usage 'check film.shot --set nonsense' 'NAME=VALUE'
expect_usage 'check film.shot --set =x' 'NAME=VALUE'
expect_usage 'check film.shot --target a --target b' '`--target` is given more than once'
expect_usage 'check film.shot --as-of tomorrow' 'no date'
expect_usage 'check film.shot --as-of 2026-02-29' 'no date'
expect_usage 'check film.shot --max-source 5X' 'no size'
expect_usage 'check film.shot --max-source 0' 'no size'
expect_usage 'check film.shot --max-source 9G' 'no size'
expect_usage 'check film.shot --color sometimes' 'sometimes'
expect_usage 'explain SHOT9999' 'no diagnostic `SHOT9999`'
expect_usage 'explain unknwon-name' 'did you mean `unknown-name`?'
expect_usage 'new --template opera' 'opera'
expect_usage 'compile film.shot -o' '-o'

# Targets by name, unknown ones with a suggestion.
run '"$SHOT" check film.shot --target sora-2-pro'
expect_code 0
run '"$SHOT" check film.shot --target sora-2-por'
expect_code 2
expect_in err '`sora-2-pro`'
run '"$SHOT" check film.shot --as-of 2026-01-01'
expect_code 0
expect_in err 'no errors, no warnings'

# --set changes a `let` and nothing else.
printf 'let city: Tokyo\n' | cat - film.shot | sed 's/Three wooden boats/Three boats from {city}/' >city.shot
run '"$SHOT" compile city.shot --format prompt --set city=Lisbon'
expect_code 0
expect_in out 'Three boats from Lisbon rock'
run '"$SHOT" check city.shot --set town=Lisbon'
expect_code 2
expect_in err 'SHOT0317'

# -I: a folder where libraries are looked for; more than one, in order; the script that follows is not swallowed.
mkdir lib other
echo 'sound Bell: a bell' >lib/words.shot
sed '/^style/i import "words.shot" as words\n' film.shot | sed 's/sound: Sea/sound: Sea, words.Bell/' >uses.shot
run '"$SHOT" check uses.shot'
expect_code 1
run '"$SHOT" check -I other -I lib uses.shot'
expect_code 0
run '"$SHOT" check -I nowhere uses.shot'
expect_code 3

# --strict: what is lost is an error.
sed 's/^    sound: Sea/    sound: Sea\n    seed: 7/' film.shot >seed.shot
run '"$SHOT" check seed.shot'
expect_code 0
expect_in err 'SHOT0616'
run '"$SHOT" check seed.shot --strict'
expect_code 1
run '"$SHOT" compile seed.shot --strict'
expect_code 1
expect_empty out

# Colours: only where they are wanted.
escape=$(printf '\033')
run '"$SHOT" check film.shot'
expect_not_in err "$escape"
run '"$SHOT" check film.shot --color always'
expect_in err "$escape"
run 'CLICOLOR_FORCE=1 "$SHOT" check film.shot'
expect_in err "$escape"
run 'CLICOLOR_FORCE=0 "$SHOT" check film.shot'
expect_not_in err "$escape"
run 'NO_COLOR=1 CLICOLOR_FORCE=1 "$SHOT" check film.shot'
expect_not_in err "$escape"
run 'NO_COLOR=1 "$SHOT" check film.shot --color always'
expect_in err "$escape"
if command -v script >/dev/null; then
    run 'TERM=xterm script -qec "\"$SHOT\" check film.shot" typescript </dev/null'
    expect_in out "$escape"
    run 'TERM=xterm NO_COLOR=1 script -qec "\"$SHOT\" check film.shot" typescript </dev/null'
    expect_not_in out "$escape"
    run 'TERM=dumb script -qec "\"$SHOT\" check film.shot" typescript </dev/null'
    expect_not_in out "$escape"
fi

# Answers for programs are on standard output, one JSON object a line.
run '"$SHOT" check film.shot --json'
expect_code 0
expect_in out '"code":"SHOT0601"'
expect_not_in err 'SHOT0601'
expect_in err 'film.shot: no errors, 1 warning'
run '"$SHOT" check film.shot city.shot --sarif'
expect_code 0
expect_in out '2.1.0'
[[ $(grep -c '"\$schema"' out) == 1 ]] && ok || not_ok 'several scripts give one SARIF log'

# explain.
run '"$SHOT" explain'
expect_code 0
expect_in out 'SHOT0301'
expect_in out 'unknown-name'
for name in SHOT0301 shot0301 0301 301 unknown-name; do
    run '"$SHOT" explain '$name
    expect_code 0
    expect_in out 'SHOT0301'
done
expect_not_in out '```'
for code in $("$SHOT" explain | grep -o 'SHOT[0-9]\{4\}'); do
    run '"$SHOT" explain '"$code"
    expect_code 0
    [[ $(wc -l <out) -gt 3 ]] && ok || not_ok "$code has a page"
done

# version.
run '"$SHOT" --version'
expect_code 0
[[ $(cat out) =~ ^shot\ [0-9]+\.[0-9]+\.[0-9]+ ]] && ok || not_ok 'the version is a number'
cp out version
run '"$SHOT" version'
expect_same out version
run '"$SHOT" version --json'
expect_in out '"bundle":2'

# targets.
run '"$SHOT" targets'
expect_code 0
expect_in out 'sora-2-pro'

# new: films that compile at once with no warning but the retirement, and nothing written over.
for name in film ad; do
    fresh
    run '"$SHOT" new starter --template '$name
    expect_code 0
    run '"$SHOT" check starter/'$name'.shot --json'
    expect_code 0
    [[ $(grep -vc SHOT0601 out) == 0 ]] && ok || not_ok "the template $name has no warning but the retirement"
    run '"$SHOT" compile starter/'$name'.shot -o starter/'$name'.json'
    expect_code 0
    cp -r starter before
    run '"$SHOT" new starter --template '$name
    expect_code 3
    expect_in err 'exists already'
    diff -r starter before >/dev/null && ok || not_ok 'nothing was written over'
done
fresh
run '"$SHOT" new'
expect_code 0
expect_files film.shot house.shot
fresh
echo mine >house.shot
run '"$SHOT" new .'
expect_code 3
expect_files house.shot
[[ $(cat house.shot) == mine ]] && ok || not_ok 'house.shot is untouched'
run '"$SHOT" new no/such/folder'
expect_code 3

# Lints are on; a comment or an option says otherwise.
fresh
printf 'shot a: a person walks down a street\n' >a.shot
run '"$SHOT" check a.shot'
expect_code 0
expect_in err 'SHOT0707'
run '"$SHOT" check a.shot --error generic-subject'
expect_code 1
expect_in err 'error[SHOT0707]'
run '"$SHOT" check a.shot --error craft --warn generic-subject'
expect_code 1
expect_in err 'warning[SHOT0707]'
expect_in err 'error[SHOT0708]'
run '"$SHOT" check a.shot --allow generic-subject'
expect_code 0
expect_not_in err 'SHOT0707'
expect_in err 'SHOT0708'
run '"$SHOT" compile a.shot --error craft --allow craft'
expect_code 0
expect_not_in err 'SHOT07'
run '"$SHOT" check a.shot --allow no-such-lint'
expect_code 2
expect_in err 'no-such-lint'
finish
