// `shot render` as a user runs it: on this machine, and against servers that behave, misbehave and lie.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, chmodSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { audit, buildKiller, faults, killAtRandom, killAtSteps, render, someSteps, writeFilm } from './kills.mjs';
import { serve, startPrism } from './serve.mjs';
import { program, shot } from './shot.mjs';

const folder = mkdtempSync(join(tmpdir(), 'shot-render-'));
after(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
/** A script in a folder of its own. */
function script(text) {
  const place = mkdtempSync(join(folder, `film${++count}-`));
  const path = join(place, 'film.shot');
  writeFileSync(path, text);
  return path;
}

/** `shot render`, without blocking this process: its servers may live here. */
function run(args, { env, killAfterMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (data) => { out += data; });
    child.stderr.on('data', (data) => { err += data; });
    if (killAfterMs) setTimeout(() => child.kill('SIGINT'), killAfterMs);
    child.on('exit', (code) => resolve({ code, out, err }));
  });
}

function statusOf(film) {
  const { code, out, err } = shot(['status', film, '--json']);
  assert.equal(code, 0, err);
  return out.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

const small = `target sora-2, 1280x720, 4s

style Plain: a plain 16mm documentary

palette Dusk: amber, cream, walnut brown #5C4033

shot door, Plain, medium shot, static
    scene: a dim hall; rain on the one window
    sound: rain
    palette: Dusk

    0.00–2.00 The handle, close-up
        - The handle turns.
    2.00–4.00 Light, slow push-in
        - Light falls in through the gap.

shot hall, extends door, 4s
    +4.0 The hall, wide shot, static
        - Nobody is there.

shot warmer, edits door: Warm the light towards amber.

sequence film, 8s
    door
    hall
`;

const plain = (name) => `target sora-2, 1280x720, 4s

shot ${name}, medium shot, static
    scene: a plain room
    sound: rain
    - A door opens.
`;

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
    assert.deepEqual(takes.map(({ shot, take, state }) => `${shot} ${take} ${state}`),
      ['door 1 done', 'hall 1 done', 'warmer 1 done', 'hall 2 done']);
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
    assert.equal(shot(['render', join(folder, 'nowhere.shot')]).code, 3);
    assert.equal(shot(['status', film]).code, 3);
  });
});

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

