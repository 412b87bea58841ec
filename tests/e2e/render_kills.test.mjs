// `shot render` killed: a short form of what kills.mjs does at length.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildKiller, faults, killAtRandom, killAtSteps, someSteps } from './kills.mjs';
import { serve } from './serve.mjs';

describe('killed', { timeout: 600_000 }, () => {
  test('at steps of the submit and download path, nothing is lost or paid twice', async () => {
    const server = await serve(['--jobs', '8']);
    try {
      const { killed, failures } = await killAtSteps(server, buildKiller(), 1, someSteps(13), { workers: 4 });
      assert.deepEqual(failures, []);
      assert.ok(killed >= 8, `${killed} kills`);
    } finally {
      await server.stop();
    }
  });

  test('at random in runs of many jobs with faults on', async () => {
    const server = await serve(['--jobs', '16', '--fault', faults]);
    try {
      const { killed, failures } = await killAtRandom(server, 30, 6);
      assert.deepEqual(failures, []);
      assert.ok(killed >= 6);
    } finally {
      await server.stop();
    }
  });
});
