// Every data file of a target is valid by its published schema, names only sources that it lists and lists none in vain,
// and the schemas refuse what the compiler's own readers refuse. Runs with `node --test tests/e2e` (ajv from npm).
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readJson = (path) => JSON.parse(readFileSync(root + path, 'utf8'));
const filesOf = (folder) => readdirSync(root + folder).filter((name) => name.endsWith('.json')).sort();
const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });

const families = [
  { folder: 'stdlib/targets', schema: 'docs/targets/profile.schema.json' },
  { folder: 'stdlib/dialects', schema: 'docs/targets/dialect.schema.json' },
  { folder: 'stdlib/prompt-styles', schema: 'docs/targets/prompt-style.schema.json' },
];
for (const family of families) family.validate = ajv.compile(readJson(family.schema));
const explain = (validate) => ajv.errorsText(validate.errors, { separator: '\n' });

/** The ids that `source` names anywhere in the document. */
function sourcesUsed(value, used = new Set(), isRule = false) {
  if (Array.isArray(value)) value.forEach((item) => sourcesUsed(item, used));
  else if (value && typeof value === 'object') {
    for (const [key, child] of Object.entries(value)) {
      if (key === 'source' && typeof child === 'string' && !isRule) used.add(child);
      else if (key !== 'body') sourcesUsed(child, used, key === 'when');
    }
  }
  return used;
}

for (const { folder, validate } of families) {
  for (const name of filesOf(folder)) {
    const document = readJson(`${folder}/${name}`);
    test(`${folder}/${name} is valid and called by its file's name`, () => {
      assert.ok(validate(document), explain(validate));
      assert.equal(`${document.name}.json`, name);
    });
    if (Array.isArray(document.sources)) continue; // a prompt style's sources are for people
    test(`${folder}/${name} cites its sources`, () => {
      assert.deepEqual([...sourcesUsed(document)].sort(), Object.keys(document.sources).sort());
    });
  }
}

test('each profile joins a dialect and a prompt style that exist', () => {
  const dialects = filesOf('stdlib/dialects');
  const styles = filesOf('stdlib/prompt-styles');
  for (const name of filesOf('stdlib/targets')) {
    const profile = readJson(`stdlib/targets/${name}`);
    assert.ok(dialects.includes(`${profile.dialect}.json`), `${name}: dialect ${profile.dialect}`);
    assert.ok(styles.includes(`${profile.prompt_style}.json`), `${name}: prompt style ${profile.prompt_style}`);
  }
});

const [profiles, dialects] = families;
const broken = [
  ['an unknown key', profiles, 'sora-2', (p) => (p.extension.max_cuont = 6)],
  ['a fact without a source', profiles, 'sora-2', (p) => delete p.duration.source],
  ['a retired target without its date', profiles, 'sora-2', (p) => delete p.lifecycle.retired_on],
  ['a set and a range at once', profiles, 'sora-2', (p) => (p.duration.min_seconds = 1)],
  ['neither a set nor a range', profiles, 'sora-2', (p) => delete p.duration.seconds],
  ['a rule without a condition', profiles, 'sora-2', (p) => (p.rules[0].when = {})],
  ['a rule about something unknown', profiles, 'sora-2', (p) => (p.rules[0].when = { moon: true })],
  ['a size that is none', profiles, 'sora-2', (p) => p.size.pixels.push('720p')],
  ['a placeholder that is none', dialects, 'openai-videos', (d) => (d.operations.create.body.model = '$modle')],
  ['a dialect that creates nothing', dialects, 'openai-videos', (d) => delete d.operations.create],
];
for (const [what, { folder, validate }, name, breakIt] of broken) {
  test(`the schema refuses ${what}`, () => {
    const document = readJson(`${folder}/${name}.json`);
    breakIt(document);
    assert.equal(validate(document), false);
  });
}
