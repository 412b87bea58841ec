// A script broken in a hundred ways: each gets an error on the line that is wrong, and in the middle case not more than
// two diagnostics.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { library, script, variants } from './broken_variants.mjs';
import { diagnosticsOf } from './shot.mjs';

const folder = mkdtempSync(join(tmpdir(), 'shot-'));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'house.shot'), library);

const retired = 'SHOT0601';
function check(text) {
  writeFileSync(join(folder, 'film.shot'), text);
  return diagnosticsOf(['film.shot'], { cwd: folder }).filter(({ code }) => code !== retired);
}
/** The one line that begins so, counted from 1. */
function lineOf(lines, begin) {
  const found = lines.flatMap((line, index) => (line.trimStart().startsWith(begin) ? [index + 1] : []));
  assert.ok(found.length > 0, `a line begins with ${begin}`);
  return found.at(-1);
}
const say = (found) => found.map(({ code, range, message }) => `  ${range.start.line}: ${code} ${message}`).join('\n');

test('the script as it stands is fine', () => assert.deepEqual(check(script), []));
test('there are a hundred variants', () => assert.ok(variants.length >= 100, `${variants.length}`));

const counts = [];
for (const { kind, at, to, blame, fine } of variants) {
  test(`${kind}: ${at} -> ${to === null ? 'nothing' : to.trim()}`, () => {
    const lines = script.split('\n');
    const place = lineOf(lines, at);
    if (to === null) lines.splice(place - 1, 1);
    else lines[place - 1] = to;
    const found = check(lines.join('\n'));
    counts.push(found.length);
    const errors = found.filter(({ level }) => level === 'error');
    if (fine) {
      assert.deepEqual(errors, []);
      return;
    }
    const wanted = blame === undefined ? place : lineOf(lines, blame);
    assert.ok(errors.length > 0, 'it is an error');
    assert.ok(errors.some(({ range }) => range.start.line === wanted), `line ${wanted} is wrong:\n${say(found)}`);
  });
}

test('in the middle case there are not more than two diagnostics', () => {
  counts.sort((a, b) => a - b);
  const middle = counts[Math.floor(counts.length / 2)];
  assert.ok(middle <= 2, `${middle}`);
});
