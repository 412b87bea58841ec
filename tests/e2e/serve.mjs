// Runs `shot-render serve` for the end-to-end tests. SHOT_RENDER names the program; without that, it is the one beside the newest
// build of `shot`.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after } from 'node:test';
import { root } from './shot.mjs';

function findProgram() {
  if (process.env.SHOT_RENDER) return resolve(process.env.SHOT_RENDER);
  const built = ['dev', 'ci', 'release', 'demo', 'clang'].map((name) => `${root}build/${name}/tools/shot-render/shot-render`)
    .filter(existsSync).sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (built.length === 0) throw new Error('build shot-render first, or name it in SHOT_RENDER');
  return built[0];
}

/** Starts a child and waits until its output matches; gives the match. */
export function whenSays(child, pattern) {
  return new Promise((done, fail) => {
    let text = '';
    const look = (chunk) => {
      text += chunk;
      const match = pattern.exec(text);
      if (match) done(match);
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.on('error', fail);
    child.on('exit', (code, signal) => fail(new Error(`ended with ${code ?? signal}: ${text}`)));
  });
}

/** A server in a folder of its own (or `data`): its address, and how to stop it. */

const children = new Set();
// A test that fails stops nothing: without this its server would keep the run alive.
if (process.env.NODE_TEST_CONTEXT) after(() => { for (const child of children) child.kill('SIGKILL'); });

export async function serve(args = [], { data, env, isQuick = true } = {}) {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'shot-serve-'));
  const child = spawn(findProgram(), ['serve', '--port', '0', '--data', folder, ...(isQuick ? ['--quick'] : []), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, SHOT_SERVE_KEY: '', ...env },
  });
  children.add(child);
  const ended = new Promise((done) => child.on('exit', (code, signal) => done(code ?? signal)));
  const [, address] = await whenSays(child, /serving (http:\S+)\/v1/);
  return {
    address, folder, url: `${address}/v1`,
    /** Every job that the server has made, newest first. */
    async jobs() {
      const jobs = [];
      for (let after = ''; ;) {
        const page = await (await retried(() => fetch(`${address}/v1/videos?limit=100${after}`))).json();
        jobs.push(...page.data);
        if (!page.has_more) return jobs;
        after = `&after=${page.last_id}`;
      }
    },
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const how = await ended;
      if (data === undefined && signal !== 'SIGKILL') rmSync(folder, { recursive: true, force: true });
      return how;
    },
  };
}

/** Faults meet the tests' own questions too. */
async function retried(call) {
  for (let attempt = 1; ; ++attempt) {
    try {
      const answer = await call();
      if (answer.ok) return answer;
      if (attempt === 20) throw new Error(`HTTP ${answer.status}`);
    } catch (error) {
      if (attempt === 20) throw error;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** The API's own document, as a proxy that tells violations (`sl-violations`) in front of a server. */
export async function startPrism(server) {
  const port = await new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => done(free));
    });
  });
  const prism = spawn(process.execPath, [join(root, 'tests/e2e/node_modules/@stoplight/prism-cli/dist/index.js'), 'proxy',
    join(root, 'tests/e2e/openai-videos.openapi.json'), server, '--errors', '--host', '127.0.0.1', '--port', String(port)],
  { stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(prism);
  let log = '';
  for (const stream of [prism.stdout, prism.stderr]) stream.on('data', (chunk) => { log += chunk; });
  await whenSays(prism, /is listening on/);
  return {
    url: `http://127.0.0.1:${port}`, log: () => log,
    stop() {
      prism.removeAllListeners('exit');
      prism.kill();
    },
  };
}
