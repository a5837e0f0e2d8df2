import { isClosed } from '#core/sale/state.ts';
import { openMinor, PRICE, type Scene } from './world.ts';

type Rule = (scene: Scene) => string | undefined;

const capturedOnlyWhenDue: Rule = ({ world }) =>
  world.money.capturedMinor > 0 && !world.isDue && world.policy !== 'capture'
    ? 'rule 1: money is captured and no success was reported'
    : undefined;

const capturedIsThePrice: Rule = ({ world }) => {
  const { capturedMinor, authorizedMinor } = world.money;
  if (capturedMinor > authorizedMinor) return 'rule 2: more is captured than was authorised';
  if (capturedMinor === 0) return undefined;
  return capturedMinor === PRICE ? undefined : 'rule 2: something else than the price is captured';
};

const duesAreCaptured: Rule = ({ sale, world }) =>
  isClosed(sale) && world.isDue && !world.isExcused && world.money.capturedMinor !== PRICE
    ? 'rule 3: a paid vend ends without its price'
    : undefined;

/** Nothing stays reserved unless Vipps still has to tell us that it is. */
const nothingForgotten: Rule = ({ sale, world }) => {
  if (!isClosed(sale) || sale.name !== 'settled' || openMinor(world) === 0) return undefined;
  return sale.aggregate.authorizedMinor > 0
    ? 'rule 4: a settled sale leaves money reserved'
    : undefined;
};

const journalIsTrue: Rule = ({ sale, world }) => {
  if (!isClosed(sale) || sale.name !== 'settled' || world.isExcused) return undefined;
  if (sale.aggregate.authorizedMinor === 0) return undefined;
  const { capturedMinor, refundedMinor } = sale.aggregate;
  return capturedMinor === world.money.capturedMinor && refundedMinor === world.money.refundedMinor
    ? undefined
    : 'rule 7: the journal says something else than Vipps';
};

const stockIsTrue: Rule = ({ sale, world }) => {
  if (world.stockTaken > 1) return 'rule 8: stock is taken twice';
  if (world.stockTaken > 0 && !world.hasDropped) return 'rule 8: stock is taken without a drop';
  const wasReported = world.reports.some(({ kind }) => kind === 'vend.succeeded');
  const isMissing = isClosed(sale) && world.isDue && wasReported && world.stockTaken === 0;
  return isMissing && world.policy !== 'review'
    ? 'rule 8: a drop is not taken from stock'
    : undefined;
};

const refundsAreBounded: Rule = ({ world }) =>
  world.money.refundedMinor > world.money.capturedMinor
    ? 'rule 2: more is refunded than was captured'
    : undefined;

const RULES: readonly Rule[] = [
  capturedOnlyWhenDue,
  capturedIsThePrice,
  duesAreCaptured,
  nothingForgotten,
  journalIsTrue,
  stockIsTrue,
  refundsAreBounded,
];

/** The first rule of design §4 that this scene breaks. */
export function brokenRule(scene: Scene): string | undefined {
  for (const rule of RULES) {
    const broken = rule(scene);
    if (broken !== undefined) return broken;
  }
  return undefined;
}

/** Where every story must be able to end. */
export function isAtRest({ sale, world }: Scene): boolean {
  return isClosed(sale) && openMinor(world) === 0 && world.flights.length === 0;
}
