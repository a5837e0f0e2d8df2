import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  createEnrolmentCode,
  enrol,
  WRONG_TRIES_ALLOWED,
} from '../../../../src/relay/machines/enrolment.ts';
import type { ActiveSalesUnit, SalesUnits } from '../../../../src/relay/vipps/sales-units.ts';
import type { EnrolmentCodeStore } from '../../../../src/relay/store/ports/machines.ts';
import { openSqliteStore } from '../../../../src/relay/store/sqlite/sqlite-store.ts';
import { createStandingClock } from '../../main/gateway/standing-clock.ts';

const NO_UNITS: SalesUnits = { all: [], find: (): ActiveSalesUnit | undefined => undefined };

interface Invitation {
  readonly enrolmentCode: string;
  readonly codes: EnrolmentCodeStore;
  /** @returns the sentence for the technician */
  readonly judge: (code: string) => Promise<string>;
}

async function withInvitation(body: (invitation: Invitation) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-enrolment-'));
  const store = openSqliteStore(join(folder, 'relay.db'));
  const { machines, enrolmentCodes: codes } = store;
  const clock = createStandingClock();
  try {
    await store.machines.add({ machineId: 'vm-1', merchantSerialNumber: '1', location: 'x' }, 0);
    const { enrolmentCode } = await createEnrolmentCode({ codes, clock }, 'vm-1');
    const { checkIns } = store;
    const deps = { machines, codes, checkIns, clock, units: NO_UNITS, mayBeCalling: () => false };
    const judge = (code: string): Promise<string> =>
      enrol(deps, { code }).then((answer) => (answer.ok ? '' : answer.error.message));
    await body({ enrolmentCode, codes, judge });
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

test('tries that come at once are counted before they are judged', async () => {
  await withInvitation(async ({ enrolmentCode, judge }) => {
    const wrong = enrolmentCode.slice(0, 4) + (enrolmentCode.endsWith('2222') ? '3333' : '2222');
    const tries = Array.from({ length: WRONG_TRIES_ALLOWED }, () => judge(wrong));
    const last = judge(enrolmentCode);
    await Promise.all(tries);
    // Its secret is right, but the fifth wrong one came before it.
    expect(await last).toMatch(/^This enrolment code is wrong, used or too old/);
  });
});

test('many copies of the right code at once do not end it: one of them is to use it', async () => {
  await withInvitation(async ({ enrolmentCode, codes, judge }) => {
    const copies = Array.from({ length: WRONG_TRIES_ALLOWED + 3 }, () => judge(enrolmentCode));
    await Promise.all(copies);
    expect(await codes.find(enrolmentCode.slice(0, 4))).toBeDefined();
  });
});
