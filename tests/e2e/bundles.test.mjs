// What the compiler writes, held against what others publish: bundles against docs/bundle.schema.json, request bodies
// for OpenAI against its own OpenAPI document (openai-videos.openapi.json, of 2026-08-21), batch lines against the batch guide.
// The films are those of examples/, films.mjs, and, as far as they are bundles, the golden files of tests/cases.
//
// The document leaves unknown fields open; here its objects are closed, so that a misspelt field is found. What the newer
// guide alone knows is left out of a body before the document judges the rest (withoutNews() has the rule for each).
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { after } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import { films } from './films.mjs';
import { root, shot } from './shot.mjs';

const readJson = (path) => JSON.parse(readFileSync(root + path, 'utf8'));
const filesOf = (folder, ending) =>
  readdirSync(root + folder, { recursive: true }).map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith(ending)).sort().map((name) => `${folder}/${name}`);

/** A copy of a schema in which no object may have a key that it does not name. */
function closed(schema) {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== 'object') return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return schema.type === 'object' && schema.properties ? { ...copy, additionalProperties: false } : copy;
}

const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
const isBundle = ajv.compile(readJson('docs/bundle.schema.json'));
const openapi = readJson('tests/e2e/openai-videos.openapi.json');
const { schemas } = openapi.components;
ajv.addSchema({ $id: 'openapi', components: { schemas: closed(schemas) } });
const schemaOf = (name) => ajv.compile({ $ref: `openapi#/components/schemas/${name}` });
const operations = {
  create: { path: '/v1/videos', validate: schemaOf('CreateVideoJsonBody') },
  extend: { path: '/v1/videos/extensions', validate: schemaOf('CreateVideoExtendJsonBody') },
  edit: { path: '/v1/videos/edits', validate: schemaOf('CreateVideoEditJsonBody') },
};
const models = schemas.VideoModel.anyOf.find((one) => one.enum).enum; // its other half is any string

/** The body without what the guide knows and the document does not, each part held against the guide here. */
function withoutNews({ id, operation, body }) {
  const rest = { ...body };
  const news = [];
  if (operation === 'create' && rest.characters !== undefined) {
    assert.ok(rest.characters.length === 1 || rest.characters.length === 2, `${id}: one or two characters`);
    for (const character of rest.characters) assert.deepEqual(Object.keys(character), ['id'], id);
    news.push('characters');
    delete rest.characters;
  }
  if (operation === 'create' && ['1080x1920', '1920x1080'].includes(rest.size)) {
    assert.match(rest.model, /^sora-2-pro/, `${id}: 1080p is for the larger model`);
    news.push('1080p');
    delete rest.size;
  }
  if (operation !== 'edit' && ['16', '20'].includes(rest.seconds)) {
    news.push('16 or 20 seconds');
    rest.seconds = '12'; // an extension cannot be without
  }
  if (operation === 'edit' && rest.video?.id.startsWith('${assets.')) {
    assert.ok(models.includes(rest.model), `${id}: an edit of an upload names its model`);
    news.push('model of an uploaded clip');
    delete rest.model;
  }
  return { rest, news };
}

const lateBound = /^\$\{(requests|assets)\.([^}]+)\.(?:id|file|url|uri|base64)\}$/;
/** The words of a body, wherever its API wants them; of a structured array, one after the other. */
const promptOf = (body) =>
  body.prompt ?? body.instances?.[0].prompt ?? (body.input ?? body.content)?.find(({ type }) => type === 'text').text ??
  body.multi_prompt.map(({ prompt }) => prompt).join('\n');

/** Every string of a body but its prompt. */
function* stringsOf(value, key) {
  if (typeof value === 'string' && key !== 'prompt' && key !== 'text') yield value;
  if (value && typeof value === 'object') for (const [name, child] of Object.entries(value)) yield* stringsOf(child, name);
}

function checkBody(request, judged) {
  const { id, operation, body } = request;
  assert.equal(request.method, 'POST');
  assert.equal(request.path, operations[operation].path);
  const { rest, news } = withoutNews(request);
  const { validate } = operations[operation];
  assert.ok(validate(rest), `${id}: ${ajv.errorsText(validate.errors, { separator: '\n' })}`);
  if (operation === 'create') {
    assert.ok(models.includes(body.model), `${id}: ${body.model}`);
    if (body.input_reference) assert.equal(Object.keys(body.input_reference).length, 1, `${id}: an address or a file`);
    assert.deepEqual([body.size, body.seconds], [request.size, String(request.seconds)], id);
  }
  if (operation === 'extend') assert.equal(body.seconds, String(request.seconds), id);
  ++judged[operation].all;
  if (news.length === 0) ++judged[operation].whole;
  for (const what of news) judged.news.add(what);
}

