import { reasonOf } from '#core/base/errors.ts';
import { LINK_CLOSE, type RelayMessage } from '#contract/relay/messages.ts';
import { MachineLink, type CheckInVerdict, type LinkDeps } from './machine-link.ts';
import type { LinkHandle, LinkPlace, MachineSocket } from './machine-socket.ts';
import type { Delivery, Machine } from '../store/ports/relay-store.ts';
import { createTokenBucket, type Budget, type TokenBucket } from '../runtime/token-bucket.ts';

/** `inUse`: the machine is connected already, and answers there. `tooOften`: it must wait. */
export type Admission = 'welcome' | 'inUse' | 'tooOften';

/** The machines that are connected to this process. */
export interface MachineLinks {
  /**
   * Calls `open` when the machine may connect. A link it had before is asked first: one that is dead ends (the router
   * has another address); one that answers stays, since then two have the same credential.
   */
  admit(place: LinkPlace, open: () => void): Promise<Admission>;
  /** A machine has connected; its credential is checked again now and then. */
  connect(place: LinkPlace, socket: MachineSocket): LinkHandle;
  askCheckIn(
    machineId: string,
    message: Extract<RelayMessage, { type: 'checkIn' }>,
  ): Promise<CheckInVerdict>;
  /** Sends a stored event when the machine is connected; else it waits in the store. */
  deliver(machineId: string, delivery: Delivery): void;
  /** A customer scanned this machine's sticker: who awaits a proof scan in its sales unit is told. */
  noteScan(machine: Machine): void;
  isConnected(machineId: string): boolean;
  connectedCount(): number;
  onPresence(listener: (machineId: string, isPresent: boolean) => void): void;
  /** At each heartbeat: why the machine sells nothing now. */
  onReadiness(listener: (machineId: string, reasons: readonly string[]) => void): void;
  closeAll(): void;
}

interface LinksDeps extends LinkDeps {
  /** Two places use the credential of this machine at the same time. */
  readonly onUsedTwice: (machine: Machine) => void;
}

/** A machine on a line that breaks all the time connects less often than this. */
const CONNECTS: Budget = { burst: 20, perSecond: 0.5 };
/** Who was cut off because of too much stays away for so long. */
const CUT_OFF_MS = 30_000;

export function createMachineLinks(deps: LinksDeps): MachineLinks {
  const { clock, log } = deps;
  const links = new Map<string, MachineLink>();
  const connects = new Map<string, TokenBucket>();
  /** Until when a machine may not connect; monotonic. */
  const cutOff = new Map<string, number>();
  const onReadiness: ((machineId: string, reasons: readonly string[]) => void)[] = [];
  const listeners: ((machineId: string, isPresent: boolean) => void)[] = [];

  function announce(machineId: string, isPresent: boolean): void {
    log.info(isPresent ? 'machine connected' : 'machine gone', { machineId });
    for (const listener of listeners) {
      try {
        listener(machineId, isPresent);
      } catch (error) {
        log.error('the presence of a machine was not noted', { machineId, error: reasonOf(error) });
      }
    }
  }

  const ends = {
    onEnd: (link: MachineLink): void => {
      if (links.get(link.machineId) !== link) return;
      links.delete(link.machineId);
      announce(link.machineId, false);
    },
    onReadiness: (link: MachineLink, reasons: readonly string[]): void => {
      if (links.get(link.machineId) !== link) return;
      for (const listener of onReadiness) listener(link.machineId, reasons);
    },
    onCutOff: ({ machineId }: MachineLink): void => {
      cutOff.set(machineId, clock.monotonicMs() + CUT_OFF_MS);
    },
  };

  function isKeptAway(machineId: string): boolean {
    if (clock.monotonicMs() < (cutOff.get(machineId) ?? 0)) return true;
    cutOff.delete(machineId);
    return false;
  }

  function isTooOften(machineId: string): boolean {
    const bucket = connects.get(machineId) ?? createTokenBucket(CONNECTS, clock);
    connects.set(machineId, bucket);
    return !bucket.take();
  }

  /** @returns whether the older link makes room */
  async function makesRoom(
    older: MachineLink,
    { machine, credentialHash }: LinkPlace,
  ): Promise<boolean> {
    if (older.credentialHash !== credentialHash) {
      older.end(LINK_CLOSE.refused, 'the credential is gone');
      return true;
    }
    if (await older.isAlive()) {
      log.error('a credential is used from two places', { machineId: machine.machineId });
      deps.onUsedTwice(machine);
      return false;
    }
    older.end(LINK_CLOSE.replaced, 'connected again');
    return true;
  }

  return {
    admit: async (place, open) => {
      const { machineId } = place.machine;
      if (isKeptAway(machineId)) return 'tooOften';
      let older = links.get(machineId);
      while (older !== undefined) {
        if (!(await makesRoom(older, place))) return 'inUse';
        older = links.get(machineId);
      }
      // Whoever is refused because the machine is connected takes nothing from the machine's own account.
      if (isTooOften(machineId)) return 'tooOften';
      open();
      return 'welcome';
    },
    connect: (place, socket) => {
      const link = new MachineLink(place, { ...deps, ...ends }, socket);
      links.set(link.machineId, link);
      announce(link.machineId, true);
      return link;
    },
    askCheckIn: (machineId, message) =>
      links.get(machineId)?.ask(message) ??
      Promise.resolve({ accepted: false, reason: 'offline' } as const),
    deliver: (machineId, delivery) => {
      links.get(machineId)?.deliver(delivery);
    },
    noteScan: (machine) => {
      for (const link of links.values()) link.noteScan(machine);
    },
    isConnected: (machineId) => links.has(machineId),
    connectedCount: () => links.size,
    onPresence: (listener) => {
      listeners.push(listener);
    },
    onReadiness: (listener) => {
      onReadiness.push(listener);
    },
    closeAll: () => {
      for (const link of [...links.values()]) link.end(1001, 'the relay stops');
    },
  };
}
