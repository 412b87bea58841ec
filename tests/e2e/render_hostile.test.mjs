// `shot render` against servers that misbehave and lie.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fake, plain, realClip, run, script } from './renders.mjs';

/** The first bytes of a clip: what is no whole one. */
const clip = Buffer.from('AAAAIGZ0eXBpc29tAAACAGlzb21pc28yYXZjMW1wNDEAAAAIZnJlZQ==', 'base64');

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
