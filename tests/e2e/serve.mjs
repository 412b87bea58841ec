// Runs `shot-render serve` for the end-to-end tests. SHOT_RENDER names the program; without that, it is the one beside the newest
// build of `shot`.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
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
export async function serve(args = [], { data, env, isQuick = true } = {}) {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'shot-serve-'));
  const child = spawn(findProgram(), ['serve', '--port', '0', '--data', folder, ...(isQuick ? ['--quick'] : []), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, SHOT_SERVE_KEY: '', ...env },
  });
  const ended = new Promise((done) => child.on('exit', (code, signal) => done(code ?? signal)));
  const [, address] = await whenSays(child, /serving (http:\S+)\/v1/);
  return {
    address, folder, url: `${address}/v1`,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const how = await ended;
      if (data === undefined && signal !== 'SIGKILL') rmSync(folder, { recursive: true, force: true });
      return how;
    },
  };
}
