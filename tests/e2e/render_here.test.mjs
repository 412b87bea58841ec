// `shot render` with no server: the animatic of a film.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { run, script, small, statusOf } from './renders.mjs';
import { shot } from './shot.mjs';

describe('on this machine', () => {
  test('a film is drawn, joined, and left alone until something changes', async () => {
    const film = script(small);
    const first = await run(['render', film]);
    assert.equal(first.code, 0, first.err);
    const made = first.out.trim();
    assert.ok(made.endsWith('film.takes/film.mp4'), made);
    const probe = spawnSync('ffprobe', ['-v', 'error', '-count_frames', '-select_streams', 'v:0', '-show_entries', 'stream=nb_read_frames,width,height', '-of', 'csv=p=0', made], { encoding: 'utf8' });
    assert.deepEqual(probe.stdout.trim().split(','), ['1280', '720', String(8 * 24)]);

    const before = statSync(made).mtimeMs;
    const second = await run(['render', film]);
    assert.equal(second.code, 0, second.err);
    assert.match(second.err, /Nothing new to render/);
    assert.equal(statSync(made).mtimeMs, before);

    writeFileSync(film, small.replace('Nobody is there.', 'A coat hangs there.'));
    const plan = shot(['render', film, '--dry-run']);
    assert.match(plan.out, /door .*done/);
    assert.match(plan.out, /hall .*changed/);
    const third = await run(['render', film]);
    assert.equal(third.code, 0, third.err);
    const takes = statusOf(film);
    // Two clips are drawn at once: which of them began first is chance.
    assert.deepEqual(takes.map(({ shot, take, state }) => `${shot} ${take} ${state}`).sort(),
      ['door 1 done', 'hall 1 done', 'hall 2 done', 'warmer 1 done']);
    assert.ok(existsSync(join(film, '../film.takes/hall.take1.mp4')));
  });

  test('a take is chosen, and the film is cut of it', async () => {
    const film = script(small);
    assert.equal((await run(['render', film, '--only', 'door', '--takes', '2'])).code, 0);
    assert.equal(shot(['takes', film, 'use', 'door', '1']).code, 0);
    assert.equal(shot(['takes', film, 'use', 'door', '7']).code, 2);
    assert.match(shot(['takes', film, 'door']).out, /take1\.mp4 .*\[in use\]/);
  });

  test('a second render in one folder is told who is at it', async () => {
    const film = script(small);
    const first = run(['render', film]);
    await new Promise((resolve) => setTimeout(resolve, 400));
    const second = await run(['render', film]);
    assert.equal(second.code, 3);
    assert.match(second.err, /in use by shot render .*process \d+/);
    assert.equal((await first).code, 0);
  });

  test('Ctrl-C leaves no half clip, and the next run ends it', async () => {
    const film = script(small);
    const stopped = await run(['render', film], { killAfterMs: 700 });
    assert.equal(stopped.code, 130, stopped.err);
    assert.deepEqual(readdirSync(join(film, '../film.takes')).filter((name) => name.startsWith('.shot-')), []);
    assert.equal((await run(['render', film])).code, 0);
  });

  test('a script with errors, a wrong shot and a server beside the engine are said', () => {
    assert.equal(shot(['render', script('shot x, 4s, 32s\n')]).code, 1);
    const film = script(small);
    assert.match(shot(['render', film, '--only', 'dor']).err, /did you mean `door`\?/);
    assert.equal(shot(['render', film, '--engine', 'animatic', '--server', 'http://127.0.0.1:1']).code, 2);
    assert.equal(shot(['render', join(film, '../nowhere.shot')]).code, 3);
    assert.equal(shot(['status', film]).code, 3);
  });
});
