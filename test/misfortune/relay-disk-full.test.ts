import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, test } from 'vitest';
import { makeRoom, noFullDisk } from '../support/house/full-disk.ts';
import { prove } from '../support/house/prove.ts';
import { copiedCredential, connectStranger } from '../support/house/strangers.ts';
import { choose, scanToCredit, withHouse } from '../support/house/people.ts';
import { NEIGHBOUR_MODES } from './modes/neighbours.ts';

const MODE = NEIGHBOUR_MODES['relay-disk-full'];
const REASON = noFullDisk();
if (REASON !== undefined) process.stderr.write(`relay-disk-full is left out: ${REASON}.\n`);

afterEach(makeRoom);

describe.skipIf(REASON !== undefined)('a full disk of the relay', () => {
  test('ends neither the relay nor the link, and what was acknowledged meanwhile is written later', async () => {
    await withHouse({}, async (house) => {
      const reference = await scanToCredit(house);
      // Kiosk and relay are one process here: both can write nothing until there is room.
      spawnSync('prlimit', ['--pid', String(process.pid), '--fsize=4096:']);
      const copy = connectStranger(house, copiedCredential(house));
      await house.until('the refusal of a copy', () => copy.end() !== undefined);
      await house.advance(5_000);
      expect(house.log.tail(400)).not.toContain('gateway.link-down');
      makeRoom();
      await house.advance(31_000);
      expect(house.log.tail(400)).toContain('relay.alert:');
      house.machine.press('A1');
      await prove(house, reference, MODE);
      await prove(house, await choose(house, 'A2'), MODE);
    });
  });
});
