/**
 * Vend requests that ended without a success and whose result may still come: late, or as a drop after a jam. A result names
 * no request, so with more than one pending request a late result belongs to none of them.
 */
export class PendingResults {
  #requestIds: readonly string[] = [];

  isEmpty(): boolean {
    return this.#requestIds.length === 0;
  }

  /** The one request a late result can belong to; undefined when there is none or more than one. */
  only(): string | undefined {
    return this.#requestIds.length === 1 ? this.#requestIds[0] : undefined;
  }

  /** A result for this request may still come. */
  add(requestId: string): void {
    if (!this.#requestIds.includes(requestId)) this.#requestIds = [...this.#requestIds, requestId];
  }

  clear(): void {
    this.#requestIds = [];
  }
}
