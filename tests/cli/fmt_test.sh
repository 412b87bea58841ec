#!/usr/bin/env bash
# `shot fmt`: in place or not at all, modes and times kept, exit codes.
source "$(dirname "$0")/support.sh"

film | sed 's/0–4/0.00–4.00/; s/4–8/4.00–8.00/' >good.shot
film >other.shot
printf 'shot a, "x\n' >bad.shot

run '"$SHOT" fmt good.shot'
expect_code 0
expect_empty out
expect_empty err

# An unchanged file is not touched, a changed one keeps its mode.
touch -d '2001-02-03' good.shot
run '"$SHOT" fmt good.shot'
[[ $(date -r good.shot +%Y) == 2001 ]] && ok || not_ok 'the time of an unchanged file stays'
chmod 640 other.shot
run '"$SHOT" fmt --check good.shot other.shot'
expect_code 1
[[ $(cat out) == other.shot ]] && ok || not_ok '--check lists the file that would change'
film | cmp -s - other.shot && ok || not_ok '--check writes nothing'
run '"$SHOT" fmt --diff other.shot'
expect_code 1
expect_in out '--- other.shot'
expect_in out '-    0–4 Boats, wide shot, static'
expect_in out '+    0.00–4.00 Boats, wide shot, static'
cp out other.patch
cp other.shot patched.shot
run '"$SHOT" fmt other.shot'
expect_code 0
expect_same other.shot good.shot
if command -v patch >/dev/null; then
    run 'patch -s patched.shot <other.patch'
    expect_same patched.shot good.shot
fi
[[ $(stat -c %a other.shot) == 640 ]] && ok || not_ok 'the mode stays'
run '"$SHOT" fmt --check good.shot other.shot'
expect_code 0
expect_empty out

# What cannot be read is left as it is; the others are formatted.
film >other.shot
cp bad.shot bad.before
run '"$SHOT" fmt bad.shot other.shot'
expect_code 2
expect_same bad.shot bad.before
expect_same other.shot good.shot
expect_in err 'error'
expect_in err 'bad.shot: not formatted'

# Standard input.
run 'film | "$SHOT" fmt -'
expect_code 0
expect_same out good.shot
run 'film | "$SHOT" fmt --check --stdin-filename a/b.shot -'
expect_code 1
[[ $(cat out) == a/b.shot ]] && ok || not_ok '--stdin-filename is what --check lists'
run '"$SHOT" fmt --stdin-filename a/b.shot - <bad.shot'
expect_code 2
expect_empty out
expect_in err 'a/b.shot:1'

# Folders, and folders in them; not what begins with a dot, nor other files.
fresh
mkdir -p films/one films/.git
for place in films/a.shot films/one/b.shot films/.git/c.shot films/.d.shot films/e.txt; do film >$place; done
run '"$SHOT" fmt --check films'
expect_code 1
[[ $(tr '\n' ' ' <out) == 'films/a.shot films/one/b.shot ' ]] && ok || not_ok 'the scripts of the folder, in order'
run '"$SHOT" fmt films'
expect_code 0
film | cmp -s - films/.git/c.shot && ok || not_ok 'a hidden folder is left alone'
film | cmp -s - films/e.txt && ok || not_ok 'another file is left alone'
film | cmp -s - films/a.shot && not_ok 'a.shot is formatted' || ok
expect_files films films/a.shot films/one films/one/b.shot films/.git films/.git/c.shot films/.d.shot films/e.txt

# `check` reads folders, too.
run '"$SHOT" check --target sora-2-pro films'
expect_in err 'films/a.shot: '
expect_in err 'films/one/b.shot: '

# What we ship shows the form that it writes.
run '"$SHOT" fmt --check "$PROJECT/examples" "$PROJECT/stdlib"'
expect_code 0
expect_empty out

# The world fails.
run '"$SHOT" fmt none.shot'
expect_code 3
expect_in err 'none.shot'
if [[ -e /dev/full ]]; then
    run 'film | "$SHOT" fmt - >/dev/full'
    expect_code 3
fi
run '"$SHOT" fmt'
expect_code 2

finish
