/**
 * A set of keys, kept as 64-bit hashes in typed arrays: two keys are taken for one with a probability of about
 * n² / 2⁶⁵ for n keys (below 10⁻⁶ for five million).
 */
export interface HashTable {
  readonly size: number;
  /** The number of the key: the order in which it was first seen. -1 - number when it was there already. */
  add(key: Int32Array): number;
}

const FULL_SHARE = 0.6;

export function createHashTable(): HashTable {
  let capacity = 1 << 16;
  let high = new Uint32Array(capacity);
  let low = new Uint32Array(capacity);
  let numbers = new Int32Array(capacity).fill(-1);
  let size = 0;

  function slotOf(one: number, two: number): number {
    let slot = one & (capacity - 1);
    while (numbers[slot] !== -1 && !(high[slot] === one && low[slot] === two)) {
      slot = (slot + 1) & (capacity - 1);
    }
    return slot;
  }

  function grow(): void {
    const before = { high, low, numbers };
    capacity *= 2;
    high = new Uint32Array(capacity);
    low = new Uint32Array(capacity);
    numbers = new Int32Array(capacity).fill(-1);
    for (let index = 0; index < before.numbers.length; index += 1) {
      const number = before.numbers[index] ?? -1;
      if (number === -1) continue;
      const [one = 0, two = 0] = [before.high[index], before.low[index]];
      const slot = slotOf(one, two);
      high[slot] = one;
      low[slot] = two;
      numbers[slot] = number;
    }
  }

  return {
    get size(): number {
      return size;
    },
    add: (key) => {
      // Two independent multiply-and-shift chains, each finished as murmur3 finishes.
      let one = 0x9e3779b9;
      let two = 0x85ebca6b;
      for (const item of key) {
        one = Math.imul(one ^ item, 0x01000193);
        one ^= one >>> 15;
        two = Math.imul(two + item, 0xcc9e2d51);
        two = (two << 13) | (two >>> 19);
      }
      one = Math.imul(one ^ (one >>> 16), 0x7feb352d);
      one = (one ^ (one >>> 15)) >>> 0;
      two = Math.imul(two ^ (two >>> 13), 0xc2b2ae35);
      two = (two ^ (two >>> 16)) >>> 0;
      const slot = slotOf(one, two);
      const known = numbers[slot] ?? -1;
      if (known !== -1) return -1 - known;
      high[slot] = one;
      low[slot] = two;
      numbers[slot] = size;
      size += 1;
      if (size > capacity * FULL_SHARE) grow();
      return size - 1;
    },
  };
}
