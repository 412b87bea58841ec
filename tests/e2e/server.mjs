// `shot serve` for the tests of rendering: started on a free port, stopped at the end, its jobs counted.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { program } from './shot.mjs';

/** Starts a server; `args` go to `shot serve`. */
export async function startServer(args = [], { env } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'shot-serve-'));
  const child = spawn(program, ['serve', '--port', '0', '--data', folder, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env },
  });
  let log = '';
  const url = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no server: ${log}`)), 20_000);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        log += `${line}\n`;
        const found = /http:\/\/[0-9.]+:\d+/.exec(line);
        if (found) {
          clearTimeout(timer);
          resolve(found[0]);
        }
      });
    }
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${log}`)));
  });
  return {
    url,
    log: () => log,
    /** Every job that the server has made, newest first. */
    async jobs(headers = {}) {
      const jobs = [];
      let after = '';
      for (;;) {
        const answer = await retried(() => fetch(`${url}/v1/videos?limit=100${after}`, { headers }));
        const page = await answer.json();
        jobs.push(...page.data);
        if (!page.has_more) return jobs;
        after = `&after=${page.last_id}`;
      }
    },
    async stop() {
      child.removeAllListeners('exit');
      const ended = new Promise((resolve) => child.on('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Faults hit us too. */
async function retried(call) {
  for (let attempt = 1; ; ++attempt) {
    try {
      const answer = await call();
      if (answer.ok) return answer;
      if (attempt === 20) throw new Error(`HTTP ${answer.status}`);
    } catch (error) {
      if (attempt === 20) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
