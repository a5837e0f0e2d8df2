import type { Clock } from '#core/base/ports.ts';
import type { DoorWait } from '#core/people/person.ts';
import type { PersonRecord } from '#core/people/people.ts';

/** The door must be opened within this time after the PIN. */
export const DOOR_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 250;

interface DoorWatchDeps {
  readonly clock: Clock;
  readonly isDoorOpen: () => boolean;
  /** Somebody opened the door in time. */
  readonly onOpened: (person: PersonRecord) => void;
  /** Nobody did. */
  readonly onTooLate: (person: PersonRecord) => void;
}

/** The door as a second factor: a person with the PIN must also have the key. */
export interface DoorConfirmation {
  begin(person: PersonRecord): void;
  end(): void;
  view(): DoorWait | undefined;
}

export function createDoorConfirmation(deps: DoorWatchDeps): DoorConfirmation {
  const { clock } = deps;
  let waiting: { readonly person: PersonRecord; readonly endsAtMs: number } | undefined;
  let cancel: () => void = () => undefined;

  function end(): void {
    cancel();
    waiting = undefined;
  }

  function look(): void {
    if (waiting === undefined) return;
    const { person, endsAtMs } = waiting;
    if (deps.isDoorOpen()) {
      end();
      deps.onOpened(person);
    } else if (clock.monotonicMs() >= endsAtMs) {
      end();
      deps.onTooLate(person);
    } else cancel = clock.setTimer(LOOK_EVERY_MS, look);
  }

  return {
    begin: (person) => {
      end();
      waiting = { person, endsAtMs: clock.monotonicMs() + DOOR_WITHIN_MS };
      look();
    },
    end,
    view: () => {
      if (waiting === undefined) return undefined;
      const { person, endsAtMs } = waiting;
      const leftMs = Math.max(0, endsAtMs - clock.monotonicMs());
      return { name: person.name, language: person.language, endsAtMs: clock.nowMs() + leftMs };
    },
  };
}
