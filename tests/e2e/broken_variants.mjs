// A hundred ways to break a script, for broken_variants.test.mjs. `at` picks the one line of the script that begins with
// it (after its indentation), `to` is what stands there instead (null: the line is deleted). `blame` begins the line that
// the first error must stand on; without it, that is the broken line itself. `fine`: the script still says something, and
// no error is due. `most`: diagnostics at most, where they are more than two; it may fall, and should not rise.
export const library = `style Documentary
    mood: unhurried
`;

export const script = `import std.film
import "house.shot" as house

target sora-2-pro, 1280x720, 8s

let city: Tokyo at 2am

palette Dusk: amber, cream, walnut brown #5C4033

sound Foghorn: distant foghorn, ticking wall clock

scene Study "INT. STUDY – DUSK"
    look: a dim study high over {city}, lined with maritime maps
    sound: Foghorn

speaker Fisherman: an elderly Swedish fisherman with a weathered face
    wardrobe: a navy wool sweater, sleeves pushed up
    voice: low and dry

style Interview, house.Documentary: a 90s documentary interview
    film: film.Vision3_500T, gate weave
    lens: 50mm
    lighting: soft window light from screen-left
    mood: nostalgic, intimate
    palette: Dusk

shot confession "The confession", Interview
    subject: Fisherman
    scene: Study
    0.00–2.40 Hands at rest, medium close-up, static
        - Fisherman looks down at his hands, then up to camera.
    2.40–8.00 The memory, slow push-in
        - A faint smile crosses his face.
        Fisherman (quietly): "I still remember when I was young."
        sfx: a clock strikes

shot storm, extends confession
    +4.0 The lamp gutters, close-up, static
        - The flame bends; his eyes go to the window.
    +4.0 He rises, cut, medium shot
        - He stands and lifts the lamp.

shot warmer, edits confession: Warm the lamp fill towards amber; keep everything else.

shot product(item: text, finish: text = "matte"), 4s
    subject: {item} in {finish}

make product(item: "headphones") as headphones // shot: allow craft because the studio lights it

sequence film "Lighthouse", 20s
    confession
    storm
    headphones
`;

const deleted = [
  { at: 'import std.film', blame: 'film: film' },
  { at: 'import "house', blame: 'style Interview' },
  { at: 'target', blame: '2.40–8.00' },
  { at: 'let city', blame: 'look:' },
  { at: 'palette Dusk', fine: true },
  { at: 'sound Foghorn', fine: true },
  { at: 'scene Study', blame: 'look:' },
  { at: 'look:', fine: true },
  { at: 'speaker Fisherman', blame: 'wardrobe:', most: 3 },
  { at: 'style Interview', blame: 'film: film', most: 6 },
  { at: 'shot confession', blame: 'subject: Fisherman', most: 7 },
  { at: 'subject: Fisherman', fine: true },
  { at: 'scene: Study', fine: true },
  { at: '0.00–2.40', blame: '- Fisherman looks' },
  { at: '2.40–8.00', fine: true },
  { at: '- A faint smile', fine: true },
  { at: 'shot storm', blame: '+4.0 The lamp', most: 4 },
  { at: 'shot warmer', fine: true },
  { at: 'shot product', blame: 'subject: {item}', most: 5 },
  { at: 'make product', blame: 'headphones' },
  { at: 'sequence film', blame: 'confession' },
];

