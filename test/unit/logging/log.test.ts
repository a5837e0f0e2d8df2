import type { Log, LogFields } from '#core/base/ports.ts';
import { logTo, type LogLine } from '#core/base/log-to.ts';
import { createLogWriter } from '#logging/log.ts';
import { HIDDEN, isSecretField, withoutSecrets } from '#logging/secrets.ts';
import { expect, it } from 'vitest';

function world() {
  const lines: unknown[] = [];
  const write = createLogWriter({
    program: 'kiosk',
    keep: (line) => {
      lines.push(JSON.parse(line));
    },
  });
  return { lines, write, log: logTo(write) };
}

it('a line has its id, its room, its fields, and the sentence of the table', () => {
  const { lines, log } = world();
  log.info('sale.selection-held', { requestId: 'r1' });
  log.info('sale.stop-waits-for-vend');
  expect(lines).toEqual([
    {
      level: 30,
      time: expect.any(Number),
      program: 'kiosk',
      eventId: 'sale.selection-held',
      room: 'sale',
      requestId: 'r1',
      msg: 'A selection waits for its payment.',
    },
    expect.objectContaining({ eventId: 'sale.stop-waits-for-vend', room: 'sale' }),
  ]);
});

it('what is below the level is not written', () => {
  const { lines, log } = world();
  log.debug('sale.nothing-to-do', { reference: 'r1' });
  expect(lines).toEqual([]);
});

it.each([
  'customerToken',
  'Authorization',
  'client_secret',
  'Ocp-Apim-Subscription-Key',
  'pinHash',
  'PASSWORD',
])('%s is hidden, at any depth and in lists', (name) => {
  const { lines, write } = world();
  expect(isSecretField(name)).toBe(true);
  const inner = { a: [{ b: { c: { [name]: 'canary' } } }], kept: 1 };
  write({ level: 'error', event: 'ipc.call-failed', fields: { [name]: 'canary', inner } });
  expect(JSON.stringify(lines)).not.toContain('canary');
  expect(lines[0]).toMatchObject({ [name]: HIDDEN, inner: { kept: 1 } });
});

it('what is no secret stays as it is; what goes in a circle ends', () => {
  expect(isSecretField('tokens')).toBe(false);
  const plain = { at: new Date(0), list: [1, 'a', null, undefined], deep: { on: true } };
  expect(withoutSecrets(plain)).toEqual(plain);
  const circle: Record<string, unknown> = { token: 'canary' };
  circle['again'] = circle;
  expect(JSON.stringify(withoutSecrets(circle))).not.toContain('canary');
});

it('a log hands over level, event and fields', () => {
  const lines: LogLine[] = [];
  const log = logTo((line) => {
    lines.push(line);
  });
  log.warn('gateway.link-down', { detail: 'gone' });
  log.error('window.closed');
  expect(lines).toEqual([
    { level: 'warn', event: 'gateway.link-down', fields: { detail: 'gone' } },
    { level: 'error', event: 'window.closed', fields: {} },
  ]);
});

/** Never called: the compiler reads it. */
export function refused(
  log: Log,
  unknown: LogFields,
  wide: { reference: string; secret: 1 },
): void {
  // @ts-expect-error an id that is not in the table
  log.info('sale.something');
  // @ts-expect-error another level than the table's
  log.warn('sale.step');
  // @ts-expect-error a field that is not declared
  log.info('sale.step', { reference: 'r', price: 1 });
  // @ts-expect-error a field that is not declared, in what is spread
  log.info('sale.step', { ...wide });
  // @ts-expect-error fields whose names nobody knows
  log.info('sale.step', { ...unknown });
}
