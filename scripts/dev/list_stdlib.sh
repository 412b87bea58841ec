#!/bin/sh
# Writes docs/language/standard-library.md from stdlib/std/*.shot: every entry with its words, under the comments that the
# libraries group them by. Run it after a change there; `--check` writes nothing and fails where the page is behind.
set -eu
cd "$(dirname "$0")/../.."
page=docs/language/standard-library.md

list_library() {
    printf '\n## std.%s\n' "$1"
    awk -v library="$1" '
        # The comment that opens the file is for readers of the file; the page has its own words.
        function end_entry() {
            if (name == "") return
            if (!is_table) { print "\n| entry | words |\n|---|---|"; is_table = 1 }
            gsub(/\|/, "\\|", words)
            printf "| `%s` | %s |\n", name, words
            name = ""; words = ""
        }
        function add(text) { words = words (words == "" ? "" : "<br>") text }
        function end_comment() {
            if (comment != "" && comments++ > 0) { print "\n" comment; is_table = 0 }
            comment = ""
        }
        /^\/\// {
            end_entry()
            line = $0; sub(/^\/\/ ?/, "", line)
            comment = comment (comment == "" ? "" : " ") line
            next
        }
        /^$/ { end_entry(); end_comment(); next }
        /^import / { end_comment(); next }
        /^(let|sound|palette|style) / {
            end_entry(); end_comment()
            line = $0; sub(/^[a-z]+ /, "", line)
            # The name runs to the end of its parameters, or to a comma, a colon or the end of the line.
            match(line, /^[^ ,:(]+(\([^)]*\))?/)
            name = substr(line, 1, RLENGTH); rest = substr(line, RLENGTH + 1)
            if (match(rest, /: /)) {
                lead = substr(rest, RSTART + 2); bases = substr(rest, 1, RSTART - 1)
                add(($0 ~ /^style/ ? "look: " : "") lead)
            } else bases = rest
            sub(/^, */, "", bases)
            if (bases != "") add("built on " bases)
            next
        }
        /^    [a-z+ ]+: / { line = $0; sub(/^ +/, "", line); add(line); next }
        /^ / { line = $0; sub(/^ +/, "", line); words = words " " line; next }
        END { end_entry() }
    ' "stdlib/std/$1.shot"
}

write_page() {
    cat <<'TEXT'
# The standard library

What comes with the compiler, written in the language itself (`stdlib/std/`). Every entry is plain words: a stock, a lamp,
a lens, a sound. Nothing is hidden in it, and a shot or style can replace or add to any part.

<!-- Made by scripts/dev/list_stdlib.sh from stdlib/std/*.shot; do not edit. -->

```shot
import std.film
import std.light: WindowLight, Neon
import std.palette
import std.sound

style Interview, WindowLight: a 90s documentary interview
    film: film.Vision3_500T, film.GateWeave
    lens: 50mm
    lighting+: warm practical lamp fill
    palette: palette.AmberDusk

shot confession, 8s, Interview, medium close-up, static
    subject: an elderly fisherman in a navy wool sweater
    sound: sound.Study
    - He looks down at his hands, then up to camera.

shot alley, 8s, Neon("magenta"), wide shot, slow push-in
    subject: a courier in a black raincoat, hood up
    film: film.CineStill_800T, film.Mm35
    sound: sound.RainStreet
    - She steps over a puddle and turns into the alley.
```

- A `let`, a palette and a sound bed stand as an item of a field: `film: film.Vision3_500T`. A style stands in the header of
  a shot or of another style: `shot a, 8s, light.Neon("magenta")`.
- What a shot says is nearer than its styles. `camera: …`, or a framing in the header of the shot, takes the place of the
  `camera` of a style; `camera+: …` adds to it.
- The library holds no duration, size or frame rate, and no word of praise: those are attributes, or no words for a model.
TEXT
    for library in film light camera sound palette look; do
        list_library "$library"
    done
}

if [ "${1-}" = --check ]; then
    write_page | cmp -s - "$page" || { echo "$page is behind: run scripts/dev/list_stdlib.sh" >&2; exit 1; }
else
    write_page > "$page"
fi