const misspelt = [
  { at: 'import std.film', to: 'import std.flim' },
  { at: 'import std.film', to: 'imprt std.film' },
  { at: 'import "house', to: 'import "hosue.shot" as house' },
  { at: 'import "house', to: 'import "house.shot" as hosue', blame: 'style Interview' },
  { at: 'target', to: 'taget sora-2-pro, 1280x720, 8s' },
  { at: 'target', to: 'target sora-2-por, 1280x720, 8s' },
  { at: 'let city', to: 'lte city: Tokyo at 2am' },
  { at: 'palette Dusk', to: 'palete Dusk: amber, cream, walnut brown' },
  { at: 'scene Study', to: 'sceen Study "INT. STUDY – DUSK"' },
  { at: 'look:', to: '    look: a dim study high over {ctiy}, lined with maritime maps' },
  { at: 'look:', to: '    loook: a dim study lined with maritime maps' },
  { at: 'speaker Fisherman', to: 'speeker Fisherman: an elderly Swedish fisherman with a weathered face' },
  { at: 'wardrobe:', to: '    wardobe: a navy wool sweater' },
  { at: 'style Interview', to: 'stlye Interview, house.Documentary: a 90s documentary interview' },
  { at: 'style Interview', to: 'style Interview, house.Documentry: a 90s documentary interview' },
  { at: 'film: film', to: '    film: film.Vision3_50T, gate weave' },
  { at: 'lighting:', to: '    lightning: soft window light from screen-left' },
  { at: 'palette: Dusk', to: '    pallette: Dusk' },
  { at: 'shot confession', to: 'shot confession "The confession", Interveiw' },
  { at: 'shot confession', to: 'shto confession "The confession", Interview' },
  { at: 'subject: Fisherman', to: '    subejct: Fisherman' },
  { at: 'Fisherman (quietly)', to: '        Fishermen (quietly): "I still remember when I was young."' },
  { at: 'sfx:', to: '        sxf: a clock strikes' },
  { at: 'shot storm', to: 'shot storm, extends confesion' },
  { at: 'shot warmer', to: 'shot warmer, edits confesion: Warm the lamp fill.' },
  { at: 'subject: {item}', to: '    subject: {itme} in {finish}' },
  { at: 'make product', to: 'make produkt(item: "headphones") as headphones' },
  { at: 'make product', to: 'make product(itme: "headphones") as headphones' },
  { at: 'sequence film', to: 'sequnce film "Lighthouse", 20s' },
  { at: 'storm', to: '    strom' },
];

const units = [
  { at: 'target', to: 'target sora-2-pro, 1280x700, 8s' },
  { at: 'target', to: 'target sora-2-pro, 1280x720, 9s', most: 3 },
  { at: 'target', to: 'target sora-2-pro, 1280x720, 8parsecs', most: 3 },
  { at: 'lens:', to: '    lens: 50s' },
  { at: 'lens:', to: '    lens: 1280x720' },
  { at: '0.00–2.40', to: '    0.00–24.0 Hands at rest, medium close-up, static' },
  { at: '0.00–2.40', to: '    2.40–0.00 Hands at rest, medium close-up, static' },
  { at: '0.00–2.40', to: '    0.00–2.40 Hands at rest, 1280x720, static' },
  { at: '2.40–8.00', to: '    2.40–9.00 The memory, slow push-in' },
  { at: '2.40–8.00', to: '    2.10–8.00 The memory, slow push-in' },
  { at: '2.40–8.00', to: '    2.40–8.0000 The memory, slow push-in' },
  { at: '2.40–8.00', to: '    0:02.4–0:80 The memory, slow push-in' },
  { at: '+4.0 He rises', to: '    +9.0 He rises, cut, medium shot' },
  { at: 'shot product', to: 'shot product(item: text, finish: text = "matte"), 5s' },
  { at: 'shot product', to: 'shot product(item: string, finish: text = "matte"), 4s' },
  { at: 'sequence film', to: 'sequence film "Lighthouse", 20mm' },
  { at: 'shot storm', to: 'shot storm, extends confession, 720x1280' },
];

const missing = [
  { at: 'import "house', to: 'import' },
  { at: 'target', to: 'target', most: 3 },
  { at: 'let city', to: 'let : Tokyo at 2am' },
  { at: 'palette Dusk', to: 'palette : amber, cream, walnut brown' },
  { at: 'sound Foghorn', to: 'sound : distant foghorn, ticking wall clock' },
  { at: 'scene Study', to: 'scene "INT. STUDY – DUSK"' },
  { at: 'style Interview', to: 'style , house.Documentary: a 90s documentary interview' },
  { at: 'shot confession', to: 'shot "The confession", Interview', most: 4 },
  { at: 'Fisherman (quietly)', to: '        (quietly): "I still remember when I was young."' },
  { at: 'shot storm', to: 'shot storm, extends' },
  { at: 'shot warmer', to: 'shot warmer, edits: Warm the lamp fill.' },
  { at: 'shot warmer', to: 'shot warmer, edits confession' },
  { at: 'make product', to: 'make product(item: "headphones")' },
  { at: 'make product', to: 'make product as headphones' },
  { at: 'sequence film', to: 'sequence "Lighthouse", 20s' },
];

