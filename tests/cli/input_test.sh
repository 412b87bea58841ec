#!/usr/bin/env bash
# What comes in: text that is no clean UTF-8, files that are none, standard input in every state.
source "$(dirname "$0")/support.sh"

# Text that is wrong: an error on its line, exit code 1, and the rest of the file is still read.
film >film.shot
expect_wrong_text() {  # FILE CODE LINE
    run '"$SHOT" check "'"$1"'" --json --target sora-2'
    expect_code 1 "$1 has errors"
    expect_in out "\"$2\""
    expect_in out "\"line\":$3"
}
{ film; printf '// a bad byte: \xff\n'; } >invalid.shot
expect_wrong_text invalid.shot SHOT0101 16
{ film; printf '// half a letter: \xc3'; } >half.shot
expect_wrong_text half.shot SHOT0101 16
{ film; printf '// surrogate: \xed\xa0\x80\n'; } >surrogate.shot
expect_wrong_text surrogate.shot SHOT0101 16
{ film; printf '// overlong: \xc0\xaf\n'; } >overlong.shot
expect_wrong_text overlong.shot SHOT0101 16
{ film; printf '// a NUL: \0\n'; } >nul.shot
expect_wrong_text nul.shot SHOT0102 16
for control in '\xe2\x80\xaa' '\xe2\x80\xae' '\xe2\x81\xa6' '\xe2\x81\xa9'; do  # LRE, RLO, LRI, PDI
    { film; printf "// turned: ${control}\n"; } >bidi.shot
    expect_wrong_text bidi.shot SHOT0102 16
done

# Text that is unusual: read as the plain form is, to the byte.
run '"$SHOT" compile film.shot --format batch'
expect_code 0
cp out plain
same_as_plain() {
    run '"$SHOT" compile "'"$1"'" --format batch'
    expect_code 0 "$1 compiles"
    expect_same out plain
}
film | sed 's/$/\r/' >crlf.shot
same_as_plain crlf.shot
{ printf '\xef\xbb\xbf'; film; } >bom.shot
same_as_plain bom.shot
{ printf '\xef\xbb\xbf'; film | sed 's/$/\r/'; } >bom-crlf.shot
same_as_plain bom-crlf.shot
film | sed 's/^        /\t\t/; s/^    /\t/' >tabs.shot
same_as_plain tabs.shot
film | head -c -1 >no-line-end.shot
same_as_plain no-line-end.shot
film | sed 's/$/   /' >trailing-blanks.shot
same_as_plain trailing-blanks.shot
film | sed 's/^        -/\t-/' >mixed.shot
run '"$SHOT" check mixed.shot'
expect_code 1
expect_in err 'SHOT0103'

# A file with nothing in it: no shots, and said so; never a crash.
for empty in '' '\n' '// nothing here\n' '\xef\xbb\xbf' '   \n\t\n'; do
    printf "$empty" >empty.shot
    run '"$SHOT" check empty.shot'
    if ((code == 0 || code == 1)); then ok; else not_ok 'an empty script gives 0 or 1'; fi
    expect_in err 'empty.shot: '
done

# What is no script at all: the world's fault, exit code 3, and what it is.
fresh
mkdir folder.shot
run '"$SHOT" check folder.shot'
expect_code 3
expect_in err 'folder.shot: no script'
run '"$SHOT" compile folder.shot -o film.json'
expect_code 3
run '"$SHOT" check missing.shot'
expect_code 3
expect_in err 'missing.shot'
expect_in err 'no such file'
run '"$SHOT" compile missing.shot -o film.json'
expect_code 3
run '"$SHOT" check ""'
if ((code == 2 || code == 3)); then ok; else not_ok 'an empty path is refused'; fi
ln -s loop.shot loop.shot
run '"$SHOT" check loop.shot'
expect_code 3
expect_files folder.shot loop.shot
run 'timeout 10 "$SHOT" check /dev/null'
if ((code == 0 || code == 1 || code == 3)); then ok; else not_ok '/dev/null is empty or no file'; fi
run 'timeout 10 "$SHOT" check /dev/zero'
expect_code 3 'a device is no script'
mkfifo pipe.shot
run 'timeout 10 "$SHOT" check pipe.shot'
expect_code 3 'a pipe is not waited for'
if ((EUID != 0)); then
    film >secret.shot
    chmod 0 secret.shot
    run '"$SHOT" check secret.shot'
    expect_code 3
fi

# Standard input.
fresh
film >film.shot
run '"$SHOT" compile film.shot --format batch'
cp out plain
run '"$SHOT" compile - --format batch <film.shot'
expect_code 0
expect_same out plain
run '"$SHOT" check - <film.shot'
expect_code 0
expect_in err '<stdin>: no errors'
run 'cat film.shot | "$SHOT" check -'
expect_code 0
run '"$SHOT" check - <&-'
expect_code 3
expect_in err 'cannot read `<stdin>`: it is closed'
run '"$SHOT" check - <.'
expect_code 3
expect_in err 'it is a directory'
run '"$SHOT" check film.shot <&-'
expect_code 0 'a closed standard input is nobody'\''s business'
run '"$SHOT" compile - </dev/null'
if ((code == 0 || code == 1)); then ok; else not_ok 'empty standard input is an empty script'; fi
run 'printf "shot a\n    wat\n" | "$SHOT" check -'
expect_code 1
expect_in err '<stdin>:2'

# The limit on a file, and how it is raised.
{ film; head -c 9000000 /dev/zero | tr '\0' ' '; } >large.shot
run '"$SHOT" check large.shot'
if ((code == 1 || code == 3)); then ok; else not_ok 'a file over 8 MiB is refused'; fi
expect_in err '8 MiB'
expect_in err '--max-source'
run '"$SHOT" check large.shot --max-source 16M'
expect_code 0
run '"$SHOT" check - <large.shot'
expect_code 1 'standard input over 8 MiB is refused as a file is'
expect_in err 'SHOT0002'
run '"$SHOT" check - --json <large.shot'
expect_code 1
expect_in out '"code":"SHOT0002"'
run '"$SHOT" check - --json <&-'
expect_code 3
expect_in out '"code":"SHOT0001"'

# A byte-order mark is no column of its line.
printf '\xef\xbb\xbfshto a, 8s: a harbour\n' >bom.shot
run '"$SHOT" check bom.shot'
expect_in err 'bom.shot:1:1'
expect_in err '1 | shto a'

# A pipe is no file; standard input may be one.
mkfifo pipe
run '"$SHOT" check pipe'
expect_code 3
expect_in err 'is a pipe or a device'
run '"$SHOT" check /dev/stdin <film.shot'
expect_code 0
rm pipe

# Several files: each has its line, and the worst decides.
fresh
film >good.shot
printf 'shot\n' >bad.shot
run '"$SHOT" check good.shot bad.shot'
expect_code 1
expect_in err 'good.shot: no errors, 1 warning'
expect_in err 'bad.shot: '
run '"$SHOT" check bad.shot missing.shot good.shot'
expect_code 3
expect_in err 'good.shot: no errors, 1 warning'
finish
