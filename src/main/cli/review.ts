import type { ReviewEntry } from '#core/reviews/review.ts';
import { KioskError } from '#core/base/errors.ts';
import { closeReview } from '../store/reviews.ts';
import { readArguments } from './arguments.ts';
import { giveCommand } from './operator-command.ts';
import { REVIEW_TEXTS } from './review-texts.ts';
import { withStores } from './with-stores.ts';
import { writeOut } from './write-out.ts';

const USAGE =
  'Say review list, review close <id>, review charge <reference> or review release <reference>.';

function written(entry: ReviewEntry): unknown {
  const { id, reference, kind, detail, selection, isOpen, saleState } = entry;
  return {
    id,
    reference,
    at: new Date(entry.atMs).toISOString(),
    kind,
    detail,
    selection: selection ?? null,
    isOpen,
    saleState: saleState ?? null,
    ...REVIEW_TEXTS[kind],
  };
}

async function list(dataDir: string): Promise<void> {
  const entries = await withStores(dataDir, ({ openReviews }) => openReviews());
  await writeOut(`${JSON.stringify(entries.map(written), null, 2)}\n`);
}

async function close(dataDir: string, id: string): Promise<void> {
  const isClosed = await withStores(
    dataDir,
    ({ database }) => /^\d{1,15}$/.test(id) && closeReview(database, Number(id)),
  );
  if (!isClosed) throw new KioskError('input/invalid', `There is no open entry ${id}.`);
}

/** `review list|close|charge|release`: what a person should know, and the decisions that wait. */
export async function runReview(typed: readonly string[]): Promise<void> {
  const given = readArguments(typed, ['data-dir']);
  const [verb, subject, surplus] = given.rest;
  const dataDir = given.required('data-dir');
  if (surplus !== undefined) throw new KioskError('input/invalid', USAGE);
  if (verb === 'list' && subject === undefined) await list(dataDir);
  else if (verb === 'close' && subject !== undefined) await close(dataDir, subject);
  else if ((verb === 'charge' || verb === 'release') && subject !== undefined) {
    const order = { kind: 'resolve', reference: subject, decision: verb } as const;
    await giveCommand(dataDir, order, () => true);
    await writeOut(`${JSON.stringify({ reference: subject, decision: verb })}\n`);
  } else throw new KioskError('input/invalid', USAGE);
}