/** Ids that are not known yet lead to requests and assets of the bundle, and to those that the request says it needs. */
function checkIds(request, { requests, assets }) {
  const named = { requests: new Set(), assets: new Set() };
  for (const text of stringsOf(request.body)) {
    const [, kind, id] = lateBound.exec(text) ?? [];
    if (kind) named[kind].add(id);
    else assert.ok(!text.includes('${'), `${request.id}: ${text}`);
  }
  const needed = request.assets.map((id) => assets.find((asset) => asset.id === id));
  assert.ok(needed.every(Boolean), `${request.id}: its assets are there`);
  assert.deepEqual([...named.assets].sort(), [...request.assets].sort(), `${request.id}: assets`);
  for (const asset of needed) if (asset.kind === 'frame') named.requests.add(asset.request);
  assert.deepEqual([...named.requests].sort(), [...request.depends_on].sort(), `${request.id}: depends_on`);
  for (const id of request.depends_on) assert.ok(requests.some((one) => one.id === id), `${request.id}: ${id}`);
  assert.ok(!request.depends_on.includes(request.id), request.id);
}

/** Ranges follow each other from the prompt's first byte to its last, cut no character, and lead to files that are read. */
function checkSourceMap({ id, body, source_map: map }, { script }) {
  const prompt = Buffer.from(promptOf(body));
  let end = 0;
  for (const range of map) {
    assert.equal(range.start, end, `${id}: no gap`);
    assert.ok(range.end > range.start, `${id}: no empty range`);
    assert.notEqual(prompt[range.start] & 0xc0, 0x80, `${id}: byte ${range.start} is inside a character`);
    assert.equal(range.file === null, range.line === null, id);
    assert.ok(range.file === null || range.file.startsWith('--set ') || script.files.some(({ path }) => path === range.file),
      `${id}: ${range.file}`);
    ({ end } = range);
  }
  assert.equal(end, prompt.length, `${id}: the whole prompt`);
}

function checkWhole({ requests, assets, sequences, totals, script }) {
  const unique = (items, what) => assert.equal(new Set(items).size, items.length, what);
  unique(requests.map(({ id }) => id), 'ids of requests');
  unique(assets.map(({ id }) => id), 'ids of assets');
  assert.equal(script.path, script.files[0].path);
  for (const asset of assets) assert.ok(requests.some((one) => one.assets.includes(asset.id)), `${asset.id} is needed`);
  for (const { shots } of sequences) for (const id of shots) assert.ok(requests.some((one) => one.id === id), id);
  const sum = (pick) => requests.reduce((total, request) => total + pick(request), 0);
  assert.equal(totals.requests, requests.length);
  assert.equal(totals.losses, sum(({ lost }) => lost.length));
  assert.ok(Math.abs(totals.seconds - sum(({ seconds }) => seconds ?? 0)) < 1e-6);
  const isPriced = requests.every(({ cost }) => cost.usd !== null);
  assert.equal(totals.usd !== null, isPriced);
  if (isPriced) assert.ok(Math.abs(totals.usd - sum(({ cost }) => cost.usd)) < 1e-6);
}

/** Hashes and lengths are those of the files, counted from the script's folder; `std/` is built in. */
function checkFiles({ script, assets }, folder) {
  for (const { path, sha256, bytes } of [...script.files, ...assets.filter(({ kind }) => kind !== 'frame')]) {
    const content = readFileSync(path.startsWith('std/') ? `${root}stdlib/std/${path.slice(4)}` : join(folder, path));
    assert.equal(sha256, createHash('sha256').update(content).digest('hex'), path);
    if (bytes !== undefined) assert.equal(bytes, content.length, path);
  }
}

/** The scripts of a folder that no other imports. */
function filmsOf(folder) {
  const scripts = filesOf(folder, '.shot');
  const all = scripts.map((path) => readFileSync(root + path, 'utf8')).join('\n');
  return scripts.filter((path) => !all.includes(`import "${path.split('/').at(-1)}"`));
}

const bundles = [];
for (const film of filmsOf('examples')) {
  test(`${film} compiles without a warning that is not about the target's retirement`, () => {
    const { code, out, err } = shot(['check', '--json', film]);
    assert.equal(code, 0, err);
    assert.deepEqual(out.split('\n').filter(Boolean).map((line) => JSON.parse(line).code).filter((c) => c !== 'SHOT0601'), []);
  });
  const { code, out, err } = shot(['compile', film]);
  bundles.push({ name: film, text: out, folder: dirname(root + film), failure: code === 0 ? undefined : err });
}