const indentation = [
  { at: 'palette Dusk', to: '    palette Dusk: amber, cream, walnut brown' },
  { at: 'sound Foghorn', to: '    sound Foghorn: distant foghorn' },
  { at: 'scene Study', to: '    scene Study "INT. STUDY – DUSK"' },
  { at: 'shot confession', to: '    shot confession "The confession", Interview', most: 4 },
  { at: 'look:', to: 'look: a dim study lined with maritime maps' },
  { at: 'wardrobe:', to: '  wardrobe: a navy wool sweater', blame: 'voice:' },
  { at: 'mood:', to: '      mood: nostalgic, intimate' },
  { at: 'mood:', to: '   mood: nostalgic, intimate' },
  { at: 'mood:', to: '\tmood: nostalgic, intimate' },
  { at: 'style Interview', to: '    style Interview, house.Documentary: a 90s documentary interview', most: 6 },
  { at: 'scene: Study', to: '        scene: Study' },
  { at: 'scene: Study', to: 'scene: Study' },
  { at: '0.00–2.40', to: '0.00–2.40 Hands at rest, medium close-up, static' },
  { at: '- Fisherman looks', to: '- Fisherman looks down at his hands, then up to camera.' },
  { at: '- A faint smile', to: '            - A faint smile crosses his face.' },
  { at: 'Fisherman (quietly)', to: '            Fisherman (quietly): "I still remember when I was young."' },
  { at: 'sfx:', to: '            sfx: a clock strikes' },
  { at: '+4.0 He rises', to: '        +4.0 He rises, cut, medium shot' },
  { at: 'storm', to: 'storm' },
  { at: 'storm', to: '        storm' },
];

const pasted = [
  { at: 'subject: Fisherman', to: '    subject Fisherman' },
  { at: 'scene: Study', to: '    Camera: wide shot' },
  { at: 'scene: Study', to: '    scene = Study' },
  { at: 'scene: Study', to: '    # the study' },
  { at: 'scene: Study', to: '    subject: an old man' },
  { at: '- A faint smile', to: '        * A faint smile crosses his face.' },
  { at: '- A faint smile', to: '        A faint smile crosses his face.' },
  { at: '- A faint smile', to: '        - Fisherman: "I still remember."' },
  { at: 'Fisherman (quietly)', to: '        Fisherman (quietly): "I still remember when I was young.' },
  { at: 'Fisherman (quietly)', to: '        Fisherman (quietly: "I still remember when I was young."' },
  { at: 'shot confession', to: 'shot confession "The confession, Interview' },
  { at: 'shot confession', to: 'Shot confession "The confession", Interview' },
  { at: 'palette: Dusk', to: '    palette: Study' },
  { at: 'shot product', to: 'shot product(item: text, finish: text = "matte", 4s', most: 4 },
  { at: 'palette Dusk', to: 'palette Study: amber, cream, walnut brown', blame: 'scene Study' },
];

const marks = [
  { at: 'import "house', to: 'import house.shot" as house' },
  { at: 'import "house', to: 'import "house.shot as house' },
  { at: 'shot confession', to: 'shot confession The confession", Interview', most: 5 },
  { at: 'shot product', to: 'shot product(item: text, finish: text = "matte), 4s', most: 4 },
  { at: 'shot product', to: 'shot product(item text, finish: text = "matte"), 4s', most: 4 },
  { at: 'make product', to: 'make product(item: "headphones) as headphones' },
  { at: 'make product', to: 'make product(item: "headphones" as headphones' },
  { at: 'make product', to: 'make product(item "headphones") as headphones' },
  { at: 'sequence film', to: 'sequence film "Lighthouse, 20s' },
  { at: 'look:', to: '    look a dim study lined with maritime maps' },
  { at: 'lens:', to: '    lens; 50mm' },
  { at: '+4.0 The lamp', to: '    4.0 The lamp gutters, close-up, static' },
  { at: '2.40–8.00', to: '    2.40 8.00 The memory, slow push-in' },
];

export const variants = Object.entries({ deleted, misspelt, units, missing, indentation, pasted, marks }).flatMap(([kind, list]) =>
  list.map((variant) => ({ kind, ...variant, to: variant.to ?? null })));