describe('held against the document of the API', () => {
  test('a film with a character, an extension and an edit breaks it on neither side', async () => {
    const server = await serve();
    const prism = await startPrism(server.url);
    const violations = [];
    // Prism has the paths of the document, without the `/v1` of its address.
    const gateway = await fake((request, body, answer) => {
      const headers = { ...request.headers, host: new URL(prism.url).host };
      const forwarded = httpRequest(`${prism.url}${request.url.replace(/^\/v1/, '')}`, { method: request.method, headers }, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () => {
          const found = response.headers['sl-violations'];
          if (found) violations.push(`${request.method} ${request.url}: ${found}`);
          const { 'content-length': _, 'transfer-encoding': __, ...kept } = response.headers;
          const isClip = request.url.endsWith('/content');  // Prism takes bytes for text: held against the document, fetched from the server
          if (!isClip) return answer(response.statusCode, Buffer.concat(parts), kept);
          fetch(`${server.url}${request.url.replace(/^\/v1/, '')}`).then(async (clip) => answer(clip.status, Buffer.from(await clip.arrayBuffer()), { 'content-type': clip.headers.get('content-type') }));
        });
      });
      forwarded.end(body);
    });
    try {
      const film = script(small.replace('shot door, Plain', `speaker Mara: a woman in a red coat
    references: "mara.mp4"

shot door, Plain`).replace('        - The handle turns.', '        - Mara turns the handle.').replace(/sequence[^]*/, ''));
      const made = spawnSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'color=c=red:s=1280x720:d=3:r=24', '-pix_fmt', 'yuv420p', '-y', join(film, '../mara.mp4')]);
      assert.equal(made.status, 0);
      const done = await run(['render', film, '--server', gateway.url, '--yes'], { env: { OPENAI_API_KEY: 'any' } });
      assert.equal(done.code, 0, done.err);
      const posted = gateway.posts().map(({ url }) => url).sort();
      assert.deepEqual(posted, ['/v1/videos', '/v1/videos/characters', '/v1/videos/edits', '/v1/videos/extensions']);
      assert.deepEqual(violations, []);
    } catch (error) {
      error.message += `\nPrism said:\n${prism.log().slice(-4000)}`;
      throw error;
    } finally {
      await gateway.stop();
      await prism.stop();
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

describe('killed', { timeout: 600_000 }, () => {
  test('at steps of the submit and download path, nothing is lost or paid twice', async () => {
    const server = await serve(['--jobs', '8']);
    try {
      const { killed, failures } = await killAtSteps(server, buildKiller(), 1, someSteps(13), { workers: 4 });
      assert.deepEqual(failures, []);
      assert.ok(killed >= 8, `${killed} kills`);
    } finally {
      await server.stop();
    }
  });

  test('at random in runs of many jobs with faults on', async () => {
    const server = await serve(['--jobs', '16', '--fault', faults]);
    try {
      const { killed, failures } = await killAtRandom(server, 30, 6);
      assert.deepEqual(failures, []);
      assert.ok(killed >= 6);
    } finally {
      await server.stop();
    }
  });
});

// --- Servers of other dialects, and hostile ones, made here.

const clip = Buffer.from('AAAAIGZ0eXBpc29tAAACAGlzb21pc28yYXZjMW1wNDEAAAAIZnJlZQ==', 'base64');

/** A server of a handler(request, body, answer); `answer(status, json or bytes, headers)`. */
async function fake(handler) {
  const seen = [];
  const server = createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      seen.push({ method: request.method, url: request.url, headers: request.headers, body: body.toString('latin1') });
      handler(request, body, (status, content, headers = {}) => {
        const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
        response.writeHead(status, { 'content-type': Buffer.isBuffer(content) ? 'video/mp4' : 'application/json', ...headers });
        response.end(bytes);
      }, response);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    seen, url: `http://127.0.0.1:${server.address().port}`,
    posts: () => seen.filter((call) => call.method === 'POST'),
    stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}

/** Makes a real clip of a second: what ffprobe looks at. */
function realClip() {
  const path = join(folder, 'real.mp4');
  if (!existsSync(path)) {
    const made = spawnSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'color=c=red:s=1280x720:d=4:r=24', '-pix_fmt', 'yuv420p', '-y', path]);
    assert.equal(made.status, 0);
  }
  return readFileSync(path);
}

