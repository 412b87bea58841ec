// What programs read of the command line does not depend on where, when and under which settings it runs: the same bytes
// twice, in another folder, from another folder, under another locale and time zone. And the keys of `--json` lines, in
// their order (what stands in them, and SARIF: diagnostics.test.mjs).
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import test, { after } from 'node:test';
import { root, shot } from './shot.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'shot-'));
after(() => rmSync(scratch, { recursive: true }));

// Small letters of `I`, decimal commas, dates, widths: what a locale changes. The file has warnings and errors with
// labels, notes and fixes.
const broken = `target sora-2, 1280x720, 8s

style Interview: a 90s documentary – “Überblick”, IŞIK

shot harbour, Interveiw, 9s: a stone harbour, 港
    mood: calm
    mood: tense
    Camera: wide shot
    0.00–2.40 FILM, 32mm, static
        - İ and ı: 1.234,5
    2.10–12.5 After, 50mm
`;
const projects = { lighthouse: 'film.shot', 'product-ads': 'ads.shot', 'one-minute': 'harbour.shot', broken: 'broken.shot' };

function makeProjects(folder) {
  cpSync(`${root}examples`, folder, { recursive: true });
  mkdirSync(join(folder, 'broken'));
  writeFileSync(join(folder, 'broken', 'broken.shot'), broken);
  return folder;
}
const first = makeProjects(join(scratch, 'first'));
const second = makeProjects(join(scratch, 'ein Ordner', 'İkinci – 二'));

const forms = [
  ['compile'], ['compile', '--format', 'batch'], ['compile', '--format', 'prompt'],
  ['compile', '--print', 'ast'], ['compile', '--print', 'script'], ['compile', '--print', 'diagnostics'],
  ['check', '--json'], ['check', '--sarif'], ['check'],
];

/** The answers of a way of running, by project and form; `run` is given the project's name, its script and a form. */
function answers(run) {
  return Object.fromEntries(Object.entries(projects).flatMap(([project, script]) =>
    forms.map((form) => [`${project}: ${form.join(' ')}`, run(project, script, form)])));
}
function assertSame(actual, expected) {
  for (const [what, answer] of Object.entries(expected)) assert.deepEqual(actual[what], answer, what);
}
const inFolder = (folder, env) => answers((project, script, form) => shot([...form, script], { cwd: join(folder, project), env }));
const expected = inFolder(first);

test('the projects give answers of every kind', () => {
  for (const [what, { code, out, err }] of Object.entries(expected)) {
    const isBroken = what.startsWith('broken');
    const shows = what.includes('--print'); // shows a stage, also of a script with errors
    if (!shows) assert.equal(code, isBroken ? 1 : 0, `${what}: ${err}`);
    if (what.includes('compile') && isBroken && !shows) assert.equal(out, '', what);
    else if (!what.endsWith('check')) assert.notEqual(out, '', what);
  }
});

test('twice', () => assertSame(inFolder(first), expected));
test('in another folder', () => assertSame(inFolder(second), expected));

const machine = forms.filter((form) => form[0] === 'compile' && form[1] !== '--print');
for (const [where, path] of Object.entries({
  'by its absolute path': { cwd: '/', of: (project, script) => join(first, project, script) },
  'from the folder above': { cwd: first, of: (project, script) => join(project, script) },
  'from a folder beside it': { cwd: second, of: (project, script) => join('..', '..', basename(first), project, script) },
})) {
  test(`a bundle, a batch and prompts ${where}`, () => {
    for (const [project, script] of Object.entries(projects)) {
      if (project === 'broken') continue;
      for (const form of machine) {
        const { code, out } = shot([...form, path.of(project, script)], { cwd: path.cwd });
        assert.equal(code, 0);
        assert.equal(out, expected[`${project}: ${form.join(' ')}`].out, `${project}: ${form.join(' ')}`);
      }
    }
  });
}

