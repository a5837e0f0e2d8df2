import { expect, type Page } from '@playwright/test';
import { LANGUAGES, type Language } from '#core/base/language.ts';
import axe from 'axe-core';
import { dressSnapshots, measure, type Dress } from './dress.ts';
import type { Mode } from './in-page.ts';
import type { Stop } from './itinerary.ts';
import type { WalkStage } from './walk-stage.ts';
import { shoot, type Opened } from './window.ts';

declare global {
  interface Window {
    readonly axe: {
      run(options: unknown): Promise<{
        readonly violations: readonly {
          readonly id: string;
          readonly nodes: readonly { readonly html: string }[];
        }[];
      }>;
    };
  }
}

/** The most common size comes last, so that the walk continues at it. */
const SIZES = ['1280x800', '800x480', '600x1024', '1024x600'] as const;
const USUAL = '1024x600';
/** The size with the least room for 20 mm targets. */
const SMALLEST = '800x480';
/** The language with the longest words comes last, and is the one in the pictures. */
const LONGEST: Language = 'fi';
const LANGUAGE_ORDER = [...LANGUAGES.filter((one) => one !== LONGEST), LONGEST];
const LEAST_MM = { normal: 12.7, gloves: 20 } as const;

/** Slower than the double-tap filter. */
const SLOW_FINGER = { delay: 260, timeout: 60_000 };

/** Reloads to the first screen of service mode, with no dialog open. */
export async function reloadHome(page: Page): Promise<void> {
  await page.reload();
  await expect(page.getByTestId('frame')).toHaveAttribute('data-screen', 'home');
  await page.evaluate(axe.source);
}

async function press(page: Page, tap: string): Promise<void> {
  const target = tap.startsWith('[') ? page.locator(tap) : page.getByTestId(tap);
  await target.first().click(SLOW_FINGER);
}

export async function goTo(world: WalkStage, stop: Stop): Promise<void> {
  const { page } = world.opened;
  const { name, taps, before, shows, waits, screen } = stop;
  for (const tap of taps) {
    const id = typeof tap === 'string' ? tap : tap(world);
    await press(page, id).catch(async () => {
      const shown = await page.getByTestId('frame').getAttribute('data-screen');
      throw new Error(`On the way to ${name} nobody can press ${id} on ${String(shown)}.`);
    });
  }
  const frame = page.getByTestId('frame');
  await expect(frame, `the way to ${name}`).toHaveAttribute('data-screen', screen);
  const awaited = shows ?? waits;
  if (awaited === undefined) return;
  const seen = expect(page.getByTestId(awaited).first(), `${name} shows it`);
  if (before === undefined) await seen.toBeVisible();
  // An action at the machine may come too early; repeat it, as a person would.
  else
    await expect(async () => {
      await before(world);
      await seen.toBeVisible({ timeout: 2_000 });
    }).toPass();
}

export async function leave(page: Page, { leave: taps = [] }: Stop): Promise<void> {
  for (const tap of taps) await press(page, tap);
}

const CONTRAST = ['color-contrast', 'color-contrast-enhanced'];

async function askAxe(page: Page, isAll: boolean): Promise<readonly string[]> {
  return page.evaluate(
    async ({ all, contrast }) => {
      const { violations } = await window.axe.run({
        resultTypes: ['violations'],
        rules: { 'color-contrast-enhanced': { enabled: true } },
        ...(all ? {} : { runOnly: contrast }),
      });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `axe ${id}: ${html}`));
    },
    { all: isAll, contrast: CONTRAST },
  );
}

export interface Walker {
  /** Sets size and language to the usual ones of the walk. */
  stand(size?: string): Promise<void>;
  /** Checks the current screen in every size, mode, language and theme. */
  look(stop: Pick<Stop, 'name' | 'shows' | 'sizes'>): Promise<void>;
  /** Checks where only the words can differ: at the usual size. */
  lookAtWords(stop: Pick<Stop, 'name' | 'shows'>): Promise<void>;
  readonly found: readonly string[];
}

export async function createWalker({ app, page }: Opened, folder: string): Promise<Walker> {
  await page.evaluate(axe.source);
  await dressSnapshots(app);
  const found: string[] = [];

  async function wear(
    { name, shows }: Pick<Stop, 'name' | 'shows'>,
    dress: Dress,
    languages: readonly Language[] = LANGUAGE_ORDER,
  ): Promise<void> {
    const asked = { ...dress, languages, leastMm: LEAST_MM[dress.mode], shows };
    const faults = await measure(app, asked);
    found.push(...faults.map((fault) => `${name} ${fault}`));
  }

  async function axeSays(name: string, theme: Dress['theme']): Promise<void> {
    const faults = await askAxe(page, theme === 'light');
    found.push(...faults.map((fault) => `${name} ${theme}: ${fault}`));
  }

  return {
    stand: (size = USUAL) =>
      wear({ name: '' }, { size, mode: 'normal', theme: 'light' }, [LONGEST]),
    look: async (stop) => {
      const { name } = stop;
      const sizes = SIZES.filter((size) => stop.sizes?.includes(size) ?? true);
      for (const size of sizes) {
        const as = (mode: Mode): Promise<void> => wear(stop, { size, mode, theme: 'light' });
        await as('gloves');
        if (size === SMALLEST) await shoot(page, `${folder}/${name}-${size}-gloves`);
        await as('normal');
        await shoot(page, `${folder}/${name}-${size}`);
      }
      const size = sizes.at(-1) ?? USUAL;
      await axeSays(name, 'light');
      await wear(stop, { size, mode: 'normal', theme: 'dark' }, [LONGEST]);
      await axeSays(name, 'dark');
      await shoot(page, `${folder}/${name}-${size}-dark`);
      await wear(stop, { size, mode: 'normal', theme: 'light' }, [LONGEST]);
    },
    lookAtWords: async (stop) => {
      await wear(stop, { size: USUAL, mode: 'gloves', theme: 'light' });
      await wear(stop, { size: USUAL, mode: 'normal', theme: 'light' });
    },
    found,
  };
}
