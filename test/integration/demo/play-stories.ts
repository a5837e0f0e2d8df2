import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPremises, type Premises } from '../../../scripts/demo/premises.ts';
import type { Driver } from '../../../scripts/installation.ts';
import { HEADLESS, launch, until } from '../../../scripts/programs.ts';
import type { StoryRun } from '../../../src/simulator/stories/story-book.ts';
import type { ExportedSale, LedgerRow } from '../../support/stage.ts';

interface Told {
  readonly run: StoryRun;
  readonly row: LedgerRow;
  readonly sale: ExportedSale;
}

interface World {
  readonly premises: Premises;
  /** Plays a story to its end. `meanwhile`: what a person does when the last step so far is told. */
  play(name: string, meanwhile?: (reference: string) => Promise<unknown>): Promise<Told>;
  close(): Promise<void>;
}

async function openWorld(driver: Driver): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-stories-'));
  const premises = await openPremises({
    folder,
    driver,
    storyPaceMs: 0,
    launchKiosk: (dataDir) => launch([HEADLESS, 'run', '--data-dir', dataDir]),
  });
  await premises.kiosk.start();
  const { ask, control, command } = premises.installation;

  async function newest(): Promise<LedgerRow | undefined> {
    const { rows } = await ask<{ rows: readonly LedgerRow[] }>('ledger');
    return rows.at(-1);
  }

  return {
    premises,
    async play(name, meanwhile) {
      const before = await newest();
      expect(await control('story', { name })).toEqual({});
      if (meanwhile !== undefined) {
        const charged = await until('the charge', async () => {
          const row = await newest();
          const isNew = row !== undefined && row.reference !== before?.reference;
          return isNew && row.captured > 0 && row.open === 0 ? row : undefined;
        });
        await meanwhile(charged.reference);
      }
      const run = await until(`${name} to end`, async () => {
        const told = await ask<{ run: StoryRun }>('stories');
        return told.run.state === 'playing' ? undefined : told.run;
      });
      const row = await newest();
      if (row === undefined) throw new Error(`Nobody paid: ${run.steps.join(' ')}`);
      const sale = await until('the sale to be settled', async () => {
        const sales: readonly ExportedSale[] = JSON.parse(
          await command('sales', 'export', '--format', 'json'),
        );
        const found = sales.find(({ reference }) => reference === row.reference);
        return found?.state === 'settled' ? found : undefined;
      });
      return { run, row, sale };
    },
    close: async () => {
      await premises.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Each story is played for real once: with a kiosk that is really killed, and a link that is really cut. */
export function playEveryStory(driver: Driver): void {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(driver);
  });
  afterAll(async () => {
    await world.close();
  });

  test('nothing drops: everything comes back', async () => {
    const { run, row, sale } = await world.play('nothing-drops');
    expect(run).toMatchObject({
      state: 'done',
      end: { sentence: 'Nothing dropped, nothing charged.' },
    });
    expect(row).toMatchObject({ captured: 0, released: row.reserved, open: 0 });
    expect(sale.outcome).toBe('vendFailed');
  });

  test('power cut: the kiosk is killed, starts again and gives everything back', async () => {
    const { run, row, sale } = await world.play('power-cut');
    expect(run).toMatchObject({
      state: 'done',
      end: { sentence: 'Nothing dropped, nothing charged.' },
    });
    expect(row).toMatchObject({ captured: 0, released: row.reserved, open: 0 });
    expect(sale.outcome).toBe('unknownReleased');
  });

  test('no network: what dropped is charged when the link is back, exactly', async () => {
    const { run, row, sale } = await world.play('no-network');
    expect(run.state).toBe('done');
    expect(run.end?.sentence).toMatch(/^You paid \d+\.\d\d; \d+\.\d\d came back\.$/);
    expect(sale).toMatchObject({ outcome: 'sold', price: row.captured });
    expect(row.reserved).toBe(row.captured + row.released);
  });

  test('“I paid and got nothing”: the sale is found and refunded, and the story ends by itself', async () => {
    const { run, row, sale } = await world.play('got-nothing', (reference) =>
      world.premises.installation.command('refund', reference, '--reason', 'Nothing came'),
    );
    expect(run.state).toBe('done');
    expect(run.end?.sentence).toMatch(/^You paid (\d+\.\d\d); \1 was refunded\.$/);
    expect(run.steps.join(' ')).toContain('Ola (owner, PIN ');
    expect(row.refunded).toBe(row.captured);
    expect(sale).toMatchObject({ outcome: 'sold', refunded: row.captured });
  });

  test('a sale of weeks ago is refunded like one of today', async () => {
    const { command } = world.premises.installation;
    const sales = async (): Promise<readonly ExportedSale[]> =>
      JSON.parse(await command('sales', 'export', '--format', 'json'));
    const old = (await sales()).find(({ captured, refunded }) => captured > 0 && refunded === 0);
    const reference = old?.reference ?? '';
    await command('refund', reference, '--reason', 'Nothing came');
    const after = (await sales()).find((sale) => sale.reference === reference);
    expect(after).toMatchObject({ state: 'settled', refunded: old?.captured });
  });
}
