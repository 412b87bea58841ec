// Every data file of a target is valid by its published schema, for each server too, names only sources that it lists
// and lists none in vain, and the schemas refuse what the compiler's own readers refuse. So are the files that the
// documentation shows. Runs with `node --test tests/e2e` (ajv from npm).
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

/** The document with a JSON merge patch (RFC 7396) applied. */
function merge(target, patch) {
  if (!patch || typeof patch !== 'object' || Array.isArray(patch)) return patch;
  const result = target && typeof target === 'object' && !Array.isArray(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merge(result[key], value);
  }
  return result;
}

/** The profile as each of its servers has it, by `NAME@SERVER`; the plain one first. */
function variantsOf({ server, servers, ...profile }) {
  const targets = [[server ? `${profile.name}@${server}` : profile.name, profile]];
  for (const [name, patch] of Object.entries(servers ?? {})) {
    targets.push([`${profile.name}@${name}`, merge(profile, patch)]);
  }
  return targets;
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

const [profiles, dialects] = families;
const all = filesOf(profiles.folder).map((name) => readJson(`${profiles.folder}/${name}`));

for (const [target, profile] of all.flatMap(variantsOf)) {
  test(`${target} is a whole profile that joins a dialect`, () => {
    assert.ok(profiles.validate(profile), explain(profiles.validate));
    for (const source of sourcesUsed(profile)) assert.ok(source in profile.sources, `source ${source}`);
    assert.ok(filesOf(dialects.folder).includes(`${profile.dialect}.json`), `dialect ${profile.dialect}`);
  });
}

test('each prompt style exists', () => {
  const there = new Set(filesOf('stdlib/prompt-styles'));
  const wanted = new Set(all.flatMap(variantsOf).map(([, profile]) => `${profile.prompt_style}.json`));
  assert.deepEqual([...wanted].filter((name) => !there.has(name)).sort(), []);
});

test('a server is listed once, and no dialect is there in vain', () => {
  for (const { name, server, servers } of all) assert.ok(!Object.hasOwn(servers ?? {}, server), name);
  const spoken = new Set(all.flatMap(variantsOf).map(([, profile]) => `${profile.dialect}.json`));
  assert.deepEqual(filesOf(dialects.folder).filter((name) => !spoken.has(name)), []);
});

test('successors and alternatives are targets themselves', () => {
  const names = new Set(all.map(({ name }) => name));
  for (const { name, lifecycle } of all) {
    const named = [...(lifecycle.successors ?? []), ...(lifecycle.alternatives ?? [])];
    assert.deepEqual(named.filter((other) => !names.has(other)), [], name);
  }
});

test('the last variant of an operation holds where no other does', () => {
  for (const name of filesOf(dialects.folder)) {
    for (const operation of Object.values(readJson(`${dialects.folder}/${name}`).operations)) {
      if (!Array.isArray(operation)) continue;
      assert.deepEqual(operation.map((variant) => 'when' in variant).lastIndexOf(false), operation.length - 1, name);
      assert.equal(operation.filter((variant) => !('when' in variant)).length, 1, name);
    }
  }
});

const blocks = readFileSync(`${root}docs/targets/adding.md`, 'utf8').matchAll(/```json\n([^]*?)```/g);
const examples = [...blocks].map(([, text]) => JSON.parse(text));
for (const example of examples.filter((json) => '$schema' in json)) {
  test(`adding.md shows a valid file: ${example.name}`, () => {
    const family = families.find(({ schema }) => readJson(schema).$id === example.$schema);
    assert.ok(family.validate(example), explain(family.validate));
    assert.deepEqual([...sourcesUsed(example)].sort(), Object.keys(example.sources).sort());
  });
}
test('adding.md adds to its profile what keeps it valid', () => {
  const [profile] = examples;
  const additions = examples.filter((json) => !('$schema' in json));
  assert.ok(additions.length > 0);
  for (const addition of additions) {
    const whole = merge(profile, addition);
    for (const one of [whole, ...variantsOf(whole).map(([, variant]) => variant)]) {
      assert.ok(profiles.validate(one), explain(profiles.validate));
    }
  }
});

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
  ['a server without a default', profiles, 'wan2.2-t2v-a14b', (p) => delete p.server],
  ['a server that renames the target', profiles, 'wan2.2-t2v-a14b', (p) => (p.servers.sglang.name = 'other')],
  ['a server that patches what is none', profiles, 'wan2.2-t2v-a14b', (p) => (p.servers.sglang.dialekt = 'sglang')],
  ['frames without a frame rate', profiles, 'wan2.2-t2v-a14b', (p) => delete p.frame_rate],
  ['half a frame formula', profiles, 'wan2.2-t2v-a14b', (p) => delete p.duration.frames.offset],
  ['a range without its end', profiles, 'minimax-h3', (p) => delete p.duration.max_seconds],
  ['frame rates as a set and a range', profiles, 'veo-3.1', (p) => (p.frame_rate.min = 24)],
  ['a default that is no length', profiles, 'veo-3.1', (p) => (p.duration.default = '8')],
  ['resolutions without aspects', profiles, 'veo-3.1', (p) => delete p.size.aspects],
  ['aspects and pixels at once', profiles, 'veo-3.1', (p) => (p.size.pixels = ['1280x720'])],
  ['trained sizes beside aspects', profiles, 'minimax-h3', (p) => (p.size.trained = ['1344x768'])],
  ['a resolution that is none', profiles, 'kling-v3', (p) => (p.size.resolutions = { hd: 'std' })],
  ['a resolution without a word', profiles, 'kling-v3', (p) => (p.size.resolutions['720p'] = '')],
  ['prompts in a unit that is none', profiles, 'veo-3.1', (p) => (p.prompt.unit = 'letters')],
  ['half a range of seeds', profiles, 'veo-3.1', (p) => delete p.fields.seed.max],
  ['fields that the dialect decides', profiles, 'veo-3.1', (p) => (p.fields.frame_rate = true)],
  ['references of no kind', profiles, 'veo-3.1', (p) => delete p.references.pictures],
  ['references without a number', profiles, 'veo-3.1', (p) => delete p.references.max],
  ['a file of a kind that is none', profiles, 'minimax-h3', (p) => p.first_frame.kinds.push('jpg')],
  ['an extension without lengths', profiles, 'veo-3.1', (p) => delete p.extension.seconds],
  [
    'an edit that says nothing of uploads', profiles, 'gemini-omni-1.1-flash',
    (p) => delete p.edit.takes_uploaded_source,
  ],
  [
    'a rule with two tests of one subject', profiles, 'veo-3.1',
    (p) => (p.rules[0].when.duration = { at_least: 4, not: 8 }),
  ],
  ['a rule that compares a size', profiles, 'veo-3.1', (p) => (p.rules[0].when = { size: { at_least: '1280x720' } })],
  ['a price for nothing that is known', profiles, 'veo-3.1', (p) => (p.prices[0].resolutions = ['full'])],
  ['a variant that needs what is none', dialects, 'kling', (d) => d.operations.create[0].when.push('sound')],
  ['a condition where nothing else could hold', dialects, 'dynamo', (d) => (d.operations.create.when = ['seed'])],
  ['an operation in no variant', dialects, 'kling', (d) => (d.operations.create = [])],
  ['an encoding that is none', dialects, 'vllm-omni', (d) => (d.encoding = 'xml')],
  ['a path with an unknown part', dialects, 'vertex-lro', (d) => (d.operations.create.path = '/v1/{project}')],
  [
    'a file in a form that is none', dialects, 'vllm-omni',
    (d) => (d.operations.create.body.input_reference = '$first_frame.bytes'),
  ],
  ['an item outside an each', dialects, 'vllm-omni', (d) => (d.operations.create.body.model = '$item.id')],
  [
    'a file among the parts', dialects, 'kling',
    (d) => (d.operations.create[0].body.multi_prompt.item.image = '$item.base64'),
  ],
  [
    'a prompt among the references', dialects, 'ark',
    (d) => (d.operations.create[1].body.content[1].item.text = '$item.prompt'),
  ],
  [
    'an each of something unknown', dialects, 'kling',
    (d) => (d.operations.create[0].body.multi_prompt.$each = 'beats'),
  ],
  ['an each without its item', dialects, 'kling', (d) => delete d.operations.create[0].body.multi_prompt.item],
  [
    'a text of JSON with something beside it', dialects, 'vllm-omni-h3',
    (d) => (d.operations.create[0].body.extra_params.more = 1),
  ],
  [
    'seconds in a form that is none', dialects, 'dynamo',
    (d) => (d.operations.create.body.seconds = '$seconds:whole:string'),
  ],
  ['a word for on without one for off', dialects, 'kling', (d) => (d.operations.create[0].body.sound = '$audio:on')],
];
for (const [what, { folder, validate }, name, breakIt] of broken) {
  test(`the schema refuses ${what}`, () => {
    const document = readJson(`${folder}/${name}.json`);
    breakIt(document);
    assert.equal(validate(document), false);
  });
}
