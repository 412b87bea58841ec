// `shot render` against `shot serve`, as a user runs it: sent, followed, fetched, asked for, cancelled, held back.
import assert from 'node:assert/strict';
import { chmodSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { faults, render, writeFilm } from './kills.mjs';
import { fake, plain, realClip, run, script, small, statusOf } from './renders.mjs';
import { serve } from './serve.mjs';
import { shot } from './shot.mjs';

describe('against shot serve', () => {
  test('creates, an extension and an edit are sent, followed and fetched, and the film is joined', async () => {
    const server = await serve(['--jobs', '2'], { isQuick: false });
    try {
      const film = script(small);
      const done = await run(['render', film, '--server', server.url, '--yes']);
      assert.equal(done.code, 0, done.err);
      const jobs = await server.jobs();
      assert.equal(jobs.length, 3);
      assert.match(done.out, /film\.mp4$/m);
      assert.deepEqual(jobs.map((job) => job.status), ['completed', 'completed', 'completed']);
      const again = await run(['render', film, '--server', server.url, '--yes']);
      assert.equal(again.code, 0, again.err);
      assert.equal((await server.jobs()).length, 3);
    } finally {
      await server.stop();
    }
  });

  test('what costs money asks, and where nobody can answer it is not sent', async () => {
    const server = await serve();
    try {
      const film = script(small);
      const asked = await run(['render', film, '--server', server.url]);
      assert.equal(asked.code, 2);
      assert.match(asked.err, /add `--yes`/);
      assert.equal((await server.jobs()).length, 0);
    } finally {
      await server.stop();
    }
  });

  test('a hundred jobs under faults never pass a tiny budget', async () => {
    const server = await serve(['--jobs', '8', '--fault', faults]);
    try {
      const film = writeFilm('budget', 100);
      for (let attempt = 0; attempt < 3; ++attempt) {
        const done = await render(film, server.url, { more: ['--max-cost', '4'] });
        assert.ok([1, 3].includes(done.code), done.text);
      }
      // 0.40 USD each: ten of them.
      const jobs = await server.jobs();
      assert.ok(jobs.length <= 10, `${jobs.length} jobs`);
      assert.ok(jobs.length >= 9, `${jobs.length} jobs`);
      rmSync(film.replace(/\.shot$/, '.takes'), { recursive: true, force: true });
    } finally {
      await server.stop();
    }
  });

  test('a key is in no file, argument or output that a run leaves', async () => {
    const canary = 'sk-canary-3f9a1c77b2';
    const server = await serve(['--jobs', '2'], { isQuick: false, env: { SHOT_SERVE_KEY: canary } });
    try {
      const film = script(small);
      const keyFile = join(film, '../key');
      writeFileSync(keyFile, `${canary}\n`);
      const open = await run(['render', film, '--server', server.url, '--yes', '--key-file', keyFile]);
      assert.equal(open.code, 3, 'a key file that others can read');
      assert.match(open.err, /chmod 600/);
      chmodSync(keyFile, 0o600);
      const refused = await run(['render', film, '--server', server.url, '--yes'], { env: { OPENAI_API_KEY: 'wrong' } });
      assert.equal(refused.code, 3, refused.err);
      const done = await run(['render', film, '--server', server.url, '--yes', '--json', '--key-file', keyFile]);
      assert.equal(done.code, 0, done.err);
      rmSync(keyFile);
      const texts = [open, refused, done].flatMap(({ out, err }) => [out, err]);
      const walk = (place) => readdirSync(place, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? walk(join(place, entry.name)) : [readFileSync(join(place, entry.name), 'latin1')]);
      for (const text of [...texts, ...walk(join(film, '..'))]) assert.ok(!text.includes(canary));
    } finally {
      await server.stop();
    }
  });

  test('a server that makes less than was asked for is found out', async () => {
    const server = await serve(['--fault', 'clamp-seconds:1'], { isQuick: false });
    try {
      const film = script(plain('door'));
      const done = await run(['render', film, '--server', server.url, '--yes']);
      assert.equal(done.code, 0, done.err);
      assert.match(done.err, /4 s were asked for, the clip has/);
      assert.match(statusOf(film)[0].message, /were asked for/);
    } finally {
      await server.stop();
    }
  });
});

describe('cancelled', () => {
  test('a job that runs is stopped, one that is done is left to be fetched', async () => {
    const server = await serve(['--fault', 'slow-job:20s']);
    try {
      const film = script(plain('door'));
      const stopped = await run(['render', film, '--server', server.url, '--yes'], { killAfterMs: 1500 });
      assert.equal(stopped.code, 130, stopped.err);
      assert.equal(statusOf(film)[0].job, (await server.jobs())[0].id);
      assert.equal(shot(['cancel', film, 'dor']).code, 2);
      const done = await run(['cancel', film]);
      assert.equal(done.code, 0, done.err);
      assert.equal(statusOf(film)[0].state, 'cancelled');
      assert.match((await run(['cancel', film])).err, /Nothing is on its way/);
    } finally {
      await server.stop();
    }
  });

  test('a clip that is paid for is never deleted', async () => {
    let isDone = false;
    const server = await fake((request, body, answer) => {
      assert.notEqual(request.method, 'DELETE');
      return answer(200, { id: 'video_1', object: 'video', status: isDone ? 'completed' : 'queued', prompt: 'x', created_at: 1 }, { 'openai-poll-after-ms': '20' });
    });
    try {
      const film = script(plain('door'));
      assert.equal((await run(['render', film, '--server', server.url, '--yes'], { killAfterMs: 1500 })).code, 130);
      isDone = true;
      const left = await run(['cancel', film]);
      assert.equal(left.code, 3);
      assert.match(left.err, /it is done at the server/);
      assert.ok(!server.seen.some((call) => call.method === 'DELETE'));
    } finally {
      await server.stop();
    }
  });
});

describe('what is paid for', () => {
  test('the first Ctrl-C waits for answers that are on their way', async () => {
    const server = await serve(['--fault', 'slow-accept:2.5s']);
    try {
      const film = script(plain('door'));
      const stopped = await run(['render', film, '--server', server.url, '--yes'], { killAfterMs: 1200 });
      assert.equal(stopped.code, 130, stopped.err);
      assert.equal(statusOf(film)[0].job, (await server.jobs())[0].id);
    } finally {
      await server.stop();
    }
  });

  test('a clip that is gone is fetched again, not made again', async () => {
    const server = await serve();
    try {
      const film = script(plain('door'));
      const args = ['render', film, '--server', server.url, '--yes'];
      assert.equal((await run(args)).code, 0);
      const clip = join(film, '../film.takes/door.take1.mp4');
      const before = readFileSync(clip);
      rmSync(clip);
      const again = await run(args);
      assert.equal(again.code, 0, again.err);
      assert.deepEqual(readFileSync(clip), before);
      assert.equal((await server.jobs()).length, 1);
    } finally {
      await server.stop();
    }
  });

  test('a limit of seconds counts edits, and is a number', async () => {
    const server = await serve();
    try {
      const film = script(small.replace(/sequence[^]*/, ''));
      const limited = await run(['render', film, '--server', server.url, '--yes', '--max-seconds', '8']);
      assert.equal(limited.code, 1, limited.err);
      assert.match(limited.err, /3 new takes, 12 s of video/);
      assert.equal((await server.jobs()).length, 2);
      for (const amount of ['nan', '-1', 'inf', '4s']) assert.equal(shot(['render', film, '--max-cost', amount]).code, 2, amount);
    } finally {
      await server.stop();
    }
  });

  test('another\'s job of the same prompt is not taken for a lost one', async () => {
    const film = script(plain('door'));
    let posts = 0;
    const server = await fake((request, body, answer, response) => {
      const prompt = () => JSON.parse(body).prompt;
      if (request.method === 'POST') { ++posts; server.prompt = prompt(); return response.destroy(); }
      const now = Math.floor(Date.now() / 1000);
      const job = { object: 'video', status: 'completed', prompt: server.prompt, created_at: now, size: '1280x720' };
      return answer(200, { object: 'list', has_more: false, data: [{ ...job, id: 'video_theirs', seconds: '8' }] });
    });
    try {
      const lost = await run(['render', film, '--server', server.url, '--yes', '--settle', '0.5']);
      assert.equal(lost.code, 4, lost.err);
      assert.match(lost.err, /of another size or length: video_theirs/);
      assert.equal(posts, 1);
    } finally {
      await server.stop();
    }
  });
});

describe('uploads', () => {
  test('one that the server has forgotten is made again', async () => {
    let known = '';
    let uploads = 0;
    const server = await fake((request, body, answer) => {
      if (request.url.endsWith('/characters')) return answer(200, { id: (known = `char_${++uploads}`), object: 'character', name: 'mara' });
      if (request.method !== 'POST') return answer(200, request.url.endsWith('/content') ? realClip() : { id: request.url.split('/').pop(), status: 'completed' });
      if (!body.toString().includes(`"${known}"`)) return answer(404, { error: { message: 'no such character' } });
      return answer(200, { id: `video_${uploads}`, status: 'completed' }, { 'openai-poll-after-ms': '10' });
    });
    try {
      const text = `target sora-2, 1280x720, 4s

speaker Mara: a woman in a red coat
    references: "mara.mp4"

shot door, medium shot, static
    scene: a plain room
    sound: rain
    - Mara opens a door.
`;
      const film = script(text);
      writeFileSync(join(film, '../mara.mp4'), realClip());
      const first = await run(['render', film, '--server', server.url, '--yes']);
      assert.equal(first.code, 0, first.err);
      known = 'nobody any more';
      writeFileSync(film, text.replace('rain', 'thunder'));
      const second = await run(['render', film, '--server', server.url, '--yes']);
      assert.equal(second.code, 0, second.err);
      assert.match(second.err, /no such character; its uploads are made again/);
      assert.equal(uploads, 2);
      assert.deepEqual(statusOf(film).map((take) => take.state), ['done', 'done']);
    } finally {
      await server.stop();
    }
  });
});

describe('limits of a server', () => {
  test('requests a minute are held, and all wait while it asks to be left alone', async () => {
    const times = [];
    const server = await fake((request, body, answer) => {
      if (request.method !== 'POST') return answer(200, request.url.endsWith('/content') ? realClip() : { id: request.url.split('/').pop(), status: 'completed' });
      times.push(Date.now());
      if (times.length === 1) return answer(429, { error: { message: 'slow down' } }, { 'retry-after': '2' });
      return answer(200, { id: `video_${times.length}`, status: 'completed' }, { 'openai-poll-after-ms': '10' });
    });
    try {
      const film = writeFilm('limits', 3);
      const { code, text } = await render(film, server.url, { more: ['--per-minute', '600'] });
      assert.equal(code, 0, text);
      const afterPause = times.filter((time) => time > times[0] + 300);
      assert.ok(Math.min(...afterPause) - times[0] >= 1900, `${times.map((time) => time - times[0])}`);
    } finally {
      await server.stop();
    }
  });
});
