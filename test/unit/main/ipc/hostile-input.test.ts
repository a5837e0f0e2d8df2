import type { Method } from '#contract/ipc/bridge.ts';
import { ADMISSION, channelOf } from '#contract/ipc/channels.ts';
import { callSchemas } from '#contract/ipc/schemas.ts';
import { isMachineId } from '#core/base/ids.ts';
import { LANGUAGES } from '#core/base/language.ts';
import { isPlainLine } from '#core/base/text.ts';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startKiosk, type RunningKiosk } from '../../../../src/main/composition/start-kiosk.ts';
import { createSystemClock } from '../../../../src/main/runtime/clock.ts';
import { writeKioskConfig } from '../../../../src/main/config/config.ts';
import { registerHandlers } from '../../../../src/main/ipc/handlers.ts';
import { openKioskDatabase } from '../../../../src/main/composition/open-stores.ts';
import { addPerson } from '../../../../src/main/service/add-person.ts';
import { hashPin } from '../../../../src/main/service/pin-hash.ts';
import { createAuditLog } from '../../../../src/main/store/audit-log.ts';
import { createPeople } from '../../../../src/main/store/people.ts';
import { textsOf } from '../../../support/texts.ts';
import { callSamples } from '../../../support/call-samples.ts';
import { createNoteLog } from '../../../support/house/note-log.ts';
import { pathsIn, pathsOfSchema, valueAt, withValue } from '../../../support/paths.ts';
import { replaceSlots, slotWith } from '../../../support/slots.ts';
import { storedIn } from '../../../support/stored.ts';

const ORIGIN = 'app://kiosk';
const OURS = { url: `${ORIGIN}/index.html`, parent: null };
const ANNA = { personId: 'anna', name: 'Anna', role: 'owner' } as const;
const METHODS = Object.keys(callSchemas).filter((name): name is Method => name in ADMISSION);
const folder = mkdtempSync(join(tmpdir(), 'vendskap-hostile-'));
const dataDir = join(folder, 'kiosk');
const usbDir = join(folder, 'media');
const stickId = join(usbDir, 'STICK');
const SAMPLES = callSamples({ stickId, personId: 'ola' });

type Listener = (event: { readonly senderFrame: typeof OURS }, input: unknown) => Promise<unknown>;
const channels = new Map<string, Listener>();
let kiosk: RunningKiosk;

async function seed(): Promise<void> {
  const machineId = 'vm-0001';
  if (!isMachineId(machineId)) throw new Error(machineId);
  mkdirSync(dataDir, { recursive: true });
  mkdirSync(stickId, { recursive: true });
  writeFileSync(join(stickId, 'products.csv'), 'nonsense');
  writeKioskConfig(dataDir, {
    machineId,
    relay: { url: 'http://127.0.0.1:9', credential: 'x'.repeat(43) },
    hardware: { driver: 'qibixx', path: 'tcp://127.0.0.1:9', sessionMode: 'authorise-first' },
  });
  const database = openKioskDatabase(dataDir);
  const clock = createSystemClock();
  replaceSlots(database, [slotWith(), slotWith({ selection: 'A2', item: 2, product: 'Water' })]);
  const deps = {
    people: createPeople(database),
    changes: createAuditLog(database, clock),
    clock,
  };
  for (const [name, role] of [
    ['Anna', 'owner'],
    ['Ola', 'technician'],
  ] as const) {
    const pinHash = await hashPin('271828');
    const person = { personId: name.toLowerCase(), name, role, language: 'en', pinHash } as const;
    addPerson(deps, { by: 'test', person });
  }
  database.close();
}

beforeAll(async () => {
  await seed();
  const log = createNoteLog(createSystemClock()).of('kiosk');
  kiosk = await startKiosk({ dataDir, usbDir, log });
  registerHandlers({
    ipcMain: { handle: (channel, listener) => channels.set(channel, listener) },
    origin: ORIGIN,
    log,
    calls: () => kiosk.calls,
    caller: () => ANNA,
  });
});
afterAll(async () => {
  await kiosk.stop();
  rmSync(folder, { recursive: true, force: true });
});

const answerSchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.object({
      code: z.string(),
      refusal: z
        .object({
          code: z.string(),
          values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
        })
        .optional(),
    }),
  }),
]);

const changed = z.object({ sequence: z.number().optional() });

async function ask(method: Method, input: unknown): Promise<z.infer<typeof answerSchema>> {
  const listener = channels.get(channelOf(method));
  if (listener === undefined) throw new Error(`nobody hears ${method}`);
  return answerSchema.parse(await listener({ senderFrame: OURS }, input));
}

