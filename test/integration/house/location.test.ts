import { merchantQrSchema } from '#contract/vipps/qr.ts';
import { expect, test } from 'vitest';
import { createSystemClock } from '../../../src/main/runtime/clock.ts';
import { requireKioskConfig } from '../../../src/main/config/config.ts';
import { sendLocation } from '../../../src/main/gateway/location.ts';
import { createRelayHttp, type RelayHttp } from '../../../src/main/gateway/relay-http.ts';
import { MACHINE, type House } from '../../support/house/house.ts';
import { shows, withHouse } from '../../support/house/people.ts';

async function withRelay(
  house: House,
  body: (relay: RelayHttp) => Promise<void>,
  credential = requireKioskConfig(house.dataDir()).relay.credential,
): Promise<void> {
  const { url: relayUrl } = requireKioskConfig(house.dataDir()).relay;
  const log = house.log.of('test');
  const http = createRelayHttp({ relayUrl, credential, clock: createSystemClock(), log });
  try {
    await body(http);
  } finally {
    await http.close();
  }
}

/** What a customer reads after the scan. */
async function atVipps(house: House, relay: RelayHttp): Promise<string> {
  const path = `/qr/v1/merchant-callback/${MACHINE}`;
  const answer = await house.run(relay.call({ method: 'GET', path }));
  if (!answer.ok) throw new Error(answer.error.detail);
  return merchantQrSchema.parse(answer.value.body).locationDescription;
}

test('a new text stands at Vipps, at the relay and, from the next connection at the latest, here', async () => {
  await withHouse({}, async (house) => {
    await withRelay(house, async (relay) => {
      expect(await house.run(sendLocation(relay, '  Kantine, 2. etasje '))).toEqual({
        ok: true,
        value: 'Kantine, 2. etasje',
      });
      expect(await atVipps(house, relay)).toBe('Kantine, 2. etasje');
    });
    await house.stopKiosk();
    await house.startKiosk();
    expect(await shows(house, 'ready')).toMatchObject({ location: 'Kantine, 2. etasje' });
  });
});

test('what Vipps does not take is not kept by the relay', async () => {
  await withHouse({}, async (house) => {
    await withRelay(house, async (relay) => {
      house.vipps.setBehaviour('status-500', { operation: 'qr' });
      const refused = await house.run(sendLocation(relay, 'Hall B'));
      expect(refused).toEqual({ ok: false, error: 'location-vipps' });
      house.vipps.clearBehaviour('status-500');
      expect(await atVipps(house, relay)).toBe('Hall');
    });
    await house.stopKiosk();
    await house.startKiosk();
    expect(await shows(house, 'ready')).toMatchObject({ location: 'Hall' });
  });
});

test('a relay that is away, one that does not know the machine, and a text that is too long', async () => {
  await withHouse({}, async (house) => {
    await withRelay(house, async (relay) => {
      const long = await house.run(sendLocation(relay, 'x'.repeat(37)));
      expect(long).toEqual({ ok: false, error: 'location-length' });
      await house.stopRelay();
      const away = await house.run(sendLocation(relay, 'Hall B'));
      expect(away.ok).toBe(false);
      await house.startRelay();
      expect(await atVipps(house, relay)).toBe('Hall');
    });
    await withRelay(
      house,
      async (relay) => {
        const stranger = await house.run(sendLocation(relay, 'Hall B'));
        expect(stranger).toEqual({ ok: false, error: 'location-away' });
      },
      'nobody-nobody-nobody-nobody',
    );
  });
});
