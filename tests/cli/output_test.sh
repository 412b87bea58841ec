#!/usr/bin/env bash
# What goes out: whole files or none, equal bytes everywhere, standard output in every state.
source "$(dirname "$0")/support.sh"

film >film.shot
printf 'target sora-2, 8s\n\nshot a, 8sx\n    subject: a tin robot on a beach\n' >bad.shot

# Results to standard output, everything else to standard error.
run '"$SHOT" compile film.shot'
expect_code 0
expect_in out '"format":"shot-bundle"'
expect_not_in out 'SHOT0601'
expect_in err 'SHOT0601'
expect_in err 'film.shot: no errors, 1 warning'
cp out bundle.expected
run '"$SHOT" compile film.shot -o -'
expect_code 0
expect_same out bundle.expected
run '"$SHOT" compile film.shot --format batch'
expect_code 0
expect_in out '"url":"/v1/videos"'
cp out batch.expected
run '"$SHOT" compile film.shot --format prompt'
expect_code 0
expect_in out 'Three wooden boats rock at their moorings.'
for form in ast script diagnostics prompt bundle; do
    run '"$SHOT" compile film.shot --print='$form
    expect_code 0 "--print=$form works"
    [[ -s out ]] && ok || not_ok "--print=$form prints something"
done
run '"$SHOT" compile film.shot --print=prompt'
expect_in out 'Three wooden boats rock at their moorings.'

# On errors nothing is written, and what was there stays.
run '"$SHOT" compile bad.shot'
expect_code 1
expect_empty out
expect_in err 'error'
run '"$SHOT" compile bad.shot -o bad.json'
expect_code 1
[[ ! -e bad.json ]] && ok || not_ok 'no bad.json is written'
echo old >bad.json
run '"$SHOT" compile bad.shot -o bad.json'
expect_code 1
[[ $(cat bad.json) == old ]] && ok || not_ok 'the old bad.json stays'

# A file is written whole, over an old one, with the same bytes as on standard output, and keeps its permissions.
fresh
film >film.shot
"$SHOT" compile film.shot >bundle.expected 2>/dev/null
run '"$SHOT" compile film.shot -o film.json'
expect_code 0
expect_empty out
expect_same film.json <("$SHOT" compile film.shot 2>/dev/null)
echo old >film.json
chmod 640 film.json
run '"$SHOT" compile film.shot -o film.json'
expect_code 0
expect_same film.json bundle.expected
[[ $(stat -c %a film.json) == 640 ]] && ok || not_ok 'the permissions of film.json stay'
ln -s film.json link.json
run '"$SHOT" compile film.shot -o link.json'
expect_code 0
expect_same film.json bundle.expected
rm link.json
(umask 027; "$SHOT" compile film.shot -o new.json 2>/dev/null)
[[ $(stat -c %a new.json) == 640 ]] && ok || not_ok 'a new file follows the umask'
rm new.json
expect_files film.shot film.json bundle.expected

# Where nothing can be written: exit code 3, why, and nothing left behind.
run '"$SHOT" compile film.shot -o missing/film.json'
expect_code 3
expect_in err 'missing/film.json'
run '"$SHOT" compile film.shot -o /dev/full'
expect_code 3
expect_in err 'No space left on device'
[[ -c /dev/full ]] && ok || not_ok '/dev/full is still a device'
run '"$SHOT" compile film.shot >/dev/full'
expect_code 3
expect_in err 'No space left on device'
run '"$SHOT" compile film.shot >&-'
expect_code 3
expect_in err 'closed'
run '"$SHOT" check film.shot --json >/dev/full'
expect_code 3
for command in version explain targets --help 'explain SHOT0301' 'check --help'; do
    run '"$SHOT" '"$command"' >/dev/full'
    expect_code 3 "\`shot $command\` sees a full disk"
done
run '"$SHOT" check film.shot 2>/dev/full'
expect_code 0 'who does not want to hear is not told'
run '"$SHOT" check film.shot 2>&-'
expect_code 0
run '"$SHOT" compile film.shot -o film.json >&- 2>&- <&-'
expect_code 0 'a file is written with all descriptors closed'
expect_same film.json bundle.expected
run '"$SHOT" compile film.shot -o /dev/null'
expect_code 0
[[ -c /dev/null ]] && ok || not_ok '/dev/null is still a device'
run '"$SHOT" compile film.shot -o /dev/stdout'
expect_code 0
expect_in out 'shot-bundle'
expect_files film.shot film.json bundle.expected

