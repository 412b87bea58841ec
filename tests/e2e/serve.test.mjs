// `shot serve` as clients see it: the official SDK of OpenAI's, its own document in a validating proxy between the two (Prism),
// the dialects of other servers, the faults, and a server that is killed.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import test from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import OpenAI, { toFile } from 'openai';
import { serve, startPrism } from './serve.mjs';
import { root } from './shot.mjs';

const specification = join(root, 'tests/e2e/openai-videos.openapi.json');
const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
ajv.addSchema({ $id: 'openapi', components: JSON.parse(readFileSync(specification, 'utf8')).components });
const isVideo = ajv.compile({ $ref: 'openapi#/components/schemas/VideoResource' });

// One pixel.
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const client = (url, options) => new OpenAI({ baseURL: url, apiKey: 'any', maxRetries: 0, ...options });
const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const postJson = (url, body, headers) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

async function poll(openai, id, isDone = ({ status }) => status === 'completed' || status === 'failed') {
  for (let i = 0; i < 200; ++i) {
    const video = await openai.videos.retrieve(id);
    if (isDone(video)) return video;
    await sleep(25);
  }
  throw new Error(`${id} does not end`);
}

/**
 * All that the SDK can do with videos, on any address that speaks the API. `sourceAsJson`: extensions and edits are sent as JSON,
 * since Prism cannot read how the SDK writes an object in a form (`video[id]`).
 */
async function useAll(openai, { sourceAsJson = false } = {}) {
  const extend = (body) => sourceAsJson ? openai.post('/videos/extensions', { body }) : openai.videos.extend(body);
  const edit = (body) => sourceAsJson ? openai.post('/videos/edits', { body }) : openai.videos.edit(body);
  const first = await openai.videos.create({ prompt: 'A lighthouse at dusk', model: 'sora-2', seconds: '4', size: '1280x720' });
  assert.equal(first.object, 'video');
  assert.ok(isVideo(first), ajv.errorsText(isVideo.errors));
  const done = await poll(openai, first.id);
  assert.equal(done.status, 'completed');
  assert.equal(done.progress, 100);
  assert.ok(done.expires_at > done.completed_at && done.completed_at >= done.created_at);
  assert.ok(isVideo(done), ajv.errorsText(isVideo.errors));

  const clip = Buffer.from(await (await openai.videos.downloadContent(first.id)).arrayBuffer());
  assert.equal(clip.subarray(4, 8).toString(), 'ftyp');
  const thumbnail = Buffer.from(await (await openai.videos.downloadContent(first.id, { variant: 'thumbnail' })).arrayBuffer());
  assert.equal(thumbnail.subarray(8, 12).toString(), 'WEBP');

  const extended = await extend({ video: { id: first.id }, prompt: 'The lamp is lit', seconds: '8' });
  assert.deepEqual([extended.seconds, extended.size], ['12', '1280x720']);
  const edited = await edit({ video: { id: first.id }, prompt: 'Make it snow' });
  assert.deepEqual([edited.seconds, edited.size], ['4', '1280x720']);
  const remixed = await openai.videos.remix(first.id, { prompt: 'By day' });
  assert.equal(remixed.remixed_from_video_id, first.id);
  for (const { id } of [extended, edited, remixed]) assert.equal((await poll(openai, id)).status, 'completed');

  const found = [];
  for await (const video of openai.videos.list({ limit: 3, order: 'asc' })) found.push(video.id); // several pages
  assert.deepEqual(found, [first.id, extended.id, edited.id, remixed.id]);
  assert.deepEqual(await openai.videos.delete(first.id), { id: first.id, object: 'video.deleted', deleted: true });
  await assert.rejects(openai.videos.retrieve(first.id), OpenAI.NotFoundError);
}

test('the official SDK creates, polls, downloads, extends, edits, remixes, lists and deletes', async () => {
  const server = await serve();
  await useAll(client(server.url));
  assert.equal(await server.stop(), 0);
});

test('the SDK sends files: a first frame, a character, a clip to edit', async () => {
  const server = await serve();
  const openai = client(server.url);
  const withFrame = await openai.videos.create({ prompt: 'x', input_reference: await toFile(png, 'a.png', { type: 'image/png' }) });
  const done = await poll(openai, withFrame.id);
  const clip = await toFile(Buffer.from(await (await openai.videos.downloadContent(done.id)).arrayBuffer()), 'a.mp4', { type: 'video/mp4' });

  const character = await openai.videos.createCharacter({ name: 'Ada', video: clip });
  assert.equal((await openai.videos.getCharacter(character.id)).name, 'Ada');
  const played = await openai.videos.create({ prompt: 'Ada waves', characters: [{ id: character.id }] });
  assert.equal((await poll(openai, played.id)).status, 'completed');
  await assert.rejects(openai.videos.create({ prompt: 'x', characters: [{ id: 'char_none' }] }),
    ({ status, param }) => status === 400 && param === 'characters');

  const edited = await openai.videos.edit({ video: clip, prompt: 'warmer' });
  assert.deepEqual([edited.size, edited.seconds], ['16x16', '0.042']); // as the uploaded clip is

  const file = await openai.files.create({ file: await toFile(png, 'a.png'), purpose: 'vision' });
  const byId = await postJson(`${server.url}/videos`, { prompt: 'x', input_reference: { file_id: file.id } });
  assert.equal(byId.status, 200);
  const byData = await postJson(`${server.url}/videos`,
    { prompt: 'x', input_reference: { image_url: `data:image/png;base64,${png.toString('base64')}` } });
  assert.equal(byData.status, 200);
  await server.stop();
});

