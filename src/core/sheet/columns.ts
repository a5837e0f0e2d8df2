import type { Block } from './block.ts';

/** As many blocks as fit under one another, from `start` on; at least one, so that the work ends. */
function fillColumn(blocks: readonly Block[], start: number, heightMm: number): number {
  let end = start;
  let used = 0;
  for (const block of blocks.slice(start)) {
    used += block.heightMm;
    if (used > heightMm && end > start) break;
    end += 1;
  }
  return end;
}

/** How many blocks stand in columns with these ends. */
function placed(ends: readonly number[]): number {
  return ends.at(-1) ?? 0;
}

/** The ends of `count` columns of this height; the last is where the blocks that fit end. */
function fill(blocks: readonly Block[], count: number, heightMm: number): readonly number[] {
  const ends: number[] = [];
  for (let column = 0; column < count; column += 1) {
    ends.push(fillColumn(blocks, placed(ends), heightMm));
  }
  return ends;
}

export interface Columns {
  readonly columns: readonly (readonly Block[])[];
  readonly rest: readonly Block[];
  readonly heightMm: number;
}

const sumOf = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => sum + block.heightMm, 0);

/** Fills columns from the left; when everything fits they are made as equal as the order allows. */
export function intoColumns(blocks: readonly Block[], count: number, limitMm: number): Columns {
  let heightMm = limitMm;
  if (placed(fill(blocks, count, limitMm)) === blocks.length) {
    heightMm = Math.min(limitMm, sumOf(blocks) / count);
    while (heightMm < limitMm && placed(fill(blocks, count, heightMm)) < blocks.length) {
      heightMm = Math.min(limitMm, heightMm + 1);
    }
  }
  const ends = fill(blocks, count, heightMm);
  const columns = ends.map((end, index) => blocks.slice(ends[index - 1] ?? 0, end));
  return {
    columns,
    rest: blocks.slice(placed(ends)),
    heightMm: Math.max(...columns.map(sumOf)),
  };
}