const HOSTILE: readonly unknown[] = [
  null,
  true,
  [],
  {},
  NaN,
  1e309,
  -1e309,
  -1,
  -0.5,
  1.5,
  2 ** 53,
  '',
  '   ',
  'x'.repeat(100_000),
  'a\u0000b',
  'a\u0007b',
  'a\nb',
  'a\r\nb',
  'a\tb',
  '\u202eb',
  'a\u200fb',
  'a\u2028b',
  '\ud800',
  '\ufffd',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  `'; DROP TABLE slot; --`,
  '"quoted"',
  '../../../etc/passwd',
  '/etc/shadow',
  '__proto__',
  'constructor',
  '{{count}}',
  '%s%n%x',
  '１２３',
  '-1',
  '1e309',
  'NaN',
  '0x10',
];

/** Words that people choose: what can be read is taken as it is. Everywhere else nothing of the list is right. */
const FREE_TEXT = [
  'addPerson name',
  'editPerson name',
  'editSlots edits 0 to product',
  'editSlots edits 0 to allergens',
  'editSlots edits 0 to place tray',
  'addSlot selection',
  'addSlot product',
  'addSlot place tray',
  'setSettings settings 0 text',
];
const said = new Map<string, Set<string>>();

/** One value of one call, made hostile in every way: refused in words, or taken as it can be read. */
async function tryHostile(
  method: Method,
  input: unknown,
  path: ReturnType<typeof pathsIn>[number],
): Promise<void> {
  const name = [method, ...path].join(' ');
  const isFree = FREE_TEXT.includes(name);
  let before = stored();
  for (const hostile of hostileTo(valueAt(input, path))) {
    const answer = await ask(method, withValue(input, path, hostile));
    const what = `${name} = ${JSON.stringify(hostile).slice(0, 60)}`;
    if (!answer.ok) {
      expect(['ipc/invalid-argument', 'ipc/refused'], what).toContain(answer.error.code);
      note(answer.error.refusal);
    }
    if (!isFree) continue;
    await expectReadable(answer, what, before);
    before = stored();
  }
  if (!isFree) expect(stored(), name).toEqual(before);
}

describe('every value of every method', () => {
  it.each(METHODS)('%s: the samples are understood, and hold every value it asks for', (method) => {
    const inputs: readonly unknown[] = SAMPLES[method];
    for (const input of inputs) expect(callSchemas[method].safeParse(input).success).toBe(true);
    const held = new Set(inputs.flatMap((input) => pathsIn(input)).map(String));
    const asked = pathsOfSchema(callSchemas[method]).filter(({ length }) => length > 0);
    const missing = asked.filter((path) => !held.has(String(path)));
    expect(missing).toEqual([]);
  });

  it.each(METHODS)(
    '%s: bad values are refused with a sentence, and nothing changes',
    async (method) => {
      const inputs: readonly unknown[] = SAMPLES[method];
      for (const input of inputs) {
        const paths = pathsIn(input).filter(({ length }) => length > 0);
        for (const path of paths) await tryHostile(method, input, path);
      }
    },
  );

  it('each refusal is one sentence in every language, with everything in it that it names', () => {
    expect(said.size).toBeGreaterThan(10);
    const texts = textsOf('renderer');
    for (const [code, given] of said) {
      for (const language of LANGUAGES) {
        const key = `refusal.${code}`;
        const text = texts[language][key] ?? texts[language][`${key}_other`] ?? '';
        expect(text, `${language} ${code}`).toMatch(/^[^_]+[.)]$/);
        const named = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, word]) => String(word));
        expect(
          named.filter((word) => !given.has(word)),
          `${language} ${code}`,
        ).toEqual([]);
        if (language !== 'en') expect(text).not.toBe(texts.en[key]);
      }
    }
  });
});

function note(
  refusal:
    | { readonly code: string; readonly values?: Readonly<Record<string, unknown>> | undefined }
    | undefined,
): void {
  if (refusal === undefined) return;
  const values = new Set(Object.keys(refusal.values ?? {}));
  const known = said.get(refusal.code);
  // What is not always given cannot be named.
  said.set(refusal.code, new Set([...values].filter((name) => known?.has(name) ?? true)));
}

type Stored = ReturnType<typeof stored>;

/** An order is written down before the machine can refuse it. */
function stored(): ReturnType<typeof storedIn> {
  return storedIn(dataDir, ['person_order']);
}

/** Of a yes and no, neither is hostile. */
function hostileTo(value: unknown): readonly unknown[] {
  return HOSTILE.filter((one) => typeof value !== 'boolean' || typeof one !== 'boolean');
}

/** Words that people choose are taken as they were typed, can all be read, and are taken back. */
async function expectReadable(
  answer: z.infer<typeof answerSchema>,
  what: string,
  before: Stored,
): Promise<void> {
  const now = stored();
  if (!answer.ok) {
    expect(now, what).toEqual(before);
    return;
  }
  const texts = pathsIn(now).map((at) => valueAt(now, at));
  const unseen = texts.filter((text) => typeof text === 'string' && !isPlainLine(text));
  expect(unseen, what).toEqual([]);
  const { sequence } = changed.parse(answer.value);
  if (sequence === undefined) return;
  expect(await ask('undoChange', { sequence }), what).toMatchObject({ ok: true });
}