test('a validating proxy between the SDK and the server finds no violation on either side', async () => {
  const server = await serve();
  const prism = await startPrism(server.url);
  try {
    const violations = [];
    const watching = async (url, init) => {
      const response = await fetch(url, init);
      const violation = response.headers.get('sl-violations');
      // The document describes no answer but 200.
      if (violation && response.ok) violations.push(`${init?.method ?? 'GET'} ${url}: ${violation}`);
      return response;
    };
    await useAll(client(prism.url, { fetch: watching }), { sourceAsJson: true });
    assert.deepEqual(violations, []);
    // And that it would find one.
    const wrong = await postJson(`${prism.url}/videos`, { prompt: '' }, { authorization: 'Bearer any' });
    assert.equal(wrong.status, 422);
  } catch (error) {
    error.message += `\nPrism said:\n${prism.log().slice(-4000)}`;
    throw error;
  } finally {
    prism.stop();
    await server.stop();
  }
});

test('mistakes are told in the shape of the API', async () => {
  const server = await serve();
  const cases = [
    [{}, 'prompt', 'missing_required_parameter'],
    [{ prompt: 7 }, 'prompt', 'invalid_type'],
    [{ prompt: 'a'.repeat(32001) }, 'prompt', 'string_above_max_length'],
    [{ prompt: 'x', seconds: '121' }, 'seconds', 'invalid_value'],
    [{ prompt: 'x', size: '1281x720' }, 'size', 'invalid_value'],
    [{ prompt: 'x', sise: '1280x720' }, 'sise', 'unknown_parameter'],
    [{ prompt: 'x', input_reference: {} }, 'input_reference', 'invalid_value'],
    [{ prompt: 'x', input_reference: { image_url: 'https://example.org/a.png' } }, 'input_reference.image_url', 'unsupported_url'],
    [{ prompt: 'x', input_reference: { file_id: 'file-none' } }, 'input_reference.file_id', 'file_not_found'],
  ];
  for (const [body, param, code] of cases) {
    const response = await postJson(`${server.url}/videos`, body);
    const { error } = await response.json();
    assert.equal(response.status, 400, JSON.stringify(body));
    assert.deepEqual(Object.keys(error), ['message', 'type', 'param', 'code']);
    assert.deepEqual([error.type, error.param, error.code], ['invalid_request_error', param, code]);
  }
  const answers = [['GET', '/v1/nothing', 404], ['PUT', '/v1/videos', 405], ['GET', '/v1/videos/video_none', 404],
    ['GET', '/v1/videos?limit=101', 400], ['GET', '/v1/videos?after=video_none', 400], ['DELETE', '/v1/videos/video_none', 404]];
  for (const [method, path, status] of answers) {
    const response = await fetch(server.address + path, { method });
    assert.equal(response.status, status, `${method} ${path}`);
    assert.equal(typeof (await response.json()).error.message, 'string');
  }
  const foreign = await fetch(`${server.url}/videos`, { method: 'POST', body: new URLSearchParams({ prompt: 'x' }), headers: { origin: 'https://evil.example' } });
  assert.equal(foreign.status, 403);
  await server.stop();
});

