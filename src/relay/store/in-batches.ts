/** Rows that one statement removes: a short transaction, which holds up nothing else, whatever has piled up. */
const BATCH = 500;

/** Removes in small transactions until one finds fewer rows than it may take. */
export async function inBatches(remove: (most: number) => Promise<number>): Promise<void> {
  while ((await remove(BATCH)) === BATCH);
}
