// What the tests of `shot render` share: scripts in folders of their own, the program run beside servers that live in the
// test's own process, and such servers.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program, shot } from './shot.mjs';

const folder = mkdtempSync(join(tmpdir(), 'shot-render-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

let count = 0;
/** A script in a folder of its own. */
export function script(text) {
  const place = mkdtempSync(join(folder, `film${++count}-`));
  const path = join(place, 'film.shot');
  writeFileSync(path, text);
  return path;
}

/** `shot render`, without blocking this process: its servers may live here. */
export function run(args, { env, killAfterMs } = {}) {
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

export function statusOf(film) {
  const { code, out, err } = shot(['status', film, '--json']);
  assert.equal(code, 0, err);
  return out.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

export const small = `target sora-2, 1280x720, 4s

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

/** A shot of one action. */
export const plain = (name) => `target sora-2, 1280x720, 4s

shot ${name}, medium shot, static
    scene: a plain room
    sound: rain
    - A door opens.
`;

/** A server of a handler(request, body, answer); `answer(status, json or bytes, headers)`. */
export async function fake(handler) {
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
export function realClip() {
  const path = join(folder, 'real.mp4');
  if (!existsSync(path)) {
    const made = spawnSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'color=c=red:s=1280x720:d=4:r=24', '-pix_fmt', 'yuv420p', '-y', path]);
    assert.equal(made.status, 0);
  }
  return readFileSync(path);
}
