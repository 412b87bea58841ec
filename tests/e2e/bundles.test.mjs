// What the compiler writes, held against what others publish: bundles against docs/bundle.schema.json, request bodies
// against OpenAI's own OpenAPI document (openai-videos.openapi.json, of 2026-08-21), batch lines against the batch guide.
// The films are those of examples/ and, as far as they are bundles, the golden files of tests/cases.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import { root, shot } from './shot.mjs';

const readJson = (path) => JSON.parse(readFileSync(root + path, 'utf8'));
const filesOf = (folder, ending) =>
  readdirSync(root + folder, { recursive: true }).map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith(ending)).sort().map((name) => `${folder}/${name}`);

const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
const isBundle = ajv.compile(readJson('docs/bundle.schema.json'));
const openapi = readJson('tests/e2e/openai-videos.openapi.json');
ajv.addSchema({ ...openapi, $id: 'openapi' });
const schemaOf = (name) => ajv.compile({ $ref: `openapi#/components/schemas/${name}` });
const operations = {
  create: { path: '/v1/videos', name: 'CreateVideoJsonBody' },
  extend: { path: '/v1/videos/extensions', name: 'CreateVideoExtendJsonBody' },
  edit: { path: '/v1/videos/edits', name: 'CreateVideoEditJsonBody' },
};
for (const operation of Object.values(operations)) {
  operation.validate = schemaOf(operation.name);
  operation.known = Object.keys(openapi.components.schemas[operation.name].properties);
}
const enumOf = (name) => JSON.stringify(openapi.components.schemas[name]).match(/"enum":(\[[^\]]*\])/)[1];
const knownSeconds = JSON.parse(enumOf('VideoSeconds'));
const knownSizes = JSON.parse(enumOf('VideoSize'));

/** What of a body only the newer guide knows, so that the document cannot judge it; empty: nothing. */
function newerThanDocument({ operation, body }) {
  const newer = Object.keys(body).filter((key) => !operations[operation].known.includes(key));
  if (body.seconds !== undefined && !knownSeconds.includes(body.seconds)) newer.push(`seconds ${body.seconds}`);
  if (body.size !== undefined && !knownSizes.includes(body.size)) newer.push(`size ${body.size}`);
  return newer;
}
// tests/e2e has its own list of what may be newer, so that a slip of the compiler is not taken for news.
const news = ['characters', 'model', 'seconds 16', 'seconds 20', 'size 1080x1920', 'size 1920x1080'];

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
  const compiled = shot(['compile', film]);
  assert.equal(compiled.code, 0, `${film}: ${compiled.err}`);
  bundles.push({ name: film, text: compiled.out });
}
for (const path of filesOf('tests/cases', '.bundle')) {
  const text = readFileSync(root + path, 'utf8');
  text.split(/^==== .*\n/m).filter(Boolean).forEach((part, index) => bundles.push({ name: `${path} ${index + 1}`, text: part }));
}

const judged = { create: 0, extend: 0, edit: 0 };
for (const { name, text } of bundles) {
  test(`${name} is a bundle, and its requests are what the API takes`, () => {
    const bundle = JSON.parse(text);
    assert.ok(isBundle(bundle), ajv.errorsText(isBundle.errors, { separator: '\n' }));
    for (const request of bundle.requests) {
      const { operation, body } = request;
      assert.equal(request.path, operations[operation].path);
      assert.equal(request.method, 'POST');
      const newer = newerThanDocument(request);
      for (const what of newer) assert.ok(news.includes(what), `${request.id}: ${what} is in no source`);
      if (newer.length > 0) continue;
      const { validate } = operations[operation];
      assert.ok(validate(body), `${request.id}: ${ajv.errorsText(validate.errors, { separator: '\n' })}`);
      ++judged[operation];
    }
    const last = bundle.requests.at(-1);
    if (last) assert.equal(last.source_map.at(-1).end, Buffer.byteLength(last.body.prompt), 'the map covers the prompt');
  });
}
test('the document judged bodies of every operation', () => {
  for (const [operation, count] of Object.entries(judged)) assert.ok(count > 0, operation);
});

test('the document refuses what is wrong', () => {
  const { validate } = operations.create;
  const body = { model: 'sora-2', prompt: 'A harbour.', size: '1280x720', seconds: '4' };
  assert.ok(validate(body));
  for (const wrong of [{ seconds: 4 }, { seconds: '5' }, { size: '1280x700' }, { prompt: '' }, { prompt: undefined }]) {
    assert.equal(validate(JSON.parse(JSON.stringify({ ...body, ...wrong }))), false, JSON.stringify(wrong));
  }
});

test('batch lines have the form of the batch guide', () => {
  const { code, out, err } = shot(['compile', 'examples/product-ads/ads.shot', '--format', 'batch']);
  assert.equal(code, 0, err);
  const lines = out.trimEnd().split('\n').map((line) => JSON.parse(line));
  assert.ok(lines.length > 1);
  assert.equal(new Set(lines.map((line) => line.custom_id)).size, lines.length);
  assert.equal(new Set(lines.map((line) => line.body.model)).size, 1);
  for (const line of lines) {
    assert.deepEqual(Object.keys(line), ['custom_id', 'method', 'url', 'body']);
    assert.equal(line.method, 'POST');
    assert.equal(line.url, '/v1/videos');
  }
});
