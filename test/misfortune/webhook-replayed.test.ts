import { expect, test } from 'vitest';
import { choose, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import type { House } from '../support/house/house.ts';
import { RELAY_MODES } from './modes/relay.ts';

const MODE = RELAY_MODES['webhook-replayed'];

interface Sent {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Listens in on the way from Vipps to the relay, and keeps what authorised the payment. */
async function overhear(
  house: House,
): Promise<{ readonly sent: Sent[]; readonly stop: () => void }> {
  const sent: Sent[] = [];
  const stop = house.webhookCable.overhear((text) => {
    const [head = '', body = ''] = text.split('\r\n\r\n');
    const [first = '', ...lines] = head.split('\r\n');
    if (!body.includes('AUTHORIZED')) return;
    const headers = Object.fromEntries(
      lines.map((line): [string, string] => {
        const at = line.indexOf(':');
        return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
      }),
    );
    sent.push({ url: first.split(' ')[1] ?? '', headers, body });
  });
  await house.advance(0);
  return { sent, stop };
}

async function replay(house: House, { url, headers, body }: Sent): Promise<number> {
  const { 'content-length': _length, connection: _connection, ...signed } = headers;
  const base = `http://127.0.0.1:${String(house.webhookCable.port)}`;
  const answer = await house.run(fetch(base + url, { method: 'POST', headers: signed, body }));
  await answer.arrayBuffer();
  return answer.status;
}

test('a webhook that somebody recorded is sent again: taken as a duplicate, and nothing moves', async () => {
  await withHouse({}, async (house) => {
    const { sent, stop } = await overhear(house);
    const reference = await choose(house, 'A1');
    await prove(house, reference, MODE);
    stop();
    const [recorded] = sent;
    if (recorded === undefined) throw new Error('Nothing was overheard.');
    const before = house.journalOf(reference);
    expect(await replay(house, recorded)).toBe(200);
    expect(await replay(house, { ...recorded, url: '/webhooks/vipps/999999' })).toBe(401);
    await house.advance(60_000);
    expect(house.journalOf(reference)).toEqual(before);
    expect(house.machine.view().state).toBe('enabled');
    expect(house.ledger()).toHaveLength(1);
  });
});
