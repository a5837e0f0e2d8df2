import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { choose, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { JOURNAL_MODES } from './modes/journal.ts';

const MODE = JOURNAL_MODES['support-bundle-in-strange-hands'];
const NAME = 'Kristbjørg Fossheim';

test('people and what they did are in the machine, and no name is in the bundle', async () => {
  await withHouse({}, async (house) => {
    const reference = await choose(house, 'A1');
    await prove(house, reference, MODE);
    const calls = house.calls();
    const made = calls.createFirstOwner({ name: NAME, pin: '271828', language: 'nb' }, undefined);
    expect(await house.run(made)).toMatchObject({ ok: true });
    const owner = { personId: 'x', name: NAME, role: 'owner' } as const;
    const reason = `${NAME}: taste`;
    const refund = { reference, amountMinor: 100, reason } as const;
    expect(await house.run(calls.refundSale(refund, owner))).toMatchObject({ ok: true });
    const stick = join(house.stickDir(), 'STICK');
    mkdirSync(stick, { recursive: true });
    expect(await house.run(calls.saveSupportBundle({ stickId: stick }, owner))).toMatchObject({
      ok: true,
    });
    const [file = ''] = readdirSync(stick);
    const said = spawnSync('tar', ['-xzOf', join(stick, file)], { encoding: 'utf8' }).stdout;
    expect(said).toContain('signedIn');
    expect(said).toContain('taste');
    expect(said).toContain('[person]');
    expect(said).not.toMatch(/kristbjørg|fossheim/i);
  });
});
