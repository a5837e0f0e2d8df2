import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freePort, ROOT, until } from '../../scripts/programs.ts';
import { KIOSK_MIGRATIONS } from '../../src/main/store/kiosk-schema.ts';
import { createStage, type Stage } from '../support/stage.ts';
import {
  CHOOSER,
  installedVersions,
  putRelease,
  signedVersion,
  type SignedVersion,
  type Versions,
} from '../support/updates/versions.ts';

/** The kiosk from source, in place of an AppImage. */
function imageOf(root: string): Buffer {
  const program = join(root, 'src/main/headless.ts');
  return Buffer.from(`#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
}

/** A copy of the program that calls itself by another version. */
function copyAs(version: string, folder: string): string {
  const root = join(folder, version);
  mkdirSync(root);
  cpSync(join(ROOT, 'src'), join(root, 'src'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  const about: Record<string, unknown> = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  );
  writeFileSync(join(root, 'package.json'), JSON.stringify({ ...about, version }));
  return root;
}

function versionOf(name: string, root: string): SignedVersion {
  const own = KIOSK_MIGRATIONS.length;
  const schema = { oldest: 0, own, rollBackTo: own };
  return signedVersion(name, { image: imageOf(root), manifest: { schema } });
}

/** Starts the chooser, and again whenever it ends, as systemd does. */
function keepRunning(versions: Versions, words: readonly string[]): { stop(): Promise<void> } {
  let isStopping = false;
  let child: ChildProcess;
  const codes: (number | null)[] = [];
  let ended: Promise<void> = Promise.resolve();
  const start = (): void => {
    child = spawn(CHOOSER, ['run', versions.folder, ...words], { stdio: 'ignore' });
    ended = new Promise((resolve) => {
      child.once('exit', (code) => {
        codes.push(code);
        if (!isStopping) start();
        resolve();
      });
    });
  };
  start();
  return {
    stop: async () => {
      isStopping = true;
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function sell(stage: Stage, port: number): Promise<string> {
  // Between two versions nobody listens.
  await until('the machine to be ready', async () => {
    const status = await stage.status(port).catch(() => undefined);
    return status?.state === 'ready' ? true : undefined;
  });
  const reference = await stage.scanAndApprove();
  await stage.choose(port, 'A1');
  await until('the settlement', async () => {
    const sale = (await stage.sales()).find((one) => one.reference === reference);
    return sale?.state === 'settled' ? true : undefined;
  });
  return reference;
}

it('a kiosk that sells is updated over the link to a version that sells', async () => {
  const stage = await createStage();
  const versions = installedVersions(versionOf('0.1.0', ROOT));
  const port = await freePort();
  const chooser = keepRunning(versions, [
    ...['run', '--data-dir', stage.dataDir],
    ...['--status-port', String(port)],
  ]);
  try {
    const first = await sell(stage, port);
    const next = versionOf('0.2.0', copyAs('0.2.0', stage.folder));
    putRelease(versions.releases, next);
    const config: Record<string, unknown> = JSON.parse(readFileSync(stage.configPath, 'utf8'));
    config['updates'] = { folder: versions.releases };
    writeFileSync(stage.configPath, JSON.stringify(config));
    await stage.relay.stop();
    stage.relay = await stage.startRelay();
    await until('the new version', () =>
      Promise.resolve(versions.state()['current'] === next.id ? true : undefined),
    );
    const second = await sell(stage, port);
    const sales = await stage.sales();
    expect(sales.map(({ reference }) => reference)).toEqual([first, second]);
    for (const sale of sales) expect(sale).toMatchObject({ state: 'settled', captured: 3_000 });
    for (const row of await stage.ledger()) expect(row.open).toBe(0);
    expect(versions.state()['rolled_back']).toBeUndefined();
  } finally {
    await chooser.stop();
    await stage.close();
    versions.close();
  }
});
