import { KioskError } from '#core/base/errors.ts';
import type { AlertMessage } from '#contract/relay/messages.ts';
import type { AlertChannel } from './alert-channel.ts';
import { noticeOf } from './operator-notice.ts';

const TEST_ALERT: AlertMessage = {
  type: 'alert',
  id: 'test',
  kind: 'machineFault',
  sinceMs: 0,
  detail: 'A test of the way to the operator.',
};

/** Sends a test alert by each channel. @returns the result of each. Throws `input/invalid` when no channel is set up. */
export async function testAlerts(
  channels: readonly AlertChannel[],
  nowMs: number,
): Promise<Readonly<Record<string, string>>> {
  if (channels.length === 0) {
    throw new KioskError('input/invalid', 'relay.json sets up no way to the operator (alerts).');
  }
  const place = { machineId: 'test', location: 'This is a test' };
  const notice = noticeOf(place, { ...TEST_ALERT, sinceMs: nowMs });
  const results: Record<string, string> = {};
  for (const channel of channels) {
    const sent = await channel.send(notice);
    results[channel.name] = sent.ok ? 'delivered' : sent.error;
  }
  return results;
}
