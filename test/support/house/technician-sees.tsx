import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect } from 'vitest';
import { startTexts } from '../../../src/renderer/locales/index.ts';
import { FaultLines } from '../../../src/renderer/screens/health/FaultLines.tsx';
import { LastSales } from '../../../src/renderer/screens/status/LastSales.tsx';
import { SaleSteps } from '../../../src/renderer/screens/status/SaleSteps.tsx';
import { StateBlock } from '../../../src/renderer/screens/status/StateBlock.tsx';
import { Stock } from '../../../src/renderer/screens/status/Stock.tsx';
import type { FailureMode } from '../../misfortune/modes/failure-mode.ts';
import { textsOf } from '../texts.ts';
import type { House } from './house.ts';

const ENGLISH = textsOf('renderer').en;

/** The machine-dependent parts of the status screen, and the faults of the home screen. */
function Screen({ snapshot }: { readonly snapshot: KioskSnapshot }): ReactElement {
  const { sale, currency, stockNotes, machine } = snapshot;
  return (
    <>
      <StateBlock snapshot={snapshot} />
      {sale === undefined ? null : <SaleSteps sale={sale} currency={currency} />}
      <Stock notes={stockNotes} />
      <LastSales snapshot={snapshot} />
      <FaultLines faults={machine.faults} />
    </>
  );
}

const BLOCK = /<\/(?:p|li|h2|section|div)>/;

/** The lines of a screen as people read them. */
function linesOf(markup: string): readonly string[] {
  return markup
    .split(BLOCK)
    .map((part) =>
      part
        .replace(/<[^>]+>/g, '')
        .replace(/\u00a0/g, ' ')
        .replace(/&#x27;/g, '’')
        .replace(/&amp;/g, '&')
        .trim(),
    )
    .filter((line) => line !== '');
}

/** How soon after the end the screen must show it. */
const READ_WITHIN_MS = 10 * 60_000;

const brand = (text: string): string => text.replace('{{brand}}', 'Vipps');

function readsOn(snapshot: KioskSnapshot): readonly string[] {
  startTexts('en');
  return linesOf(renderToStaticMarkup(<Screen snapshot={snapshot} />));
}

function readsOnReviews(house: House): readonly string[] {
  return house
    .reviews()
    .map(({ kind }) => `To review: ${brand(ENGLISH[`reviews.happened.${kind}`] ?? kind)}`);
}

/** The sentences that appear in none of these lines. */
function missing(wanted: readonly string[], lines: readonly string[]): readonly string[] {
  return wanted.filter((sentence) => !lines.some((line) => line.includes(sentence)));
}

/** Waits until the screen shows what the row promises. */
export async function technicianSees(
  house: House,
  { technicianSees: wanted }: Pick<FailureMode, 'technicianSees'>,
): Promise<void> {
  if (wanted.length === 0) return;
  const isReviewed = wanted.some((sentence) => sentence.startsWith('To review:'));
  let seen: KioskSnapshot | undefined;
  let lines: readonly string[] = [];
  /** Renders again only when the snapshot changed. */
  const isRead = (): boolean => {
    const shown = house.screens().at(-1);
    if (shown === undefined) return false;
    if (shown !== seen) lines = [...readsOn(shown), ...(isReviewed ? readsOnReviews(house) : [])];
    seen = shown;
    return missing(wanted, lines).length === 0;
  };
  await house.comes(isRead, READ_WITHIN_MS);
  expect(missing(wanted, lines), `what is not read on: ${lines.join(' | ')}`).toEqual([]);
}

/** Checks that the screen showed the row's sentences at some time after the machine was first ready. */
export function technicianRead(house: House, { meanwhile = [] }: FailureMode): void {
  const screens = house.screens();
  const lines = [...new Set([...screens.flatMap(readsOn), ...readsOnReviews(house)])];
  expect(missing(meanwhile, lines), `what was not read on: ${lines.join(' | ')}`).toEqual([]);
}
