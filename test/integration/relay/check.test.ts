import { CHECK_IN_EVENT, PAYMENT_WEBHOOK_EVENTS } from '#contract/vipps/webhook-events.ts';
import { err, ok } from '#core/base/result.ts';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backupName } from '../../../src/relay/runtime/backups.ts';
import { createSurroundings } from '../../../src/relay/operator/surroundings.ts';
import {
  judge,
  type CheckId,
  type CheckState,
  type Finding,
} from '../../../src/relay/operator/finding.ts';
import {
  MACHINE,
  OTHER_MACHINE,
  openTlsFront,
  SECRETS,
  UNIT,
  withCheck,
  type CheckChanges,
  type CheckWorld,
} from './check-world.ts';

type Environment = 'production' | 'test';
type Named = readonly [id: CheckId, state: CheckState, sentence: RegExp];

interface Fault {
  readonly name: string;
  /** Default: both. */
  readonly only?: Environment;
  /** Makes it so, and may say what differs in relay.json or around the computer. */
  readonly inject: (
    world: CheckWorld,
  ) => CheckChanges | undefined | Promise<CheckChanges | undefined>;
  /** Everything that is wrong then; whatever else is found stays as it was. */
  readonly named: readonly Named[];
}

const WRONG = ['warning', 'mustFix'];
const sky = createSurroundings();

function change(inject: (world: CheckWorld) => void): Fault['inject'] {
  return (world) => {
    inject(world);
    return undefined;
  };
}

const file = (changes: Parameters<CheckWorld['vipps']['setSalesUnitFile']>[1]): Fault['inject'] =>
  change(({ vipps }) => {
    vipps.setSalesUnitFile(UNIT, changes);
  });

/** relay.json with a second Vipps that is not on this computer: then the public address must be one that others reach. */
function withRealVipps({ config }: CheckWorld): CheckChanges['config'] {
  const [unit] = config.salesUnits;
  if (unit === undefined) throw new Error('No unit.');
  const real = { ...unit.vipps, baseUrl: 'https://vipps.invalid' };
  return { salesUnits: [unit, { ...unit, merchantSerialNumber: '654321', vipps: real }] };
}

