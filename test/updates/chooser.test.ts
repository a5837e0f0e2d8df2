import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../../scripts/programs.ts';
import {
  choose,
  installedVersions,
  putRelease,
  signedVersion,
  standIn,
  startChooser,
  type Behaviour,
  type Versions,
} from '../support/updates/versions.ts';

const open: Versions[] = [];

function versionsWith(first: Behaviour = 'ends well'): Versions {
  const versions = installedVersions(signedVersion('0.1.0', { image: standIn('0.1.0', first) }));
  open.push(versions);
  return versions;
}

afterEach(() => {
  for (const versions of open.splice(0)) versions.close();
});

/** Installs 0.2.0 beside, as a person does who has the file. */
function add(versions: Versions, behaviour: Behaviour): string {
  const next = signedVersion('0.2.0', { image: standIn('0.2.0', behaviour) });
  const image = putRelease(versions.releases, next);
  expect(choose(['install', versions.folder, image]).code).toBe(0);
  return next.id;
}

const run = (versions: Versions): number | null => choose(['run', versions.folder]).code;

describe('the chooser', () => {
  it('starts what is installed, with the arguments of the kiosk', () => {
    const versions = versionsWith();
    expect(choose(['run', versions.folder, '--data-dir', '/tmp/a b']).code).toBe(0);
    expect(versions.starts()).toEqual(['0.1.0 no --data-dir /tmp/a b']);
  });

  it('keeps a new version that says that it is healthy, and the one before beside it', () => {
    const versions = versionsWith();
    const { current: first } = versions.state();
    const id = add(versions, 'healthy');
    expect(run(versions)).toBe(0);
    expect(versions.state()).toMatchObject({ current: id, previous: first, trial: '' });
    expect(run(versions)).toBe(0);
    expect(versions.starts()).toEqual(['0.2.0 yes', '0.2.0 no']);
  });

  it.each<[Behaviour, string, number]>([
    ['crash', 'starts', 3],
    ['crash by signal', 'starts', 3],
    ['ends well', 'starts', 3],
    ['hang', 'hung', 1],
    ['fails its check', 'relay', 1],
    ['failed migration', 'store', 1],
  ])(
    'gives up a version that has the behaviour “%s” and says “%s”',
    (behaviour, reason, starts) => {
      const versions = versionsWith();
      const { current: first } = versions.state();
      const id = add(versions, behaviour);
      for (let time = 0; time < starts; time += 1) run(versions);
      expect(run(versions)).toBe(0);
      const tried = Array.from({ length: starts }, () => '0.2.0 yes');
      expect(versions.starts()).toEqual([...tried, '0.1.0 no']);
      expect(versions.state()).toMatchObject({ current: first, trial: '' });
      expect(versions.state()['rolled_back']).toMatch(new RegExp(`^${id} ${reason} \\d+$`));
      expect(existsSync(join(versions.folder, id))).toBe(false);
    },
  );

  it('says with its exit code that it gave a version up', () => {
    const versions = versionsWith();
    add(versions, 'failed migration');
    expect(run(versions)).toBe(3);
  });

  it('brings the version before back after three crashes, and not after two', () => {
    const versions = versionsWith();
    const id = add(versions, 'healthy');
    run(versions);
    const program = join(versions.folder, id, 'vendskap.AppImage');
    writeFileSync(program, standIn('0.2.0', 'crash'));
    expect([run(versions), run(versions)]).toEqual([1, 1]);
    expect(versions.state()['current']).toBe(id);
    expect(run(versions)).toBe(3);
    expect(run(versions)).toBe(0);
    expect(versions.starts().at(-1)).toBe('0.1.0 no');
    expect(versions.state()['rolled_back']).toContain(`${id} crashed`);
  });

  it('starts the only version again and again, however often it crashes', () => {
    const versions = versionsWith('crash');
    expect([1, 2, 3, 4, 5].map(() => run(versions))).toEqual([1, 1, 1, 1, 1]);
    expect(versions.starts()).toHaveLength(5);
  });

  it('does not try a version that is not what its SHA-512 says', () => {
    const versions = versionsWith();
    const id = add(versions, 'healthy');
    appendFileSync(join(versions.folder, id, 'vendskap.AppImage'), 'x');
    expect(run(versions)).toBe(0);
    expect(versions.starts()).toEqual(['0.1.0 no']);
    expect(versions.state()['rolled_back']).toContain(`${id} damaged`);
  });

  it('goes back when the program of the version is gone', () => {
    const versions = versionsWith();
    const id = add(versions, 'healthy');
    run(versions);
    rmSync(join(versions.folder, id, 'vendskap.AppImage'));
    expect(run(versions)).toBe(0);
    expect(versions.starts().at(-1)).toBe('0.1.0 no');
  });

  it.each([
    ['missing', undefined],
    ['cut off', 'versions 1\ncurrent 0.1'],
    ['of another format', 'versions 9\ncurrent x\nend\n'],
    ['leading out of the folder', 'versions 1\ncurrent ../../bin\nstarts 0\nend\n'],
  ])('finds a whole version when the state is %s', (_what, text) => {
    const versions = versionsWith();
    const file = join(versions.folder, 'state');
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
    expect(run(versions)).toBe(0);
    expect(versions.starts()).toEqual(['0.1.0 no']);
  });

  it('puts aside a request that makes no sense', () => {
    const versions = versionsWith();
    writeFileSync(join(versions.folder, 'request'), 'switch ../../../bin/sh\n');
    expect(run(versions)).toBe(0);
    expect(existsSync(join(versions.folder, 'request'))).toBe(false);
    expect(versions.starts()).toEqual(['0.1.0 no']);
  });

  it('is not taken in by the word of an earlier start', () => {
    const versions = versionsWith();
    const id = add(versions, 'crash');
    writeFileSync(join(versions.folder, 'healthy'), 'an-older-start\n');
    for (let time = 0; time < 4; time += 1) run(versions);
    expect(versions.state()['current']).not.toBe(id);
  });

  it('hands a signal on, and an end that was asked for is no crash', async () => {
    const versions = versionsWith('hang');
    const { child, ended } = startChooser(['run', versions.folder]);
    await until('the start', () => Promise.resolve(versions.starts()[0]));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(versions.state()['crashes']).toBe('');
  });

  it('is the only one, also beside a kiosk that a killed chooser left behind', async () => {
    const versions = versionsWith('hang');
    const { child, ended } = startChooser(['run', versions.folder]);
    await until('the start', () => Promise.resolve(versions.starts()[0]));
    child.kill('SIGKILL');
    await ended;
    expect(run(versions)).toBe(75);
    expect(versions.starts()).toHaveLength(1);
    // What systemd does with everything that is left in the unit.
    spawnSync('fuser', ['-k', '-KILL', join(versions.folder, 'lock')]);
  });

  it.each([
    [[]],
    [['run']],
    [['run', '/nowhere']],
    [['install', '/tmp/x', '/nowhere']],
    [['dance']],
  ])('refuses %j with one sentence', (words) => {
    const done = choose(words);
    expect(done.code).toBe(2);
    expect(done.stderr.trim().split('\n')).toHaveLength(1);
  });
});
