import type { Unsubscribe } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { VendEvent } from '#core/vend/controller.ts';
import type { VendFault } from '#core/vend/vend-fault.ts';

/** What all drivers share: listeners, and commands that need an open line. */
export abstract class LineDriver {
  readonly #listeners = new Set<(event: VendEvent) => void>();

  onEvent(listener: (event: VendEvent) => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  protected abstract isOpen(): boolean;

  protected emit(event: VendEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Hands the bytes of a command over at once: a money command never waits. */
  protected order(say: () => void): Promise<Result<void, VendFault>> {
    if (!this.isOpen()) {
      return Promise.resolve(err({ code: 'serial/closed', detail: 'the line is closed' }));
    }
    say();
    return Promise.resolve(ok(undefined));
  }
}
