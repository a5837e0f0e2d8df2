/** Integers that grow. */
export class IntList {
  #items = new Int32Array(1 << 16);
  length = 0;

  push(item: number): void {
    if (this.length === this.#items.length) {
      const bigger = new Int32Array(this.#items.length * 2);
      bigger.set(this.#items);
      this.#items = bigger;
    }
    this.#items[this.length] = item;
    this.length += 1;
  }

  at(index: number): number {
    return this.#items[index] ?? 0;
  }
}

/** Pairs of states: from one to the other. */
export class EdgeList {
  readonly #from = new IntList();
  readonly #to = new IntList();

  get length(): number {
    return this.#from.length;
  }

  push(from: number, to: number): void {
    this.#from.push(from);
    this.#to.push(to);
  }

  from(edge: number): number {
    return this.#from.at(edge);
  }

  to(edge: number): number {
    return this.#to.at(edge);
  }
}
