// The three 'After' prompts of the Sora 2 prompting guide: each example that stands for one writes every phrase of it,
// in the same order. A phrase is what stands between `,` `.` `;` `:`; case and other punctuation do not count.
import assert from 'node:assert/strict';
import test from 'node:test';
import { shot } from './shot.mjs';

const after = {
  'after-1-neo-noir': `Cinematic neo-noir style, shot on 35mm film with subtle halation and natural grain. Wide-angle shot
slowly pushing forward down a rain-soaked Tokyo street at 2am, neon signs reflecting in puddles. A woman in a black trench
coat walks past a ramen shop, hands in pockets, breath visible in the cold air. Camera: low angle, slow dolly-in from eye
level. Lighting: cyan key from neon, warm spill from shop windows. Palette: teal, magenta, amber. Mood: cinematic, lonely,
tense. Background Sound: distant traffic hiss, rain on pavement, faint izakaya chatter.`,
  'after-2-fisherman': `In a 90s documentary-style interview, an elderly Swedish fisherman sits in a dim study lined with
maritime maps. He wears a wool sweater and has a weathered face with deep wrinkles. Cinematography: Camera: medium
close-up, static on tripod with slight handheld micro-shake Lighting: soft window light from screen-left, warm practical
lamp fill Mood: nostalgic, intimate Actions: - He looks down at his hands, then up to camera. - A faint smile crosses his
face. Dialogue: - Fisherman (quietly): "I still remember when I was young." Background Sound: distant foghorn, ticking wall
clock, faint creak of the chair.`,
  'after-3-headphones': `Commercial photography style, clean studio aesthetic with soft shadows. Smooth 360-degree rotating
shot of matte-black wireless headphones on a white marble pedestal against a seamless white cyclorama. Subtle reflection on
the pedestal surface. Camera: medium close-up, slow orbit at eye level, shallow depth of field. Lighting: large softbox key
from above, gentle rim light from behind, gradient fill. Palette: white, charcoal, brushed metal accents. Mood: premium,
minimal, confident. Background Sound: a single subtle electronic chime at the start, then ambient room tone.`,
};

/** Words alone, a space on each side of each, so that a phrase is only found as whole words. */
const wordsOf = (text) => ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
const phrasesOf = (text) => text.split(/[,.;:]/).map(wordsOf).filter((phrase) => phrase.trim() !== '');

/** The first phrase that `prompt` does not carry after those before it; undefined: it carries all. */
function findMissing(prompt, phrases) {
  const words = wordsOf(prompt);
  let from = 0;
  for (const phrase of phrases) {
    const found = words.indexOf(phrase, from);
    if (found < 0) return `${phrase.trim()}, after: ${words.slice(0, from).trim()}`;
    from = found + phrase.length - 1; // the space behind it opens the next
  }
  return undefined;
}

/** The prompt of the one request of an example. */
function promptOf(example) {
  const { code, out, err } = shot(['compile', `examples/${example}.shot`]);
  assert.equal(code, 0, err);
  const { requests } = JSON.parse(out);
  assert.equal(requests.length, 1);
  return requests[0].body.prompt;
}

for (const [example, text] of Object.entries(after)) {
  test(`${example} carries every phrase in order`, () => {
    const phrases = phrasesOf(text);
    assert.ok(phrases.length > 15, `${phrases.length} phrases`);
    assert.equal(findMissing(promptOf(example), phrases), undefined);
  });
  test(`${example} leaves duration and size to the API`, () => {
    assert.doesNotMatch(promptOf(example), /1280|720|\b8 ?s\b/);
  });
}

test('the comparison finds a phrase that is missing, cut or out of order', () => {
  const phrases = phrasesOf('One two. Three, four');
  assert.equal(findMissing('One two; three: four.', phrases), undefined);
  for (const wrong of ['One two. Four', 'One two. Three, fourteen', 'Three, four. One two']) {
    assert.notEqual(findMissing(wrong, phrases), undefined, wrong);
  }
});
