/**
 * Requests that ended without a success, and about which the machine may still say something: a result that comes late,
 * or a drop after a jam. With more than one of them nobody can say whose a result is: then it is nobody's.
 */
export class PendingResults {
  #requestIds: readonly string[] = [];

  isEmpty(): boolean {
    return this.#requestIds.length === 0;
  }

  /** The only request that a late result can be about. */
  only(): string | undefined {
    return this.#requestIds.length === 1 ? this.#requestIds[0] : undefined;
  }

  /** The result of this one is still to come, or not the last word. */
  add(requestId: string): void {
    if (!this.#requestIds.includes(requestId)) this.#requestIds = [...this.#requestIds, requestId];
  }

  clear(): void {
    this.#requestIds = [];
  }
}
