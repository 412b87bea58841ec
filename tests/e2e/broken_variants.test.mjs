// A script broken in a hundred ways: the first error that each gets stands on the line that is wrong, and in the middle
// case there are not more than two diagnostics.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { library, script, variants } from './broken_variants.mjs';
import { shot } from './shot.mjs';

const folder = mkdtempSync(join(tmpdir(), 'shot-'));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'house.shot'), library);

const retired = 'SHOT0601';
/** The diagnostics of a text, save that of the target's retirement; the exit code must agree with them. */
function check(text) {
  writeFileSync(join(folder, 'film.shot'), text);
  const { code, out, err } = shot(['check', '--json', 'film.shot'], { cwd: folder });
  const found = out.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  assert.equal(code, found.some(({ level }) => level === 'error') ? 1 : 0, err);
  return found.filter(({ code: name }) => name !== retired);
}
/** The one line that begins so, counted from 1. */
function lineOf(lines, begin) {
  const found = lines.flatMap((line, index) => (line.trimStart().startsWith(begin) ? [index + 1] : []));
  assert.equal(found.length, 1, `one line begins with ${begin}`);
  return found[0];
}
const say = (found) => found.map(({ code, range, message }) => `  ${range.start.line}: ${code} ${message}`).join('\n');

test('the script as it stands is fine', () => assert.deepEqual(check(script), []));
test('there are a hundred variants', () => assert.ok(variants.length >= 100, `${variants.length}`));

const counts = [];
for (const { kind, at, to, blame, fine, most = 2 } of variants) {
  test(`${kind}: ${at} -> ${to === null ? 'nothing' : to.trim()}`, () => {
    const lines = script.split('\n');
    const place = lineOf(lines, at);
    if (to === null) lines.splice(place - 1, 1);
    else lines[place - 1] = to;
    const found = check(lines.join('\n'));
    counts.push(found.length);
    for (const { file, range } of found) assert.ok(file === 'film.shot' && range !== null, 'each has its place');
    const errors = found.filter(({ level }) => level === 'error');
    if (fine) {
      assert.deepEqual(errors, []);
      return;
    }
    const wanted = blame === undefined ? place : lineOf(lines, blame);
    assert.ok(errors.length > 0, 'it is an error');
    assert.equal(errors[0].range.start.line, wanted, `line ${wanted} is wrong:\n${say(found)}`);
    assert.ok(found.length <= most, `${found.length} diagnostics:\n${say(found)}`);
  });
}

test('in the middle case there are not more than two diagnostics', (t) => {
  assert.equal(counts.length, variants.length);
  counts.sort((a, b) => a - b);
  for (const count of new Set(counts)) {
    t.diagnostic(`${String(counts.filter((one) => one === count).length).padStart(4)} variants with ${count} diagnostics`);
  }
  const middle = counts[Math.floor(counts.length / 2)];
  assert.ok(middle <= 2, `${middle}`);
});