test('a key is asked for where there is one', async () => {
  const server = await serve([], { env: { SHOT_SERVE_KEY: 'secret' } });
  await assert.rejects(client(server.url, { apiKey: 'secrex' }).videos.list(), OpenAI.AuthenticationError);
  const { error } = await (await fetch(`${server.url}/videos`)).json();
  assert.match(error.message, /didn't provide an API key/);
  assert.equal((await fetch(`${server.address}/health`)).status, 200);
  await client(server.url, { apiKey: 'secret' }).videos.list();
  await server.stop();
});

test('clients of other servers find their routes', async () => {
  const server = await serve();
  const form = new FormData(); // vLLM-Omni
  for (const [name, value] of Object.entries({ prompt: 'x', width: 832, height: 480, num_frames: 81, fps: 16, seed: 7, extra_params: '{"a":1}' }))
    form.append(name, String(value));
  const video = await (await fetch(`${server.url}/videos`, { method: 'POST', body: form })).json();
  assert.deepEqual([video.size, video.seconds], ['832x480', '5.063']);
  const clip = await fetch(`${server.url}/videos/sync`, { method: 'POST', body: form });
  assert.equal(clip.headers.get('content-type'), 'video/mp4');
  assert.equal(Buffer.from(await clip.arrayBuffer()).subarray(4, 8).toString(), 'ftyp');

  const dynamo = await (await postJson(`${server.url}/videos`,
    { prompt: 'x', model: 'wan', seconds: 5, response_format: 'b64_json', nvext: { fps: 16, num_frames: 81 } })).json();
  assert.equal(dynamo.status, 'completed');
  assert.equal(Buffer.from(dynamo.data[0].b64_json, 'base64').subarray(4, 8).toString(), 'ftyp');
  await server.stop();

  const stuck = await serve(['--fault', 'stuck-job:1']); // SGLang
  const running = await (await postJson(`${stuck.url}/videos`, { prompt: 'x', seconds: 4, num_frames: 96, fps: 24, negative_prompt: 'blur' })).json();
  const cancelled = await (await fetch(`${stuck.url}/videos/${running.id}/cancel`, { method: 'POST' })).json();
  assert.equal(cancelled.status, 'cancelled');
  await stuck.stop();
});

test('faults meet the share of requests that was asked for, and the same ones again', async () => {
  const meet = async (fault, seed) => {
    const server = await serve(['--fault', fault, '--seed', String(seed)]);
    const met = [];
    for (let i = 0; i < 20; ++i) {
      met.push(await postJson(`${server.url}/videos`, { prompt: `${i}` }, { connection: 'close' }).then(({ status }) => status, () => 'dropped'));
    }
    const { data } = await (await fetch(`${server.url}/videos?limit=100`)).json();
    await server.stop();
    return { met, jobs: data.length };
  };
  const dropped = await meet('drop-after-accept:0.5', 1);
  assert.equal(dropped.jobs, 20, 'every job is made');
  assert.ok(dropped.met.includes('dropped') && dropped.met.includes(200));
  assert.deepEqual(await meet('drop-after-accept:0.5', 1), dropped);
  assert.notDeepEqual((await meet('drop-after-accept:0.5', 2)).met, dropped.met);
  const before = await meet('drop-before-accept:0.5', 1);
  assert.equal(before.jobs, before.met.filter((one) => one === 200).length);
  const refused = await meet('429:0.5', 1);
  assert.equal(refused.jobs, refused.met.filter((one) => one === 200).length);
  assert.ok(refused.met.includes(429));
});

test('jobs and downloads go wrong on demand', async () => {
  const server = await serve(['--fault', 'fail-job:1,cut-download:1']);
  const failed = await poll(client(server.url), (await client(server.url).videos.create({ prompt: 'x' })).id);
  assert.equal(failed.error.code, 'video_generation_failed');
  assert.equal((await fetch(`${server.url}/videos/${failed.id}/content`)).status, 404);
  await server.stop();

  const odd = await serve(['--fault', 'backwards-status:1,cut-download:1,clamp-seconds:1']);
  const openai = client(odd.url);
  const { id, seconds } = await openai.videos.create({ prompt: 'x', seconds: '8' });
  assert.equal(seconds, '4');
  const told = [];
  for (let i = 0; i < 3; ++i) told.push((await openai.videos.retrieve(id)).status);
  assert.deepEqual(told.slice(0, 2), ['in_progress', 'queued']);
  await poll(openai, id);
  await assert.rejects(fetch(`${odd.url}/videos/${id}/content`).then((response) => response.arrayBuffer()));
  await odd.stop();

  const slow = await serve(['--fault', 'slow-accept:0.4s']);
  await assert.rejects(fetch(`${slow.url}/videos`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"prompt":"x"}',
    signal: AbortSignal.timeout(100) }));
  await sleep(600);
  assert.equal((await (await fetch(`${slow.url}/videos`)).json()).data.length, 1, 'the job is made though the client has gone');
  await slow.stop();
});

test('a queue survives a kill, and a stop', async () => {
  const first = await serve(['--fault', 'slow-job:0.3s']);
  const openai = client(first.url);
  const ids = [];
  for (let i = 0; i < 4; ++i) ids.push((await openai.videos.create({ prompt: `${i}` })).id);
  await first.stop('SIGKILL');
  const second = await serve(['--fault', 'slow-job:0.3s'], { data: first.folder });
  await poll(client(second.url), ids[0]);
  assert.equal(await second.stop(), 0);
  const third = await serve([], { data: first.folder });
  for (const id of ids) assert.equal((await poll(client(third.url), id)).status, 'completed');
  await third.stop();
  rmSync(first.folder, { recursive: true });
});

test('a hundred jobs in a few seconds', async () => {
  const server = await serve(['--jobs', '4']);
  const openai = client(server.url);
  const videos = await Promise.all(Array.from({ length: 100 }, (_, i) => openai.videos.create({ prompt: `${i}` })));
  for (const { id } of videos) await poll(openai, id);
  assert.equal(new Set(videos.map(({ id }) => id)).size, 100);
  await server.stop();
});

test('a name that leads here from outside is refused', async () => {
  const server = await serve();
  try {
    const port = new URL(server.address).port;
    const status = await new Promise((done, fail) => {
      request({ host: '127.0.0.1', port, path: '/v1/videos', headers: { host: `evil.example:${port}` } }, (answer) => { answer.resume(); done(answer.statusCode); })
        .on('error', fail).end();
    });
    assert.equal(status, 403);
    assert.equal((await fetch(`${server.address}/v1/videos`)).status, 200);
  } finally {
    await server.stop();
  }
});
