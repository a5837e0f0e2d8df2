import type { Clock, Log } from '#core/base/ports.ts';
import { inBackground } from '../runtime/background.ts';
import type { MachineStore } from '../store/ports/machines.ts';
import type { MachineLinks } from './machine-links.ts';

const LOOK_EVERY_MS = 1_000;
/**
 * Each change is looked at again and again for this long: it may become visible late, and a machine may have shown the
 * old credential just before the change and get its link just after it.
 */
const LOOK_AGAIN_MS = 30_000;

/**
 * Ends the links whose credential was taken back by a command or by another process. One question to the store every few
 * seconds, however many machines are connected.
 */
export interface CredentialWatch {
  start(): void;
  stop(): void;
}

export function createCredentialWatch({
  machines,
  links,
  clock,
  log,
}: {
  readonly machines: Pick<MachineStore, 'credentialChanges'>;
  readonly links: Pick<MachineLinks, 'checkCredential'>;
  readonly clock: Clock;
  readonly log: Log;
}): CredentialWatch {
  /** The last change at each look, oldest first; the first one is old enough to start from. */
  let looks: readonly { readonly last: number; readonly atMs: number }[] = [];
  let cancel: () => void = () => undefined;

  async function look(): Promise<void> {
    const { last, machineIds } = await machines.credentialChanges(looks[0]?.last);
    const nowMs = clock.monotonicMs();
    const isRecent = ({ atMs }: { readonly atMs: number }): boolean => nowMs - atMs < LOOK_AGAIN_MS;
    const firstRecent = looks.findIndex(isRecent);
    const kept = firstRecent === -1 ? looks.slice(-1) : looks.slice(Math.max(firstRecent - 1, 0));
    looks = [...kept, { last, atMs: nowMs }];
    for (const machineId of machineIds) await links.checkCredential(machineId);
  }

  function start(): void {
    cancel = clock.setTimer(LOOK_EVERY_MS, start);
    inBackground(look, (error) => {
      log.error('relay.credentials-not-checked', { error });
    });
  }

  return {
    start,
    stop: () => {
      cancel();
    },
  };
}