describe('other dialects', () => {
  test('Veo: a POST asks for the operation, the clip stands in the answer', async () => {
    let polls = 0;
    const server = await fake((request, body, answer) => {
      if (request.url.endsWith(':predictLongRunning')) return answer(200, { name: 'projects/p/operations/op1' });
      if (request.url.endsWith(':fetchPredictOperation')) {
        assert.equal(JSON.parse(body).operationName, 'projects/p/operations/op1');
        return answer(200, ++polls < 2 ? { name: 'projects/p/operations/op1' }
          : { name: 'projects/p/operations/op1', done: true, response: { videos: [{ bytesBase64Encoded: realClip().toString('base64'), mimeType: 'video/mp4' }] } }, { 'retry-after': '0' });
      }
      return answer(404, {});
    });
    try {
      const film = script(plain('door').replace('sora-2', 'veo-3.1'));
      const done = await run(['render', film, '--server', server.url, '--yes', '--setting', 'project=my-film', '--setting', 'location=eu'],
        { env: { GOOGLE_ACCESS_TOKEN: 'token-1' } });
      assert.equal(done.code, 0, done.err);
      assert.match(server.seen[0].url, /^\/v1\/projects\/my-film\/locations\/eu\/publishers\/google\/models\//);
      assert.equal(server.seen[0].headers.authorization, 'Bearer token-1');
      assert.deepEqual(readFileSync(join(film, '../film.takes/door.take1.mp4')), realClip());
    } finally {
      await server.stop();
    }
  });

  test('Veo without its settings says which, and sends nothing', async () => {
    const server = await fake((request, body, answer) => answer(500, {}));
    try {
      const done = await run(['render', script(plain('door').replace('sora-2', 'veo-3.1')), '--server', server.url, '--yes']);
      assert.notEqual(done.code, 0);
      assert.match(done.err, /--setting project=/);
      assert.equal(server.seen.length, 0);
    } finally {
      await server.stop();
    }
  });

  test('Omni: the clip is elsewhere, and the key does not go there', async () => {
    const storage = await fake((request, body, answer) => answer(200, realClip()));
    const server = await fake((request, body, answer) => {
      if (request.method === 'POST') return answer(200, { id: 'int_1', status: 'queued' });
      if (request.url.startsWith('/files/')) return answer(302, {}, { location: `${storage.url}/clip.mp4` });
      return answer(200, { id: 'int_1', status: 'completed', steps: [{ type: 'model_output', content: [{ type: 'video', uri: `${server.url}/files/f1` }] }] });
    });
    try {
      const film = script(plain('door').replace('sora-2', 'gemini-omni-1.2-flash'));
      const done = await run(['render', film, '--server', server.url, '--yes'], { env: { GEMINI_API_KEY: 'key-1' } });
      assert.equal(done.code, 0, done.err);
      assert.ok(server.seen.every((call) => call.headers['x-goog-api-key'] === 'key-1'));
      assert.ok(server.seen.some((call) => call.url === '/files/f1?alt=media'));
      assert.equal(storage.seen.length, 1);
      assert.ok(!JSON.stringify(storage.seen).includes('key-1'));
    } finally {
      await server.stop();
      await storage.stop();
    }
  });

  test('Dynamo: the answer is the clip; a lost one needs a person, who adopts or gives up', async () => {
    let drops = true;
    const server = await fake((request, body, answer, response) => {
      if (drops) return response.destroy();
      return answer(200, { id: 'v1', object: 'video', status: 'completed', data: [{ b64_json: realClip().toString('base64') }] });
    });
    try {
      const film = script(plain('door').replace('sora-2', 'wan2.2-t2v-a14b@dynamo').replace('1280x720, 4s', '832x480, 5s'));
      const args = ['render', film, '--server', server.url, '--yes'];
      const lost = await run(args);
      assert.equal(lost.code, 4, lost.err);
      assert.match(lost.err, /shot adopt/);
      assert.equal(server.posts().length, 1);
      drops = false;
      assert.equal((await run(args)).code, 4, 'still in doubt');
      assert.equal(server.posts().length, 1);
      assert.equal(shot(['adopt', 'door', '--none', film]).code, 0);
      const done = await run(args);
      assert.equal(done.code, 0, done.err);
      assert.equal(server.posts().length, 2);
    } finally {
      await server.stop();
    }
  });
});

describe('hostile servers', () => {
  const hostile = async (handler, { code, says, env, more = [] }) => {
    const server = await fake(handler);
    try {
      const film = script(plain('door'));
      const done = await run(['render', film, '--server', server.url, '--yes', '--settle', '0.3', ...more], { env });
      assert.ok([].concat(code).includes(done.code), `exit code ${done.code}: ${done.err}`);
      if (says) assert.match(done.err, says);
      const takes = join(film, '../film.takes');
      const files = readdirSync(takes).filter((name) => !name.startsWith('ledger'));
      return { done, server, film, files };
    } finally {
      await server.stop();
    }
  };
  const accepted = { id: 'video_1', object: 'video', status: 'completed', seconds: '4', size: '1280x720', prompt: 'x', created_at: 1 };

  test('a redirect of the request is not followed', async () => {
    const { server } = await hostile((request, body, answer) => answer(307, {}, { location: 'http://127.0.0.1:1/v1/videos' }), { code: 1 });
    assert.equal(server.posts().length, 1);
  });

  test('HTML, and JSON that is too deep, make no job', async () => {
    for (const text of ['<html>Bad gateway</html>', '['.repeat(100_000)]) {
      const { server } = await hostile((request, body, answer) => {
        if (request.method === 'POST') return answer(200, Buffer.from(text), { 'content-type': 'text/html' });
        return answer(200, { object: 'list', data: [], has_more: false });
      }, { code: 3, says: /loses every answer, and makes no job/ });
      assert.ok(server.posts().length <= 4);
    }
  });

  test('a refusal is not tried again, and its message stays on one line', async () => {
    const { server, done } = await hostile((request, body, answer) =>
      answer(400, { error: { message: 'no\u001b[2J such\nsize', type: 'invalid_request_error', param: 'size', code: null } }), { code: 1, says: /HTTP 400: no \[2J such size/ });
    assert.equal(server.posts().length, 1);
    assert.ok(!done.err.includes('\u001b[2J'));
  });

  test('an id or a name with a path in it leaves the folder alone', async () => {
    const { files } = await hostile((request, body, answer) => {
      if (request.method === 'POST') return answer(200, { ...accepted, id: '../../../../tmp/evil' });
      return answer(200, { object: 'list', data: [], has_more: false });
    }, { code: 3, says: /loses every answer/ });
    assert.deepEqual(files, []);
  });

  test('a clip that is too short, no clip, or HTML is not kept', { timeout: 300_000 }, async () => {
    let tries = 0;
    const { files, film } = await hostile((request, body, answer, response) => {
      if (request.method === 'POST' || !request.url.endsWith('/content')) return answer(200, accepted, { 'openai-poll-after-ms': '10' });
      ++tries;
      if (tries === 1) return answer(200, Buffer.from('<html>no</html>'));
      if (tries === 2) {
        response.writeHead(200, { 'content-length': '5000000', 'content-type': 'video/mp4' });
        response.write(clip);
        return response.destroy();
      }
      return answer(200, realClip());
    }, { code: 0 });
    assert.deepEqual(files, ['door.take1.mp4']);
    assert.deepEqual(readFileSync(join(film, '../film.takes/door.take1.mp4')), realClip());
  });

  test('a status that goes backwards, and words that nobody knows, are waited out', async () => {
    const words = ['queued', 'in_progress', 'dreaming', 'queued', 'completed'];
    await hostile((request, body, answer) => {
      if (request.url.endsWith('/content')) return answer(200, realClip());
      return answer(200, { ...accepted, status: words.length > 1 ? words.shift() : words[0] }, { 'openai-poll-after-ms': '10' });
    }, { code: 0 });
  });

  test('an endless answer is cut off, in bounded memory', { timeout: 120_000 }, async () => {
    await hostile((request, body, answer, response) => {
      if (request.method !== 'POST') return answer(200, { object: 'list', data: [], has_more: false });
      response.writeHead(200, { 'content-type': 'application/json' });
      const piece = Buffer.alloc(1 << 20, 0x20);
      const more = () => { while (!response.destroyed && response.write(piece)); };
      response.on('drain', more);
      more();
    }, { code: 3, says: /the answer is larger than/ });
  });

  test('the address of a clip may not lead into the network behind us', async () => {
    const done = await hostile((request, body, answer) => {
      if (request.method === 'POST') return answer(200, { name: 'op1' });
      return answer(200, { name: 'op1', done: true, response: { generateVideoResponse: { generatedSamples: [{ video: { uri: 'http://169.254.169.254/latest/meta-data' } }] } } });
    }, { code: 3, more: ['--target', 'sora-2', '--dialect', 'gemini-lro'] });
    assert.deepEqual(done.files, []);
  });
});