/** Another server that answers at a port of this computer while the check runs. */
async function withServer(
  answer: RequestListener,
  body: (url: string) => Promise<void>,
): Promise<void> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    await body(`http://127.0.0.1:${String(port)}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const DAY_MS = 86_400_000;

/** The certificate that is seen at https://localhost. */
function seen(days: number, fault?: string): CheckChanges['context'] {
  const validUntilMs = Date.now() + days * DAY_MS + 60_000;
  return {
    surroundings: {
      ...sky,
      isClockSynchronized: () => Promise.resolve(true),
      certificateOf: () => Promise.resolve(ok({ validUntilMs, fault })),
    },
  };
}

const FAULTS: readonly Fault[] = [
  // Keys
  {
    name: 'a client id that Vipps does not know',
    inject: () => ({ vipps: { clientId: 'somebody' } }),
    named: [['token', 'mustFix', /does not know vipps\.clientId/]],
  },
  {
    name: 'a wrong client secret',
    inject: () => ({ vipps: { clientSecret: 'forgotten' } }),
    named: [
      ['token', 'mustFix', /refuses vipps\.clientSecret/],
      // The relay runs with other keys than those of this relay.json.
      ['publicUrl.reach', 'mustFix', /restart a relay that runs with an earlier relay\.json/],
    ],
  },
  {
    name: 'a wrong subscription key',
    inject: () => ({ vipps: { subscriptionKey: 'of-another-unit' } }),
    named: [['token', 'mustFix', /refuses vipps\.subscriptionKey/]],
  },
  {
    name: 'Vipps cannot be reached',
    inject: () => ({ vipps: { baseUrl: 'http://127.0.0.1:9' } }),
    named: [['token', 'mustFix', /is unreachable from this computer/]],
  },
  // The clock
  {
    name: 'a clock that is a minute behind',
    inject: change(({ vipps }) => {
      vipps.setDateAhead(60_000);
    }),
    named: [['clock.vipps', 'mustFix', /60 s behind Vipps|59 s behind Vipps/]],
  },
  {
    name: 'a clock that is a little ahead',
    inject: change(({ vipps }) => {
      vipps.setDateAhead(-15_000);
    }),
    named: [['clock.vipps', 'warning', /1[456] s ahead of Vipps/]],
  },
  {
    name: 'no time server',
    inject: () => ({
      context: { surroundings: { ...sky, isClockSynchronized: () => Promise.resolve(false) } },
    }),
    named: [['clock.ntp', 'warning', /set-ntp true/]],
  },
  // Files, database, alerts
  {
    name: 'files that others can read',
    inject: () => ({ context: { exposedFiles: ['/etc/vendskap/relay.json'] } }),
    named: [['config.permissions', 'warning', /chmod 600/]],
  },
  {
    name: 'no way to the operator',
    inject: () => ({ config: { alerts: { webhook: undefined, email: undefined } } }),
    named: [['alerts', 'warning', /nobody hears/]],
  },
  {
    name: 'a folder for backups in which there is none',
    inject: () => ({ config: { backup: { folder: '/nowhere', keep: 14 } } }),
    named: [['backup', 'warning', /no backup in \/nowhere yet/]],
  },
  {
    name: 'backups that stopped',
    inject: ({ config }) => {
      const folder = dirname(config.database.replace('sqlite:', ''));
      writeFileSync(join(folder, backupName(Date.now() - 37 * 3_600_000)), '');
      return { config: { backup: { folder, keep: 14 } } };
    },
    named: [['backup', 'warning', /is 37 hours old: look why none was made/]],
  },
  {
    name: 'a database that cannot be read',
    inject: () => ({
      context: { store: undefined, database: judge('database')('mustFix', 'It is away.') },
    }),
    named: [['database', 'mustFix', /away/]],
  },
  // Webhooks
  {
    name: 'registrations that Vipps deleted',
    inject: change(({ vipps }) => {
      vipps.forgetRegistrations();
    }),
    named: [['webhooks.ours', 'mustFix', /no longer registered/]],
  },
  {
    name: 'a registration that lacks the check-ins',
    inject: change(({ vipps, config }) => {
      vipps.setRegistration(UNIT, `${config.publicUrl}/webhooks/vipps/${UNIT}`, [
        ...PAYMENT_WEBHOOK_EVENTS,
      ]);
    }),
    named: [['webhooks.ours', 'mustFix', /lacks user\.checked-in\.v1/]],
  },
  {
    name: 'a registration of an earlier database',
    inject: change(({ vipps, config }) => {
      const url = `${config.publicUrl}/webhooks/vipps/${UNIT}`;
      vipps.setRegistration(UNIT, url, []);
      vipps.setRegistration(UNIT, url, [CHECK_IN_EVENT, ...PAYMENT_WEBHOOK_EVENTS]);
    }),
    named: [['webhooks.ours', 'mustFix', /secret its database does not know/]],
  },
  {
    name: 'another program that receives the scans',
    inject: change(({ vipps }) => {
      vipps.setRegistration(UNIT, 'https://shop.example/hook', [CHECK_IN_EVENT]);
    }),
    named: [['webhooks.foreign', 'mustFix', /shop\.example.*webhook remove/]],
  },
  {
    name: 'another program that hears of payments',
    inject: change(({ vipps }) => {
      vipps.setRegistration(UNIT, 'https://books.example/hook', [PAYMENT_WEBHOOK_EVENTS[0]]);
    }),
    named: [['webhooks.foreign', 'warning', /books\.example/]],
  },
  {
    name: 'a URL at Vipps that would draw on the terminal',
    inject: change(({ vipps }) => {
      vipps.setRegistration(UNIT, 'https://shop.example/\u001b[2J\nMUST', [CHECK_IN_EVENT]);
    }),
    named: [['webhooks.foreign', 'mustFix', /shop\.example\/ \[2J MUST/]],
  },
  // QRs
  {
    name: 'a QR that is gone',
    inject: change(({ vipps }) => {
      vipps.changeQr(MACHINE, undefined);
    }),
    named: [['qr', 'mustFix', /no QR for the machine “vm-0001”/]],
  },
  {
    name: 'a QR of another sales unit',
    inject: change(({ vipps }) => {
      vipps.changeQr(MACHINE, { merchantSerialNumber: '999999' });
    }),
    // Vipps lists the QRs of this sales unit only.
    named: [['qr', 'mustFix', /“vm-0001”/]],
  },
  {
    name: 'two QRs that lead to one machine',
    inject: change(({ vipps }) => {
      vipps.changeQr(MACHINE, { content: 'https://qr.example/1' });
      vipps.changeQr(OTHER_MACHINE, { content: 'https://qr.example/1' });
    }),
    named: [
      ['qr', 'mustFix', /“vm-0001” and “vm-0002”/],
      ['qr', 'mustFix', /“vm-0002” and “vm-0001”/],
    ],
  },
  {
    name: 'a QR with the text of another place',
    inject: change(({ vipps }) => {
      vipps.changeQr(MACHINE, { locationDescription: 'Somewhere else' });
    }),
    named: [['qr.text', 'warning', /“Somewhere else”, but it should say “Hall of vm-0001”/]],
  },
  {
    name: 'a QR of a shop',
    inject: change(({ vipps }) => {
      vipps.changeQr(MACHINE, { category: 'IN_STORE' });
    }),
    named: [['qr.text', 'warning', /“IN_STORE” instead of VENDING/]],
  },
  // What Vipps has on file
  {
    name: 'an inactive sales unit',
    only: 'production',
    inject: file({ isActive: false }),
    named: [['unit.active', 'mustFix', /not active \(404\)/]],
  },
  {
    name: 'the keys of another sales unit',
    only: 'production',
    inject: file({ msn: '777777' }),
    named: [['unit.active', 'mustFix', /answers for sales unit “777777”/]],
  },
  {
    name: 'a merchant in another country',
    only: 'production',
    inject: file({ scheme: 'business:DK:CVR' }),
    named: [['unit.market', 'mustFix', /in “DK”, but relay\.json says market NO/]],
  },
  {
    name: 'payments that are charged at once',
    only: 'production',
    inject: file({ captureType: 'DirectCapture' }),
    named: [['unit.captureType', 'mustFix', /“DirectCapture”: ask Vipps for ReserveCapture/]],
  },
  {
    name: 'no right to take payments',
    only: 'production',
    inject: file({ paymentAllowed: false }),
    named: [['unit.payments', 'mustFix', /may not take payments/]],
  },
  {
    name: 'no right to PUSH_MESSAGE',
    only: 'production',
    inject: file({ skipLandingPageAllowed: false }),
    named: [['unit.pushMessage', 'mustFix', /5080/]],
  },
  {
    name: 'no partial capture in Norway',
    only: 'production',
    inject: file({ partialCaptureAllowed: false }),
    named: [['unit.partialCapture', 'warning', /6140/]],
  },
  {
    name: 'no partial capture in Denmark',
    only: 'production',
    inject: ({ vipps }) => {
      vipps.setSalesUnitFile(UNIT, { partialCaptureAllowed: false, scheme: 'business:DK:CVR' });
      return { unit: { market: 'DK' } };
    },
    named: [['unit.partialCapture', 'mustFix', /6140/]],
  },
  {
    name: 'partial capture that relay.json does not use',
    only: 'production',
    inject: () => ({ unit: { partialCapture: false } }),
    named: [['unit.partialCapture', 'warning', /set it to true/]],
  },
  {
    name: 'no credit cards',
    only: 'production',
    inject: file({ creditCardPaymentAllowed: false }),
    named: [['unit.cards', 'warning', /no credit cards/]],
  },
  // The public address
  {
    name: 'a public address that leads nowhere',
    inject: () => ({ config: { publicUrl: 'http://127.0.0.1:9' } }),
    named: [
      ['publicUrl.reach', 'mustFix', /Nothing answers at http:\/\/127\.0\.0\.1:9/],
      ['webhooks.ours', 'mustFix', /an earlier public address/],
    ],
  },
  {
    name: 'a public address that leads to somebody else',
    inject: ({ config }) => ({
      config: { publicUrl: config.salesUnits[0]?.vipps.baseUrl ?? '' },
    }),
    named: [
      ['publicUrl.reach', 'mustFix', /something else answers \(404\)/],
      ['webhooks.ours', 'mustFix', /an earlier public address/],
    ],
  },
  {
    name: 'a public address that only this computer reaches',
    inject: (world) => ({ config: { ...withRealVipps(world) } }),
    named: [
      ['publicUrl.form', 'mustFix', /which only this computer reaches/],
      // The relay does not know the second sales unit yet.
      ['publicUrl.reach', 'mustFix', /restart a relay that runs with an earlier relay\.json/],
    ],
  },
];

function isWrong({ state }: Finding): boolean {
  return WRONG.includes(state);
}

function holdTo(findings: readonly Finding[], named: readonly Named[]): void {
  const wrong = findings.filter(isWrong);
  expect(wrong.map(({ id, state }) => [id, state]).sort()).toEqual(
    named.map(([id, state]) => [id, state]).sort(),
  );
  for (const [id, state, sentence] of named) {
    const fitting = wrong.filter((one) => one.id === id && one.state === state);
    expect(fitting.map((one) => one.sentence)).toContainEqual(expect.stringMatching(sentence));
  }
}

function holdToForm(findings: readonly Finding[]): void {
  for (const { sentence } of findings) {
    expect(sentence).toMatch(/^[^\p{C}]+\.$/u);
    for (const secret of SECRETS) expect(sentence).not.toContain(secret);
  }
}

describe.each(['production', 'test'] as const)('relay -- check in %s', (environment) => {
  it('finds nothing wrong when all is well', async () => {
    await withCheck({ environment }, async ({ check }) => {
      const findings = await check();
      holdTo(findings, []);
      holdToForm(findings);
      const notTried = findings.filter(({ state }) => state === 'notTried').map(({ id }) => id);
      const inTest = environment === 'test' ? ['unit.active'] : [];
      expect(notTried).toEqual(['publicUrl.dns', 'certificate', ...inTest]);
      expect(findings.filter(({ state }) => state === 'unknown')).toEqual([]);
    });
  });

  it.each(FAULTS.filter(({ only }) => only === undefined || only === environment))(
    'names $name',
    async ({ inject, named }) => {
      await withCheck({ environment }, async (world) => {
        const findings = await world.check((await inject(world)) ?? {});
        holdTo(findings, named);
        holdToForm(findings);
      });
    },
  );
});

/** The findings about the public address alone. */
function ofAddress(findings: readonly Finding[]): readonly (readonly string[])[] {
  return findings
    .filter(({ id }) => id.startsWith('publicUrl') || id === 'certificate')
    .filter(({ state }) => state !== 'ok')
    .map(({ id, state, sentence }) => [id, state, sentence]);
}

describe('the public address', () => {
  const environment = 'production';

  it('is asked through a listener of the check while the relay does not run', async () => {
    await withCheck({ environment }, async ({ check, stopRelay }) => {
      await stopRelay();
      const findings = await check();
      holdTo(findings, []);
      expect(findings.map(({ sentence }) => sentence)).toContainEqual(
        expect.stringContaining('The relay itself does not run now.'),
      );
    });
  });

  it.each([
    [301, /sends callers elsewhere \(301\)/],
    [502, /answers 502: it must pass calls on to the relay at 127\.0\.0\.1/],
    [200, /something else answers \(200\)/],
    [404, /something else answers \(404\)/],
  ])('is told to be wrong when %i comes back', async (status, sentence) => {
    await withServer(
      (_request, response) => {
        response.writeHead(status, { location: 'https://elsewhere.example/' }).end('{}');
      },
      (publicUrl) =>
        withCheck({ environment }, async ({ check }) => {
          const found = ofAddress(await check({ config: { publicUrl } }));
          expect(found).toContainEqual([
            'publicUrl.reach',
            'mustFix',
            expect.stringMatching(sentence),
          ]);
        }),
    );
  });

  it('must have a port that Vipps calls, and an address that Vipps reaches', async () => {
    await withCheck({ environment }, async (world) => {
      const publicUrl = 'https://relay.example:8443';
      const config = { ...withRealVipps(world), publicUrl };
      const addressesOf = () => Promise.resolve(ok(['10.0.0.7', 'fd00::7', '2001:db8::7']));
      const surroundings = { ...sky, ...seen(90)?.surroundings, addressesOf };
      const found = ofAddress(await world.check({ config, context: { surroundings } }));
      expect(found).toEqual([
        ['publicUrl.form', 'mustFix', expect.stringMatching(/port 8443.*443, 80 and 8080/)],
        ['publicUrl.dns', 'warning', expect.stringMatching(/is 10\.0\.0\.7, fd00::7, which Vipps/)],
        ['publicUrl.reach', 'mustFix', expect.stringMatching(/Nothing answers/)],
      ]);
    });
  });

  it('must be known to DNS', async () => {
    await withCheck({ environment }, async (world) => {
      const addressesOf = () => Promise.resolve(err('ENOTFOUND'));
      const surroundings = { ...sky, ...seen(90)?.surroundings, addressesOf };
      const config = { publicUrl: 'https://relay.example' };
      const found = ofAddress(await world.check({ config, context: { surroundings } }));
      expect(found[0]).toEqual([
        'publicUrl.dns',
        'mustFix',
        expect.stringMatching(/no address of relay\.example \(ENOTFOUND\)/),
      ]);
    });
  });

  it.each([
    ['ok', 21, undefined, /valid for 21 more days/],
    ['warning', 20, undefined, /valid for 20 more days.*not renewed/],
    ['warning', 7, undefined, /valid for 7 more days/],
    ['mustFix', 6, undefined, /valid for 6 more days/],
    ['mustFix', -1, undefined, /ended on/],
    ['mustFix', 90, 'SELF_SIGNED_CERT_IN_CHAIN', /not trusted/],
  ] as const)('its certificate: %s with %i days left', async (state, days, fault, sentence) => {
    await withCheck({ environment }, async ({ check, config }) => {
      const publicUrl = config.publicUrl.replace('http:', 'https:');
      const findings = await check({ config: { publicUrl }, context: seen(days, fault) ?? {} });
      const certificate = findings.find(({ id }) => id === 'certificate');
      expect(certificate).toMatchObject({ state, sentence: expect.stringMatching(sentence) });
    });
  });

  it('is asked through a real TLS server, whose certificate must be trusted', async () => {
    await withCheck({ environment }, async ({ check, config }) => {
      const front = await openTlsFront(config.listen.port, 12);
      try {
        const untrusted = await check({ config: { publicUrl: front.url } });
        expect(ofAddress(untrusted)).toEqual([
          ['publicUrl.reach', 'mustFix', expect.stringContaining('Nothing answers at https://')],
          ['certificate', 'mustFix', expect.stringContaining('SELF_SIGNED')],
        ]);
      } finally {
        front.close();
      }
    });
  });
});

it('a relay that never ran is told to be started, and nothing is registered by the check', async () => {
  await withCheck({ environment: 'test', isNew: true }, async ({ check, vipps }) => {
    const findings = await check();
    holdTo(findings, [['webhooks.ours', 'warning', /not registered its webhooks yet/]]);
    expect(findings.find(({ id }) => id === 'qr')?.state).toBe('notTried');
    expect(vipps.listCalls().map(({ method }) => method)).not.toContain('PUT');
  });
});

it('what Vipps does not tell is unknown, and nobody must do anything', async () => {
  await withCheck({ environment: 'production' }, async ({ check, vipps }) => {
    vipps.setSalesUnitFile(UNIT, {
      scheme: null,
      paymentAllowed: null,
      captureType: null,
      skipLandingPageAllowed: null,
      partialCaptureAllowed: null,
      creditCardPaymentAllowed: null,
    });
    const findings = await check();
    holdTo(findings, []);
    expect(findings.filter(({ state }) => state === 'unknown').map(({ id }) => id)).toEqual([
      'unit.payments',
      'unit.market',
      'unit.captureType',
      'unit.pushMessage',
      'unit.partialCapture',
      'unit.cards',
    ]);
  });
});

it.each([
  ['webhooks', 'webhooks.ours', /503 .* when asked for the webhooks/],
  ['qr', 'qr', /503 .* when asked for the QRs/],
  ['management', 'unit.active', /503 .* when asked about the sales unit/],
  ['token', 'token', /503 when asked for an access token/],
] as const)('an outage of Vipps (%s) is unknown, not a fault', async (operation, id, sentence) => {
  await withCheck({ environment: 'production' }, async ({ check, vipps }) => {
    vipps.setBehaviour('status-503', { operation });
    const findings = await check();
    holdTo(findings, []);
    expect(findings.find((one) => one.id === id)).toMatchObject({
      state: 'unknown',
      sentence: expect.stringMatching(sentence),
    });
  });
});
