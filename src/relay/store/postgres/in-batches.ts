/** Rows that one statement removes: a short transaction, whatever has piled up. */
const BATCH = 1_000;

/** Removes in small transactions until one finds fewer rows than it may take. */
export async function inBatches(remove: (most: number) => Promise<number>): Promise<void> {
  while ((await remove(BATCH)) === BATCH);
}