const scratch = mkdtempSync(join(tmpdir(), 'shot-'));
after(() => rmSync(scratch, { recursive: true }));
for (const [name, { files, script, operations: expected }] of Object.entries(films)) {
  const folder = join(scratch, name);
  for (const [path, content] of Object.entries({ ...files, 'film.shot': script })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const { code, out, err } = shot(['compile', 'film.shot'], { cwd: folder });
  bundles.push({ name, text: out, folder, failure: code === 0 ? undefined : err, expected });
}

for (const path of filesOf('tests/cases', '.bundle')) {
  const text = readFileSync(root + path, 'utf8');
  text.split(/^==== .*\n/m).filter(Boolean).forEach((part, index) => bundles.push({ name: `${path} ${index + 1}`, text: part }));
}

const judged = { create: { all: 0, whole: 0 }, extend: { all: 0, whole: 0 }, edit: { all: 0, whole: 0 }, news: new Set() };
for (const { name, text, folder, failure, expected } of bundles) {
  test(`${name} is a bundle, and its requests are what the API takes`, () => {
    assert.equal(failure, undefined);
    const bundle = JSON.parse(text);
    assert.ok(isBundle(bundle), ajv.errorsText(isBundle.errors, { separator: '\n' }));
    checkWhole(bundle);
    if (folder) checkFiles(bundle, folder);
    for (const request of bundle.requests) {
      if (bundle.target.dialect === 'openai-videos') checkBody(request, judged);
      checkIds(request, bundle);
      checkSourceMap(request, bundle);
    }
    if (expected) assert.deepEqual(Object.fromEntries(bundle.requests.map((one) => [one.id, one.operation])), expected);
  });
}

test('the document judged whole bodies of every operation, and each part that is newer came up', () => {
  for (const operation of Object.keys(operations)) assert.ok(judged[operation].whole > 0, operation);
  assert.deepEqual([...judged.news].sort(), ['1080p', '16 or 20 seconds', 'characters', 'model of an uploaded clip']);
});

test('the source map leads to the line that says it', () => {
  const bundle = JSON.parse(bundles.find(({ name }) => name === 'extensions').text);
  const lines = films.extensions.script.split('\n');
  for (const [id, words] of [['wake', 'a grey cat'], ['wake', 'Cat opens one eye'], ['later', 'A trawler passes']]) {
    const { body, source_map: map } = bundle.requests.find((one) => one.id === id);
    const at = Buffer.byteLength(body.prompt.slice(0, body.prompt.indexOf(words)));
    assert.ok(body.prompt.includes(words), `${id}: ${words}`);
    const { line } = map.find(({ start, end }) => start <= at && at < end);
    assert.ok(lines[line - 1].includes(words), `${words}: line ${line}`);
  }
});

test('the closed document refuses what is wrong', () => {
  const bodies = {
    create: { model: 'sora-2', prompt: 'A harbour.', size: '1280x720', seconds: '4' },
    extend: { video: { id: 'video_1' }, prompt: 'The tide turns.', seconds: '8' },
    edit: { video: { id: 'video_1' }, prompt: 'Warmer.' },
  };
  const wrong = {
    create: [{ seconds: 4 }, { seconds: '5' }, { size: '1280x700' }, { prompt: '' }, { prompt: undefined }, { seed: 7 },
      { input_reference: { file: 'file_1' } }],
    extend: [{ model: 'sora-2' }, { size: '1280x720' }, { seconds: undefined }, { video: 'video_1' }, { video: {} }],
    edit: [{ seconds: '8' }, { size: '1280x720' }, { video: { id: 'video_1', url: 'x' } }],
  };
  for (const [operation, body] of Object.entries(bodies)) {
    const { validate } = operations[operation];
    assert.ok(validate(body), operation);
    for (const change of wrong[operation]) {
      assert.equal(validate(JSON.parse(JSON.stringify({ ...body, ...change }))), false, `${operation} ${JSON.stringify(change)}`);
    }
  }
});

for (const { name, text, folder } of bundles.filter((one) => one.folder && one.failure === undefined && JSON.parse(one.text).target.dialect === 'openai-videos')) {
  test(`${name}: a batch has the bundle's bodies of shots that are made from nothing and wait for none`, () => {
    const path = existsSync(join(folder, 'film.shot')) ? 'film.shot' : name.split('/').at(-1);
    const { code, out, err } = shot(['compile', path, '--format', 'batch'], { cwd: folder });
    assert.equal(code, 0, err);
    const lines = out.split('\n').filter(Boolean).map((line) => JSON.parse(line));
    const alone = JSON.parse(text).requests.filter((one) => one.operation === 'create' && one.depends_on.length === 0);
    assert.deepEqual(lines.map((line) => line.custom_id), alone.map(({ id }) => id));
    assert.ok(new Set(lines.map((line) => line.body.model)).size <= 1, 'a file is of one model');
    lines.forEach((line, index) => {
      assert.deepEqual(Object.keys(line), ['custom_id', 'method', 'url', 'body']);
      assert.deepEqual([line.method, line.url], ['POST', '/v1/videos']);
      assert.deepEqual(line.body, alone[index].body);
    });
  });
}
