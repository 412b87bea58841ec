// `shot render` and `shot serve` held against the document of the API, with a validating proxy between them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fake, run, script, small } from './renders.mjs';
import { serve, startPrism } from './serve.mjs';

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
