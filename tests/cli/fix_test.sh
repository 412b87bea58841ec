#!/usr/bin/env bash
# `shot fix`: safe fixes in place, offers where they are asked for, nothing else.
source "$(dirname "$0")/support.sh"

film | sed 's/^shot harbour/Shot harbour/; s/wide shot, static/wide shot,, static/' >film.shot
cp film.shot before.shot
chmod 640 film.shot

run '"$SHOT" fix --diff film.shot'
expect_in out '+shot harbour "The harbour", Plain'
expect_same film.shot before.shot
run '"$SHOT" fix film.shot'
expect_code 0
expect_empty out
expect_in err 'applied'
expect_in err 'film.shot: no errors'
[[ $(stat -c %a film.shot) == 640 ]] && ok || not_ok 'the mode stays'
expect_in film.shot 'shot harbour "The harbour", Plain'
[[ $(diff before.shot film.shot | grep -c '^>') -le 2 ]] && ok || not_ok 'other lines stay as they are'

# A second time there is nothing to do, and the file is not touched.
touch -d '2001-02-03' film.shot
run '"$SHOT" fix film.shot'
expect_code 0
[[ $(date -r film.shot +%Y) == 2001 ]] && ok || not_ok 'the time of an unchanged file stays'

# Offers need --unsafe; --only picks one kind.
film | sed 's/sound: Sea/sound: Seaa/; s/Plain$/Plian/' >offers.shot
cp offers.shot before.shot
run '"$SHOT" fix offers.shot'
expect_code 1
expect_same offers.shot before.shot
run '"$SHOT" fix --unsafe --only SHOT9999 offers.shot'
expect_code 2
expect_in err 'there is no diagnostic `SHOT9999`'
run '"$SHOT" fix --unsafe --only beat-gap offers.shot'
expect_same offers.shot before.shot
run '"$SHOT" fix --unsafe offers.shot'
expect_code 0
expect_same offers.shot <(film)

# Imports count from the script's own folder; only the file that is given is edited.
mkdir part
echo 'Style Plain: a 16mm travel film' >part/house.shot
cp part/house.shot house.before
printf 'import "house.shot" as house\ntarget sora-2, 8s\nShot a, house.Plain: a street\n' >part/film.shot
run '"$SHOT" fix part/film.shot'
expect_code 1
expect_in part/film.shot 'shot a, house.Plain: a street'
expect_same part/house.shot house.before
run '"$SHOT" fix part/house.shot part/film.shot'
expect_code 0

run '"$SHOT" fix none.shot'
expect_code 3
run 'film | "$SHOT" fix -'
expect_code 2
run '"$SHOT" fix'
expect_code 2

finish
