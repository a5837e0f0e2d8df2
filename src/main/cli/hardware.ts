import { KioskError } from '#core/base/errors.ts';
import type { Clock } from '#core/base/ports.ts';
import type { VendController, VendEvent } from '#core/vend/controller.ts';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { ulid } from 'ulid';
import { createSystemClock } from '../runtime/clock.ts';
import { OWNER_FILE } from '../config/private-files.ts';
import { createLog } from '#logging/log.ts';
import { createVendController, isHardwarePath, lineOf } from '../vend/create-controller.ts';
import { BY_ID, namedLines, probe } from '../vend/probe.ts';
import {
  createPlayer,
  createReplayClock,
  parseRecording,
  recordingTransport,
  timeStamped,
} from '../vend/recording.ts';
import type { OpenTransport } from '../vend/transport.ts';
import { knownDriver } from './known-driver.ts';
import { readArguments, type TypedArguments } from './arguments.ts';
import { send, YES } from './send.ts';
import { untilAskedToStop } from './until-asked-to-stop.ts';
import { writeOut } from './write-out.ts';

function pathOf(given: TypedArguments): string {
  const path = given.required('path');
  if (isHardwarePath(path)) return path;
  throw new KioskError('input/invalid', `--path ${path} must be a tty or tcp://host:port.`);
}

const say = (words: unknown): Promise<void> => writeOut(`${JSON.stringify(words)}\n`);

/** Tries every adapter that has a stable name, or the one line that is given. */
async function runProbe(given: TypedArguments): Promise<void> {
  const one = given.optional('path');
  const paths = one === undefined ? namedLines() : [pathOf(given)];
  const clock = createSystemClock();
  for (const path of paths) await say(await probe(path, clock));
  if (paths.length === 0) await say({ path: BY_ID, detail: 'no serial adapter is plugged in' });
}

interface Ears {
  readonly driver: string;
  readonly path: string;
  readonly clock: Clock;
  readonly open: OpenTransport;
  readonly onEvent: (event: VendEvent) => void;
}

/** Runs the driver as in a kiosk that sells nothing: it denies every selection. */
function listen({ driver, path, clock, open, onEvent }: Ears): VendController {
  const machine = createVendController(
    { driver, path, sessionMode: 'authorise-first' },
    { currency: 'NOK', clock, log: createLog({ program: 'hardware' }), newId: () => ulid(), open },
  );
  machine.onEvent((event) => {
    onEvent(event);
    if (event.kind === 'selection') void machine.deny(event.selection.requestId, 'unpaid');
  });
  machine.start();
  return machine;
}

async function runWatch(given: TypedArguments): Promise<void> {
  const stopped = untilAskedToStop();
  const [driver, path, clock] = [
    knownDriver(given.required('driver')),
    pathOf(given),
    createSystemClock(),
  ];
  const onEvent = (event: VendEvent): void => {
    void say({ at: new Date().toISOString(), ...event });
  };
  const machine = listen({ driver, path, clock, open: lineOf(driver), onEvent });
  await stopped;
  await machine.stop();
}

async function runRecord(given: TypedArguments): Promise<void> {
  const stopped = untilAskedToStop();
  const [driver, path, clock] = [
    knownDriver(given.required('driver')),
    pathOf(given),
    createSystemClock(),
  ];
  const file = createWriteStream(given.required('file'), { flags: 'wx', mode: OWNER_FILE });
  const failed = new Promise<never>((_resolve, reject) => {
    file.on('error', (cause) => {
      const sentence = `${given.required('file')} cannot be written, or is there already.`;
      reject(new KioskError('input/invalid', sentence, { cause }));
    });
  });
  const note = timeStamped(clock, (piece) => {
    file.write(`${JSON.stringify(piece)}\n`);
  });
  const open = recordingTransport(lineOf(driver), note);
  const onEvent = (event: VendEvent): void => {
    if (event.kind === 'link') void say(event);
  };
  const machine = listen({ driver, path, clock, open, onEvent });
  await Promise.race([stopped, failed]);
  await machine.stop();
  await new Promise<void>((resolve) => {
    file.end(resolve);
  });
}

/** Plays a recording to the driver and prints its events, without waiting. */
async function runReplay(given: TypedArguments): Promise<void> {
  const driver = knownDriver(given.required('driver'));
  const name = given.required('file');
  if (!existsSync(name)) throw new KioskError('input/invalid', `There is no file ${name}.`);
  const pieces = parseRecording(readFileSync(name, 'utf8'));
  if (pieces === undefined) {
    throw new KioskError('input/invalid', `${name} is not a recording made with hardware record.`);
  }
  const clock = createReplayClock();
  const player = createPlayer(pieces, clock);
  const heard: unknown[] = [];
  listen({
    driver,
    path: '/recording',
    clock,
    open: player.open,
    onEvent: (event) => {
      heard.push({ atMs: clock.nowMs(), ...event });
    },
  });
  await player.play();
  for (const event of heard) await say(event);
}

/** Sends one command to a machine whose kiosk does not run, and decodes the answer. */
async function runSend(given: TypedArguments, isMeant: boolean): Promise<void> {
  await send({
    driver: knownDriver(given.required('driver')),
    path: pathOf(given),
    words: given.rest.slice(1),
    isMeant,
    clock: createSystemClock(),
    say,
  });
}

type Verb = (given: TypedArguments, isMeant: boolean) => Promise<void>;
const VERBS: Readonly<Record<string, Verb>> = {
  probe: runProbe,
  watch: runWatch,
  send: runSend,
  record: runRecord,
  replay: runReplay,
};

/** `hardware probe|watch|send|record|replay`: for a technician with a machine that does not answer. */
export async function runHardware(typed: readonly string[]): Promise<void> {
  const isMeant = typed.includes(YES);
  const given = readArguments(
    typed.filter((word) => word !== YES),
    ['driver', 'path', 'file'],
  );
  const [verb = '', surplus] = given.rest;
  const work = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (work === undefined || (surplus !== undefined && verb !== 'send')) {
    throw new KioskError('input/invalid', `Say hardware ${Object.keys(VERBS).join(', ')}.`);
  }
  await work(given, isMeant);
}
