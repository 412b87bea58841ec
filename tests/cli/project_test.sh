#!/usr/bin/env bash
# shot.toml and baselines as a user meets them: which file holds, what beats it, what is said of a broken one, and that old
# findings stay quiet while new ones are heard.
source "$(dirname "$0")/support.sh"

# A film without a target line, with two findings: `vague-motion`, and `generic-subject`.
old() {
    cat <<'SHOT'
style Plain: a 16mm travel film
    film: 16mm reversal film
    lighting: low sun from screen-left
    sound: surf

shot rider, Plain, 8s, wide shot
    subject: a man
    - He moves quickly.
SHOT
}

# Which shot.toml holds: the nearest, up to the repository's root.
mkdir -p a/films b/.git b/deep/er
printf 'target = "veo-3.1"\n[lints]\nvague-motion = "error"\n' >a/shot.toml
old >a/films/x.shot
old >b/deep/er/y.shot
run '"$SHOT" check a/films/x.shot'
expect_code 1
expect_in err 'error[SHOT0702]'
expect_not_in err 'SHOT0601'
run '"$SHOT" check --allow craft a/films/x.shot'
expect_code 0
run '"$SHOT" check a/films/x.shot b/deep/er/y.shot'
expect_in err 'a/films/x.shot: 1 error, 1 warning'
expect_in err 'b/deep/er/y.shot: no errors, 3 warnings'
printf 'broken' >shot.toml
run '"$SHOT" check b/deep/er/y.shot'
expect_code 0 'the search ends at the root of the repository'
rmdir b/.git
run '"$SHOT" check b/deep/er/y.shot a/films/x.shot'
expect_code 1
expect_in err 'error[SHOT0004]: this is no TOML'
expect_in err '--> shot.toml:1'
expect_in err 'shot.toml: 1 error, no warnings'
expect_not_in err 'y.shot:'
expect_in err 'a/films/x.shot: 1 error'
run '"$SHOT" check --no-config b/deep/er/y.shot'
expect_code 0
run '"$SHOT" check --config a/shot.toml b/deep/er/y.shot'
expect_in err 'error[SHOT0702]'
run '(cd a/films && "$SHOT" check - <x.shot)'
expect_in err 'error[SHOT0702]'
run '"$SHOT" check --config none.toml a/films/x.shot'
expect_code 3
expect_in err 'cannot read `none.toml`: no such file'
run '"$SHOT" check --config a/shot.toml --no-config a/films/x.shot'
expect_code 2
mkdir c && mkdir c/shot.toml && old >c/x.shot
run '"$SHOT" check c/x.shot'
expect_code 3
fresh

# The target: a script's own line and --target beat it.
printf 'target = "veo-3.1"\n' >shot.toml
old >x.shot
run '"$SHOT" compile x.shot'
expect_code 0
expect_in out '"target":{"name":"veo-3.1"'
run '"$SHOT" compile --target sora-2 x.shot'
expect_in out '"target":{"name":"sora-2"'
{ echo 'target sora-2-pro'; old; } >y.shot
run '"$SHOT" compile y.shot'
expect_in out '"target":{"name":"sora-2-pro"'
cp shot.toml before
run '"$SHOT" compile x.shot -o shot.toml'
expect_code 2 'shot.toml was read, and is not written over'
expect_same shot.toml before

# Folders of libraries count from shot.toml; a slip of its keys is an error on its line, as JSON too.
mkdir -p house films
echo 'style Look: a 16mm travel film' >house/look.shot
printf 'libraries = ["house"]\n' >shot.toml
{ echo 'import "look.shot" as look'; old | sed 's/rider, Plain/rider, look.Look/'; } >films/x.shot
run '"$SHOT" check films/x.shot'
expect_code 0
run '"$SHOT" compile films/x.shot'
expect_in out '"path":"look.shot"'
printf 'libraries = ["house"]\nlibaries = "x"\n' >shot.toml
run '"$SHOT" check films/x.shot'
expect_code 1
expect_in err '--> shot.toml:2:1'
expect_in err 'did you mean `libraries`?'
run '"$SHOT" check --json films/x.shot'
expect_in out '"name":"unknown-setting"'
expect_in out '"file":"shot.toml"'
run '"$SHOT" check --sarif films/x.shot'
expect_in out 'SHOT0005'
run '"$SHOT" compile films/x.shot'
expect_code 1
expect_empty out
cp films/x.shot before
run '"$SHOT" fix films/x.shot'
expect_code 1
expect_same films/x.shot before
fresh

