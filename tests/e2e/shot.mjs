// Runs the program for the end-to-end tests. SHOT names it; without that, the newest of the build folders is taken.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

function findProgram() {
  if (process.env.SHOT) return resolve(process.env.SHOT); // tests run it from other folders
  const built = ['dev', 'ci', 'release', 'demo'].map((name) => `${root}build/${name}/tools/shot/shot`).filter(existsSync);
  built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (built.length === 0) throw new Error('build the program first, or name it in SHOT');
  return built[0];
}
export const program = findProgram();

/** Exit code, standard output and standard error of `shot ARGUMENTS`; `env` is added to the environment. */
export function shot(args, { cwd = root, input, env } = {}) {
  const done = spawnSync(program, args, {
    cwd, input, env: { ...process.env, ...env }, encoding: 'utf8', maxBuffer: 1 << 30,
  });
  if (done.error) throw done.error;
  return { code: done.status, out: done.stdout, err: done.stderr };
}

/** The objects of `shot check --json`. */
export function diagnosticsOf(args, options) {
  const { code, out, err } = shot(['check', '--json', ...args], options);
  if (code !== 0 && code !== 1) throw new Error(`exit code ${code}: ${err}`);
  return out.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}
