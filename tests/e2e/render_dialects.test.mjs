// `shot render` against servers of other dialects, which are made here.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fake, plain, realClip, run, script } from './renders.mjs';
import { shot } from './shot.mjs';

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