# House rules: offers unless the rule is safe.
printf '[[rules]]\navoid = "man"\nuse = "sailor"\n\n[[rules]]\navoid = "quickly"\nuse = "fast"\nsafe = true\n' >shot.toml
old >x.shot
run '"$SHOT" check x.shot'
expect_code 0
expect_in err 'warning[SHOT0718]: `man` is against a rule of the house: write `sailor`'
expect_in err 'a rule of shot.toml, line 1'
run '"$SHOT" fix --only house-rule x.shot'
expect_in x.shot 'He moves fast.'
expect_in x.shot 'subject: a man'
run '"$SHOT" fix --unsafe --only house-rule x.shot'
expect_in x.shot 'subject: a sailor'
run '"$SHOT" check --error house-rule x.shot'
expect_code 0
fresh

# A baseline: what is known is quiet, what is new is heard, wherever the line went.
mkdir films
old >films/x.shot
old | sed 's/a man/a woman/' >films/y.shot
run '"$SHOT" check --write-baseline known.json films/x.shot films/y.shot'
expect_code 0
expect_in err 'known.json: 4 known findings, 4 of them new, 0 gone'
expect_in known.json '{"file": "films/x.shot", "lint": "vague-motion", "line": "- He moves quickly."}'
expect_not_in known.json "$folder"
cp known.json first.json
run '"$SHOT" check --write-baseline known.json films/y.shot films/x.shot'
expect_same known.json first.json
run '"$SHOT" check --error craft --baseline known.json films/x.shot films/y.shot'
expect_code 0
expect_in err 'films/x.shot: no errors, 1 warning, 2 in the baseline'
expect_not_in err 'longer found'
run '(cd films && "$SHOT" check --baseline ../known.json "$PWD/x.shot")'
expect_in err ', 2 in the baseline'
{ printf '// A line more\n\n'; old; echo '    - He moves quickly.'; } >films/x.shot
run '"$SHOT" check --json --baseline known.json films/x.shot'
[[ $(grep -c vague-motion out) == 1 ]] && ok || not_ok 'one more line of the same text is new'
expect_not_in out 'generic-subject'
run '"$SHOT" check --sarif --baseline known.json films/x.shot'
expect_not_in out '"ruleId": "SHOT0707"'
run '"$SHOT" compile --baseline known.json films/y.shot'
expect_not_in err 'SHOT0702'

# What is gone is told of; to write again takes it out, and leaves files alone that were not checked.
old | sed 's/moves quickly/sprints to the gate/' >films/x.shot
run '"$SHOT" check --baseline known.json films/x.shot'
expect_code 0
expect_in err 'known.json: 1 entry is no longer found; `shot check --write-baseline known.json SCRIPT…` takes it out:'
expect_in err '  films/x.shot: vague-motion: - He moves quickly.'
run '"$SHOT" check --allow vague-motion --baseline known.json films/x.shot'
expect_not_in err 'no longer found'
run '"$SHOT" check --write-baseline known.json films/x.shot'
expect_in err 'known.json: 3 known findings, 0 of them new, 1 gone'
expect_in known.json 'films/y.shot'
rm films/y.shot
run '"$SHOT" check --baseline known.json films/x.shot'
expect_in err '2 entries are no longer found'

# Errors are always said, and while they stand nothing is written.
sed -i 's/shot rider, Plain/shot rider, Plian/' films/x.shot
cp known.json before.json
run '"$SHOT" check --baseline known.json films/x.shot'
expect_code 1
expect_in err 'Plian'
run '"$SHOT" check --write-baseline known.json films/x.shot'
expect_code 1
expect_same known.json before.json
expect_in err '`known.json` is not written while there are errors'

# Of the project, from its folder; a baseline that is none, or not there.
old >films/x.shot
"$SHOT" check --write-baseline films/old.json films/x.shot 2>/dev/null
printf 'baseline = "films/old.json"\n' >shot.toml
run '"$SHOT" check films/x.shot'
expect_in err ', 2 in the baseline'
run '"$SHOT" fix --unsafe --only vague-motion films/x.shot'
expect_code 0
printf '{"shot-baseline": 2, "findings": []}' >films/old.json
run '"$SHOT" check films/x.shot'
expect_code 1
expect_in err 'cannot read `films/old.json`: it is of version 2, this program knows 1'
expect_in err '--> shot.toml:1:12'
run '"$SHOT" check --baseline films/x.shot films/x.shot'
expect_code 3
expect_in err 'cannot read `films/x.shot`: it is no JSON from line 1 on'
cp films/x.shot before
run '"$SHOT" check --write-baseline films/x.shot films/x.shot'
expect_code 3
expect_same films/x.shot before
run '"$SHOT" check --baseline none.json films/x.shot'
expect_code 3
expect_in err 'shot check --write-baseline FILE'
run '"$SHOT" check --baseline a --write-baseline b films/x.shot'
expect_code 2

finish