# A disk that fills up in the middle: a file system of 16 KiB, where the machine lets us make one.
mkdir disk
if mount -t tmpfs -o size=16k none disk 2>/dev/null; then
    { film; for ((i = 0; i < 200; ++i)); do film | sed -n '/^shot/,$p' | sed "s/^shot harbour/shot h$i/"; done; } >long.shot
    "$SHOT" compile film.shot -o disk/film.json 2>/dev/null
    cp disk/film.json before
    run '"$SHOT" compile long.shot -o disk/film.json'
    expect_code 3 'a disk that is full gives 3'
    expect_same disk/film.json before
    [[ $(ls disk) == film.json ]] && ok || not_ok 'nothing half-written stays on the disk'
    umount disk
fi
rmdir disk

# A reader that leaves early ends the program quietly.
run '"$SHOT" explain | head -n 1; echo ${PIPESTATUS[0]} >status'
expect_empty err
case $(cat status) in 0 | 141) ok ;; *) not_ok "a closed pipe gives 0 or 141, not $(cat status)" ;; esac
run '(trap "" PIPE; "$SHOT" explain; echo $? >status) | true'
case $(cat status) in 0 | 141) ok ;; *) not_ok "a closed pipe with SIGPIPE ignored gives 0 or 141, not $(cat status)" ;; esac

# Equal input, equal bytes: from any folder, twice, under any locale and time zone.
fresh
mkdir -p project/lib elsewhere
film | sed '/^style/i import "lib/words.shot" as words\n' | sed 's/sound: Sea/sound: Sea, words.Bell/' >project/film.shot
echo 'sound Bell: a ship'\''s bell' >project/lib/words.shot
expected=$folder/expected
compile() { "$SHOT" compile "$1" --format "$2" 2>/dev/null; }
if command -v localedef >/dev/null && [[ -d /usr/share/i18n ]]; then
    mkdir locales
    localedef -i tr_TR -f UTF-8 "$folder/locales/tr_TR.UTF-8" 2>/dev/null && export LOCPATH=$folder/locales
fi
for format in bundle batch prompt; do
    (cd project && compile film.shot $format) >expected
    [[ -s expected ]] && ok || not_ok "a project with a library gives a $format"
    same() { run "$1"; expect_same out expected; }
    same "(cd project && compile ./film.shot $format)"
    same "compile project/film.shot $format"
    same "(cd elsewhere && compile ../project/film.shot $format)"
    same "(cd project/lib && compile ../film.shot $format)"
    same "(cd / && compile '$folder/project/film.shot' $format)"
    same "LC_ALL=tr_TR.UTF-8 compile project/film.shot $format"
    same "LC_ALL=C TZ=Pacific/Kiritimati compile project/film.shot $format"
    same "LC_ALL=C.UTF-8 TZ=America/Anchorage HOME=/nowhere USER=nobody COLUMNS=20 compile project/film.shot $format"
    cp -r project moved
    same "compile moved/film.shot $format"
    rm -r moved
done
run 'LC_ALL=tr_TR.UTF-8 "$SHOT" check project/film.shot --json'
cp out expected
run 'LC_ALL=C "$SHOT" check project/film.shot --json'
expect_same out expected
# -o never writes over what was read: the script, a library, a table, a picture, under whatever name.
fresh
mkdir lib media
echo 'sound Bell: a bell' >lib/words.shot
printf 'item\ncup\n' >rows.csv
printf '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x05\0\0\0\x02\xd0\x08\x02\0\0\0' >media/first.png
{
    echo 'import "lib/words.shot" as words'
    film
    printf 'shot t(item: text), 8s: a {item}\n    first frame: "media/first.png"\nmake t from "rows.csv" as m_{item}\n'
} >film.shot
ln -s film.shot link.shot
cp -r . "$folder.before"
for path in film.shot ./film.shot link.shot lib/words.shot rows.csv media/first.png; do
    run '"$SHOT" compile film.shot -o '$path
    expect_code 2 "-o $path is refused"
    expect_in err 'was read for this'
    cmp -s "$path" "$folder.before/$path" && ok || not_ok "$path is as it was"
done
run '"$SHOT" compile film.shot --print=ast -o film.shot'
expect_code 2
run '"$SHOT" compile - -o film.shot <film.shot'
expect_code 2
run '"$SHOT" compile film.shot -o film.json'
expect_code 0
run '"$SHOT" compile film.shot -o film.json'
expect_code 0 'an output of an earlier run is replaced'
rm -rf "$folder.before"

finish