/** A folder with that locale in it, made by localedef; null where there is no localedef or no source for it. */
function makeLocale(name, charmap) {
  const folder = join(scratch, 'locales');
  mkdirSync(folder, { recursive: true });
  const done = spawnSync('localedef', ['-c', '-i', name, '-f', charmap, join(folder, `${name}.${charmap}`)]);
  return done.error || done.status > 1 ? null : folder;
}
const locales = { 'tr_TR.UTF-8': makeLocale('tr_TR', 'UTF-8'), 'de_DE.ISO-8859-1': makeLocale('de_DE', 'ISO-8859-1') };
for (const name of ['tr_TR.UTF-8', 'de_DE.ISO-8859-1', 'C', 'C.UTF-8', 'no_such.locale']) {
  test(`under LC_ALL=${name}`, (t) => {
    const folder = locales[name];
    if (folder === null) t.diagnostic('localedef cannot make this locale here: only its name is set');
    assertSame(inFolder(first, { LC_ALL: name, LANG: name, LANGUAGE: name, ...(folder && { LOCPATH: folder }) }), expected);
  });
}
for (const zone of ['Asia/Tokyo', 'Pacific/Kiritimati', 'America/Los_Angeles']) {
  test(`under TZ=${zone}`, () => assertSame(inFolder(first, { TZ: zone }), expected));
}
test('under another home, user, terminal and width', () => {
  assertSame(inFolder(first, { HOME: '/', USER: 'nobody', TERM: 'dumb', COLUMNS: '20', SOURCE_DATE_EPOCH: '1' }), expected);
});

test('--json: exactly the keys that are documented, in their order', () => {
  const keys = ['code', 'name', 'level', 'message', 'file', 'range', 'label', 'labels', 'notes', 'fixes'];
  let lines = 0;
  for (const project of Object.keys(projects)) {
    const { out } = expected[`${project}: check --json`];
    assert.ok(out.endsWith('}\n'));
    for (const line of out.slice(0, -1).split('\n')) {
      const found = JSON.parse(line);
      assert.deepEqual(Object.keys(found).filter((key) => key !== 'label'), keys.filter((key) => key !== 'label'));
      if ('label' in found) assert.deepEqual(Object.keys(found), keys);
      if (found.range !== null) {
        assert.deepEqual(Object.keys(found.range), ['start', 'end']);
        for (const end of Object.values(found.range)) assert.deepEqual(Object.keys(end), ['line', 'column', 'offset']);
      }
      for (const label of found.labels) assert.deepEqual(Object.keys(label), ['message', 'file', 'range']);
      for (const fix of found.fixes) assert.deepEqual(Object.keys(fix), ['title', 'safe', 'edits']);
      for (const edit of found.fixes.flatMap((fix) => fix.edits)) assert.deepEqual(Object.keys(edit), ['file', 'range', 'replacement']);
      ++lines;
    }
  }
  assert.ok(lines > 6, `${lines} lines`);
});

test('--json and --sarif of a script say the same, sorted by place', () => {
  const json = expected['broken: check --json'].out.trimEnd().split('\n').map((line) => JSON.parse(line));
  const [{ results }] = JSON.parse(expected['broken: check --sarif'].out).runs;
  assert.deepEqual(results.map(({ ruleId, level }) => [ruleId, level]), json.map(({ code, level }) => [code, level]));
  assert.deepEqual(results.map(({ locations: [{ physicalLocation: { region } }] }) => [region.startLine, region.startColumn]),
    json.map(({ range }) => [range.start.line, range.start.column]));
  const offsets = json.map(({ range }) => range.start.offset);
  assert.deepEqual(offsets, offsets.toSorted((a, b) => a - b));
  const codePoints = (text) => [...text].length;
  const lines = broken.split('\n');
  for (const { range } of json) assert.ok(range.end.column <= codePoints(lines[range.end.line - 1]) + 1, JSON.stringify(range));
});
