// Renders that are killed: at every step that touches the disk or the network, or at random. After each, the render is run again to its
// end, and then the books are checked: every job that the server made is a take's, none is paid twice, none is lost, no file under a
// final name is partial, the ledger opens.
//
// As a program it is the long form: `node tests/e2e/kills.mjs` (an hour and more); the test runs a short one.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program, root, shot } from './shot.mjs';
import { serve } from './serve.mjs';

const folder = mkdtempSync(join(tmpdir(), 'shot-kills-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** The preloaded library that kills; null where there is no C compiler. */
export function buildKiller() {
  const library = join(folder, 'kill_at.so');
  const built = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, join(root, 'tests/e2e/kill_at.c'), '-ldl'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`cannot build kill_at.c: ${built.stderr}`);
  return library;
}

/** A film of `count` shots whose prompts nobody else has. */
export function writeFilm(name, count) {
  const lines = ['target sora-2, 1280x720, 4s', '', 'style Plain: a plain 16mm documentary', ''];
  for (let i = 1; i <= count; ++i) {
    lines.push(`shot s${i}, Plain, medium shot, static`, `    scene: room ${i} of the house called ${name}`, '    sound: rain', '    - A door opens.', '');
  }
  const path = join(folder, `${name}.shot`);
  writeFileSync(path, lines.join('\n'));
  return path;
}

const renderArgs = (film, url, more) => ['render', film, '--server', url, '--yes', '--settle', '1.5', '--jobs', '8', ...more];

/** Runs a render; resolves with its exit code, or 'killed'. */
export function render(film, url, { more = [], env = {}, killAfterMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, renderArgs(film, url, more), { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    child.stdout.on('data', (data) => { text += data; });
    child.stderr.on('data', (data) => { text += data; });
    const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: signal === 'SIGKILL' ? 'killed' : code, text });
    });
  });
}

/** Renders until nothing is left to do. */
async function renderToTheEnd(film, url) {
  let last;
  for (let attempt = 0; attempt < 12; ++attempt) {
    last = await render(film, url);
    if (last.code === 0) return;
  }
  throw new Error(`the film is never done: exit code ${last.code}\n${last.text}`);
}

/** What is wrong with the books; empty: nothing. */
export async function audit(film, server, count) {
  const wrong = [];
  const takesFolder = film.replace(/\.shot$/, '.takes');
  const name = film.replace(/^.*\/|\.shot$/g, '');
  const status = shot(['status', film, '--json']);
  if (status.code !== 0) return [`the ledger does not open: ${status.err}`];
  const takes = status.out.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const made = (await server.jobs()).filter((job) => job.prompt.includes(`the house called ${name}`));
  const done = takes.filter((take) => take.state === 'done');
  if (done.length !== count) wrong.push(`${done.length} takes of ${count} are done`);
  if (made.length !== count) wrong.push(`the server made ${made.length} jobs for ${count} shots`);
  const known = new Set(takes.map((take) => take.job));
  for (const job of made) if (!known.has(job.id)) wrong.push(`${job.id} is nobody's`);
  const files = existsSync(takesFolder) ? readdirSync(takesFolder) : [];
  for (const take of done) {
    if (!files.includes(take.file)) wrong.push(`${take.file} is not there`);
    else if (createHash('sha256').update(readFileSync(join(takesFolder, take.file))).digest('hex') !== take.sha256) wrong.push(`${take.file} is partial`);
  }
  for (const file of files) {
    if (file.endsWith('.mp4') && !file.startsWith('.') && !done.some((take) => take.file === file)) wrong.push(`${file} is in no take`);
    if (file.startsWith('.shot-')) wrong.push(`${file} is left over`);
  }
  rmSync(takesFolder, { recursive: true, force: true });
  rmSync(film);
  return wrong;
}

/** Kills a render of `count` shots at the steps `points(total)`, each in a folder of its own, then audits. */
export async function killAtSteps(server, killer, count, points, { workers = 2, tell = () => {} } = {}) {
  const probe = writeFilm('probe', count);
  const counter = join(folder, 'steps');
  const clean = await render(probe, server.url, { env: { LD_PRELOAD: killer, KILL_COUNT: counter } });
  if (clean.code !== 0) throw new Error(`the render that is not killed fails: ${clean.text}`);
  const total = Number(readFileSync(counter, 'utf8'));
  const failures = (await audit(probe, server, count)).map((what) => `not killed: ${what}`);
  const queue = points(total);
  let killed = 0;
  const work = async () => {
    for (let point = queue.shift(); point !== undefined; point = queue.shift()) {
      const film = writeFilm(`k${point.step}${point.after ? 'a' : 'b'}`, count);
      const env = { LD_PRELOAD: killer, KILL_AT: String(point.step), ...(point.after ? { KILL_AFTER: '1' } : {}) };
      const end = await render(film, server.url, { env });
      if (end.code === 'killed') ++killed; // not `+= await`: workers would lose each other's counts
      await renderToTheEnd(film, server.url);
      const wrong = await audit(film, server, count);
      failures.push(...wrong.map((what) => `step ${point.step}${point.after ? ' (after)' : ''}: ${what}`));
      tell(`step ${point.step} of ${total}${point.after ? ' (after)' : ''}: ${wrong.length === 0 ? 'fine' : wrong.join('; ')}`);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return { total, killed, failures };
}

/** Renders of `count` shots that are killed again and again, `kills` times in all. */
export async function killAtRandom(server, count, kills, { workers = 1, random = Math.random, tell = () => {} } = {}) {
  const failures = [];
  let killed = 0;
  let films = 0;
  const work = async () => {
    while (killed < kills) {
      const film = ++films;
      const path = writeFilm(`r${film}`, count);
      for (let attempt = 0; attempt < 8 && killed < kills; ++attempt) {
        const end = await render(path, server.url, { killAfterMs: 50 + random() * 2500 });
        if (end.code !== 'killed') break;
        ++killed;
      }
      await renderToTheEnd(path, server.url);
      const wrong = await audit(path, server, count);
      failures.push(...wrong.map((what) => `film ${film}: ${what}`));
      tell(`film ${film}, ${killed} kills: ${wrong.length === 0 ? 'fine' : wrong.join('; ')}`);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return { killed, failures };
}

/** The points of the long form: every step, before and after. */
export const everyStep = (total) =>
  Array.from({ length: total }, (_, i) => i + 1).flatMap((step) => [{ step, after: false }, { step, after: true }]);

/** Every `stride`th, in turn before and after. */
export const someSteps = (stride) => (total) =>
  Array.from({ length: Math.floor(total / stride) }, (_, i) => ({ step: 1 + i * stride, after: i % 2 === 1 }));

export const faults = 'drop-after-accept:0.1,drop-before-accept:0.05,slow-accept:0.6s,429:0.1,500:0.05,500-after-accept:0.05,cut-download:0.05';

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const tell = (line) => console.log(line);
  const server = await serve(['--jobs', '8']);
  const steps = await killAtSteps(server, buildKiller(), 2, everyStep, { workers: 12, tell });
  await server.stop();
  const faulty = await serve(['--jobs', '16', '--fault', faults]);
  const random = await killAtRandom(faulty, 100, 500, { workers: 3, tell });
  await faulty.stop();
  for (const failure of [...steps.failures, ...random.failures]) console.log(`FAILED ${failure}`);
  console.log(`${steps.killed} kills at ${steps.total} steps, ${random.killed} at random: ${steps.failures.length + random.failures.length} failures`);
  process.exitCode = steps.failures.length + random.failures.length === 0 ? 0 : 1;
}
