// One script with beats, two speakers, a sound bed and a first frame for every target and server: each word of it stands in
// the prompt, in the body or in the loss report, and the bundle is valid by its schema.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import { png } from './media.mjs';
import { shot } from './shot.mjs';

const root = new URL('../../', import.meta.url).pathname;
const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'shot-'));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'hall.png'), png(1280, 720));

const script = `sound Foghorn: distant foghorn, ticking clock

palette Dusk: amber, cream, walnut

speaker Keeper "Old Keeper": an elderly lighthouse keeper with deep wrinkles
    wardrobe: a navy sweater
    voice: low and dry

speaker Ingrid: a girl of eleven with a red plait
    voice: quick and clear

style Film: a grainy documentary
    film: Kodak stock
    lighting: paraffin lamp fill
    grade: warm shadows
    filtration: black mist
    mood: nostalgic
    palette: Dusk
    finishing: fine grain

shot lamp "The lamp", 8s, Film
    scene: a dim lantern room above a black sea
    first frame: "hall.png"
    props: a brass barometer
    sound: Foghorn
    music: a slow cello
    negative: captions, logos
    seed: 7
    note: never in the prompt

    0.00–2.40 The match, medium close-up, static
        - Old Keeper cups a flame round the wick.
        sfx: a struck match
    2.40–8.00 Light, cut, 85mm, wide shot, slow push-in
        - The great lens wakes behind them.
        Keeper (quietly): "There she is."
        Ingrid (off-screen): "Wait for me!"
`;
// Every word that says something, as the script has it. Camera words are the target's own: see docs/targets/prompt-styles.md.
const words = `Keeper elderly lighthouse keeper deep wrinkles navy sweater low dry Ingrid quick clear grainy documentary Kodak stock
  paraffin lamp fill warm shadows black mist nostalgic amber cream walnut fine grain dim lantern room above sea brass barometer
  distant foghorn ticking clock slow cello captions logos match cups flame round wick struck Light 85mm great lens wakes behind
  them quietly There she is Wait for me`.split(/\s+/);
const content = (request) => {
  const strings = [];
  const visit = (value) => {
    if (typeof value === 'string') strings.push(value);
    else if (value && typeof value === 'object') Object.values(value).forEach(visit);
  };
  visit(request.body);
  visit(request.lost.map(({ what, detail }) => [what, detail]));
  return strings.join(' ').toLowerCase();
};

const validate = new Ajv2020({ strict: false }).compile(readJson('docs/bundle.schema.json'));
const targets = readdirSync(join(root, 'stdlib/targets')).flatMap((file) => {
  const { name, servers = {} } = readJson(`stdlib/targets/${file}`);
  return [name, ...Object.keys(servers).map((server) => `${name}@${server}`)];
});

for (const target of targets) {
  test(`${target}: nothing of the script is dropped in silence`, () => {
    writeFileSync(join(folder, 'film.shot'), `target ${target}${target.startsWith('sora') ? ', 1280x720' : ''}\n\n${script}`);
    const { code, out, err } = shot(['compile', '--json', 'film.shot'], { cwd: folder });
    assert.equal(code, 0, err + out);
    const bundle = JSON.parse(out);
    assert.ok(validate(bundle), JSON.stringify(validate.errors));
    assert.equal(bundle.target.name, target);
    const [request] = bundle.requests;
    const said = content(request);
    for (const word of words) assert.ok(said.includes(word.toLowerCase()), `${word} stands in\n${said}\n${JSON.stringify(request.lost)}`);
    const lost = (what) => request.lost.some((loss) => loss.what === what);
    assert.ok(/"seed":7\b/.test(JSON.stringify(request.body)) || lost('seed'), 'the seed');
    assert.ok(said.includes('assets.hall') || lost('first frame'), 'the first frame');
    assert.ok(/0\.00|2\.400/.test(said), 'the times');
    assert.ok(!said.includes('never in the prompt'), 'notes stay with people');
    for (const loss of request.lost) assert.ok(loss.reason && loss.detail && loss.line > 0, JSON.stringify(loss));
    const strict = shot(['check', '--strict', 'film.shot'], { cwd: folder });
    assert.equal(strict.code, request.lost.length > 0 ? 1 : 0, strict.err);
  });
}

test('several targets at once: a bundle each, and a comparison', () => {
  writeFileSync(join(folder, 'film.shot'), script);
  const { code, err } = shot(['compile', '--target', 'veo-3.1,seedance-2.5,wan2.2-t2v-a14b@dynamo', 'film.shot', '-o', 'film.json'], { cwd: folder });
  assert.equal(code, 0, err);
  for (const name of ['veo-3.1', 'seedance-2.5', 'wan2.2-t2v-a14b@dynamo']) {
    assert.equal(JSON.parse(readFileSync(join(folder, `film.${name}.json`), 'utf8')).target.name, name);
    assert.match(err, new RegExp(`^${name.replaceAll('.', '\\.')} +1 +8 s`, 'm'));
  }
  assert.match(err, /cannot express \d+ things/);
  const both = shot(['compile', '--target', 'veo-3.1,kling-v3', 'film.shot'], { cwd: folder });
  assert.equal(both.code, 2, 'two bundles are no one document');
  const one = shot(['compile', '--target', 'veo-3.1,kling-v3', '--format', 'prompt', 'film.shot'], { cwd: folder });
  assert.match(one.out, /^# veo-3\.1\n[^]*^# kling-v3\n/m);
});
