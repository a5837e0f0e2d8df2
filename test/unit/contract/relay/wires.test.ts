import { REFUSAL_CODES } from '#contract/ipc/refusals.ts';
import { ADMISSION, channelOf, SNAPSHOT_CHANNEL } from '#contract/ipc/channels.ts';
import { callSchemas } from '#contract/ipc/schemas.ts';
import {
  HEARTBEAT_EVERY_MS,
  HEARTBEAT_SECONDS,
  HEARTBEAT_SILENCE_MS,
  silenceLimitMs,
} from '#contract/relay/heartbeat.ts';
import {
  enrolRequestSchema,
  isOfNewerKind,
  LINK_CLOSE,
  machineMessageSchema,
  relayMessageSchema,
} from '#contract/relay/messages.ts';
import { describe, expect, it } from 'vitest';

describe('the link', () => {
  it('knows its messages and refuses everything else', () => {
    expect(machineMessageSchema.safeParse({ type: 'ack', sequence: 7 }).success).toBe(true);
    expect(machineMessageSchema.safeParse({ type: 'ack', sequence: -1 }).success).toBe(false);
    expect(relayMessageSchema.safeParse({ type: 'checkInVoid', checkInId: 'x' }).success).toBe(
      true,
    );
    expect(relayMessageSchema.safeParse({ type: 'dance' }).success).toBe(false);
    const isNewer = (frame: unknown): boolean => isOfNewerKind(frame, relayMessageSchema);
    expect([{ type: 'dance' }, { type: 'checkIn' }, { type: 7 }, null].map(isNewer)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(enrolRequestSchema.safeParse({ code: 'ABCD2345' }).success).toBe(true);
    expect(new Set(Object.values(LINK_CLOSE)).size).toBe(Object.keys(LINK_CLOSE).length);
  });

  it('takes an alert of a newer machine, and no words without end', () => {
    const alert = { type: 'alert', id: 'a', kind: 'receiptMissing', sinceMs: 0, detail: '' };
    expect(machineMessageSchema.parse(alert)).toMatchObject({ kind: 'receiptMissing' });
    const newer = { ...alert, kind: 'somethingOfNextYear' };
    expect(machineMessageSchema.parse(newer)).toMatchObject({ kind: 'somethingOfNextYear' });
    const endless = { ...alert, kind: 'x'.repeat(1_000) };
    expect(machineMessageSchema.safeParse(endless).success).toBe(false);
  });

  it('passes over a trace that makes no sense, and fields of a newer relay', () => {
    const frame = { type: 'paymentEvent', sequence: 1, event: {}, traceparent: '00-a-b-01' };
    expect(relayMessageSchema.parse(frame)).toEqual(frame);
    const { traceparent: _none, ...without } = frame;
    const newer = { ...frame, traceparent: 7, somethingOfNextYear: true };
    expect(relayMessageSchema.parse(newer)).toMatchObject(without);
    expect(relayMessageSchema.parse(newer)).not.toHaveProperty('somethingOfNextYear');
    expect(relayMessageSchema.parse(without)).toEqual(without);
  });

  it('bears two lost heartbeats', () => {
    expect(HEARTBEAT_SILENCE_MS).toBeGreaterThan(2 * HEARTBEAT_EVERY_MS);
    expect(silenceLimitMs(HEARTBEAT_SECONDS.least)).toBe(HEARTBEAT_SILENCE_MS);
    // Noticed before customers are told: two minutes (design §5).
    expect(silenceLimitMs(HEARTBEAT_SECONDS.default)).toBeLessThan(120_000);
  });
});

describe('the bridge', () => {
  it('has one word for each refusal', () => {
    expect(new Set(REFUSAL_CODES).size).toBe(REFUSAL_CODES.length);
    for (const code of REFUSAL_CODES) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('has a channel and a schema for every call', () => {
    expect(Object.keys(ADMISSION).sort()).toEqual(Object.keys(callSchemas).sort());
    expect(channelOf('getSnapshot')).toBe('kiosk:get-snapshot');
    expect(Object.keys(ADMISSION).map(channelOf)).not.toContain(SNAPSHOT_CHANNEL);
    expect(callSchemas.getSnapshot.safeParse({ surplus: 1 }).success).toBe(false);
    expect(SNAPSHOT_CHANNEL).toMatch(/^kiosk:/);
  });
});
