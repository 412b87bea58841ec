// The word lists are valid by their published schemas, and the schemas refuse what the compiler's readers refuse. Runs
// with `node --test tests/e2e` (ajv from npm).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readJson = (path) => JSON.parse(readFileSync(root + path, 'utf8'));
const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });

const families = {
  camera: ajv.compile(readJson('docs/dev/schemas/vocabulary.schema.json')),
  colours: ajv.compile(readJson('docs/dev/schemas/colours.schema.json')),
};

for (const [name, validate] of Object.entries(families)) {
  test(`stdlib/vocabulary/${name}.json is valid`, () => {
    assert.ok(validate(readJson(`stdlib/vocabulary/${name}.json`)), ajv.errorsText(validate.errors, { separator: '\n' }));
  });
}

test('each list of colours is in order and names its source', () => {
  const key = (name) => name.toLowerCase().replace(/[^a-z0-9]/g, '').replace(/gray/g, 'grey');
  for (const list of readJson('stdlib/vocabulary/colours.json').lists) {
    const keys = Object.keys(list.colours).map(key);
    assert.deepEqual(keys, [...keys].sort(), list.source);
  }
});

const broken = [
  ['a kind of term that is none', 'camera', (v) => (v.terms.colour = { red: [] })],
  ['a form without a word', 'camera', (v) => v.terms.move.pan.push('--')],
  ['a rule without a reason', 'camera', (v) => delete v.excludes[0].reason],
  ['a rule with one side', 'camera', (v) => delete v.excludes[0].other],
  ['a pair of three', 'camera', (v) => v.opposites[0].directions[0].push('up')],
  ['an unknown section', 'camera', (v) => (v.framings = {})],
  ['a colour with a number sign', 'colours', (c) => (c.lists[0].colours.teal = '#008080')],
  ['a list without a source', 'colours', (c) => delete c.lists[0].source],
];
for (const [what, name, breakIt] of broken) {
  test(`the schema refuses ${what}`, () => {
    const document = readJson(`stdlib/vocabulary/${name}.json`);
    breakIt(document);
    assert.equal(families[name](document), false);
  });
}
