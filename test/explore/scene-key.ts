import type { Budget, Scene } from './world.ts';

/** The same in every scene of one exploration. */
const CONSTANT: readonly string[] = ['reference', 'checkInId', 'currency', 'terms'];

/** Every field but times (…Ms), which mean nothing here, in the order they stand. */
function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  let text = '{';
  for (const name in value) {
    if (name.endsWith('Ms') || CONSTANT.includes(name)) continue;
    const field: unknown = Reflect.get(value, name);
    if (field !== undefined) text += `${name}:${write(field)},`;
  }
  return `${text}}`;
}

/** Equal plain data has one number. Data never changes: what was numbered once is kept. */
const numbers = new Map<string, number>();
const ofObjects = new WeakMap<object, number>();

function numberOfText(text: string): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, numbers.size);
  return numbers.size - 1;
}

export function numberOf(value: object): number {
  const known = ofObjects.get(value);
  if (known !== undefined) return known;
  const number = numberOfText(write(value));
  ofObjects.set(value, number);
  return number;
}

function listNumber(items: readonly object[]): number {
  const known = ofObjects.get(items);
  if (known !== undefined) return known;
  const number = numberOfText(`list ${items.map(numberOf).join(' ')}`);
  ofObjects.set(items, number);
  return number;
}

function leftNumber(left: Budget): number {
  const { restarts, lostAnswers, refusals, losses, selections, foreign, refunds, warnings } = left;
  const faults = restarts | (lostAnswers << 3) | (refusals << 6) | (losses << 9);
  return faults | (selections << 12) | (foreign << 15) | (refunds << 18) | (warnings << 21);
}

const key = new Int32Array(16);

/** Two scenes with the same key have the same future. The array is used again for the next key. */
export function keyOf({ saleNumber, world }: Scene): Int32Array {
  const { hasDropped, isDue, isExcused } = world;
  const flags = (hasDropped ? 1 : 0) | (isDue ? 2 : 0) | (isExcused ? 4 : 0);
  key[0] = saleNumber;
  key[1] = numberOfText(`${world.payment} ${world.device} ${world.vended ?? ''}`);
  key[2] = world.money.authorizedMinor;
  key[3] = world.money.capturedMinor;
  key[4] = world.money.cancelledMinor;
  key[5] = world.money.refundedMinor;
  key[6] = numberOfText(world.keys.join(' '));
  key[7] = listNumber(world.flights);
  key[8] = listNumber(world.answers);
  key[9] = numberOfText(world.waits.join(' '));
  key[10] = listNumber(world.machineOrders);
  key[11] = listNumber(world.reports);
  key[12] = (world.asked << 16) | world.askedMinor;
  key[13] = world.vendedMinor;
  key[14] = flags | (world.approvals << 4) | (world.stockTaken << 8);
  key[15] = leftNumber(world.left);
  return key;
}
