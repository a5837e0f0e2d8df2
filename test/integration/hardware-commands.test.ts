import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createStage, HEADLESS, run, until, type Driver, type Stage } from '../support/stage.ts';

let stage: Stage | undefined;
let recorder: ChildProcess | undefined;

afterEach(async () => {
  recorder?.kill('SIGKILL');
  await stage?.close();
  stage = undefined;
});

const hardware = (...words: readonly string[]): ReturnType<typeof run> =>
  run([HEADLESS, 'hardware', ...words]);

describe.each<Driver>(['qibixx', 'xy'])('hardware commands (%s)', (driver) => {
  it('finds what answers, records it, and the recording tells the driver the same again', async () => {
    stage = await createStage({ driver });
    const on = stage;
    const { machinePath } = on;
    const found = await hardware('probe', '--path', machinePath);
    expect(JSON.parse(found.stdout)).toMatchObject({ driver });

    const file = join(stage.folder, 'line.jsonl');
    const words = ['--driver', driver, '--path', machinePath, '--file', file];
    recorder = spawn(process.execPath, [HEADLESS, 'hardware', 'record', ...words]);
    let said = '';
    recorder.stdout?.on('data', (bytes: Buffer) => (said += bytes.toString()));
    await until('the recorder to be connected', () =>
      Promise.resolve(said.includes('"state":"up"') ? true : undefined),
    );
    await stage.machineState('enabled');
    if (driver === 'xy') {
      const key = /FA FB 05 03 .. 00 04/;
      await until('the recording of a key', async () => {
        await on.control('press', { selection: 'B1' });
        return (await on.transcript()).some(({ line }) => key.test(line)) ? true : undefined;
      });
      await stage.machineState('enabled');
    }
    const ended = once(recorder, 'exit');
    recorder.kill('SIGINT');
    await ended;
    expect(readFileSync(file, 'utf8')).toContain('"direction":"in"');

    const replayed = await hardware('replay', '--driver', driver, '--file', file);
    expect(replayed.stderr).toBe('');
    const events = replayed.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events).toContainEqual(expect.objectContaining({ kind: 'machine', state: 'enabled' }));
    if (driver === 'xy') {
      expect(events).toContainEqual(
        expect.objectContaining({ selection: expect.objectContaining({ item: 4 }) }),
      );
    }
    const again = await hardware('record', ...words);
    expect(again).toMatchObject({
      code: 2,
      stderr: `${file} cannot be written, or is there already.\n`,
    });
  });
});

describe('hardware commands', () => {
  it.each([
    [['fly'], 'Say hardware probe, watch, send, record, replay.'],
    [
      ['watch', '--driver', 'mdb', '--path', '/dev/null'],
      '--driver mdb is not known; there is: qibixx, xy.',
    ],
    [['probe', '--path', 'COM3'], '--path COM3 must be a tty or tcp://host:port.'],
    [['replay', '--driver', 'xy', '--file', '/nowhere'], 'There is no file /nowhere.'],
  ])('%j', async (words, sentence) => {
    expect(await hardware(...words)).toMatchObject({ code: 2, stderr: `${sentence}\n` });
  });

  it('a file that is no recording', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'vendskap-rec-')), 'notes.txt');
    writeFileSync(file, 'hello');
    const sentence = `${file} is not a recording made with hardware record.\n`;
    const answer = await hardware('replay', '--driver', 'xy', '--file', file);
    expect(answer).toMatchObject({ code: 2, stderr: sentence });
  });
});
