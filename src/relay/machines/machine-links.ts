import { LINK_CLOSE, type RelayMessage } from '#contract/relay/messages.ts';
import { reasonOf } from '#core/base/errors.ts';
import type { CheckInVerdict } from '../store/ports/check-ins.ts';
import type { Delivery } from '../store/ports/deliveries.ts';
import type { Machine } from '../store/ports/machines.ts';
import type { AuthenticatedMachine, LinkHandle, MachineSocket } from './connection.ts';
import {
  endReplaced,
  serveOtherProcesses,
  wakeHolder,
  type ClusterLinkDeps,
} from './cluster-links.ts';
import { createConnectLimits } from './connect-limits.ts';
import type { LinkDeps } from './link-deps.ts';
import { MachineLink, type MachineNews } from './machine-link.ts';
import type { CheckInMessage } from './open-check-ins.ts';

export type { MachineNews } from './machine-link.ts';

/** `inUse`: the machine is connected already and answers there. `tooOften`: it must wait. `stopping`: another process takes it. */
export type ConnectResult = 'welcome' | 'inUse' | 'tooOften' | 'stopping';

/** `silentMs`: for how long nothing had been heard of a machine when its link was given up. */
type ConnectionListener = (machineId: string, isConnected: boolean, silentMs: number) => void;
type ReadinessListener = (machineId: string, reasons: readonly string[], news: MachineNews) => void;

/** The machines that are connected to this process, and the way to those that are connected to another one. */
export interface MachineLinks {
  /**
   * Calls `open` when the machine may connect. If the machine has an older link, that link is pinged first. No answer:
   * the older link is closed (its router has a new address). An answer: the older link stays, because two computers use
   * one credential.
   */
  tryConnect(identity: AuthenticatedMachine, open: () => void): Promise<ConnectResult>;
  /** Starts the link of a machine that was welcome. */
  connect(identity: AuthenticatedMachine, socket: MachineSocket): LinkHandle;
  askCheckIn(machineId: string, message: CheckInMessage): Promise<CheckInVerdict>;
  /** Tells the machine that a check-in which it accepted does not count. Another process finds that in the store. */
  voidCheckIn(machineId: string, checkInId: string): void;
  /** Sends a stored event when the machine is connected; otherwise it stays in the store. */
  deliver(machineId: string, delivery: Delivery): void;
  /** Sends a frame to a machine that is connected to this process; otherwise nothing. */
  tell(machineId: string, message: RelayMessage): void;
  /** The QR of this machine was scanned. */
  onScan(machine: Machine): void;
  /** Ends the machine's link when its credential was taken back. */
  checkCredential(machineId: string): Promise<void>;
  /** Another PC was enrolled as this machine: ends the link of the one before, also at another process. */
  endReplaced(machineId: string): Promise<void>;
  /** Connected to this process. */
  isConnected(machineId: string): boolean;
  /** The sales unit of a machine that is connected to this process. */
  unitOf(machineId: string): string | undefined;
  /** The other process that the machine is connected to. */
  holderOf(machineId: string): Promise<string | undefined>;
  connectedCount(): number;
  onConnection(listener: ConnectionListener): void;
  /** Called at each heartbeat with the reasons why the machine does not sell now. */
  onReadiness(listener: ReadinessListener): void;
  /** Lets no machine in any more, and asks those that are connected to connect to another process. */
  sendAway(withinMs: number): void;
  /** False since `sendAway`. */
  letsIn(): boolean;
  closeAll(): void;
}

interface LinksDeps extends Omit<LinkDeps, 'isShared'>, ClusterLinkDeps {
  /** Two computers use the credential of this machine at the same time. */
  readonly onUsedTwice: (machine: Machine) => void;
  readonly machines: LinkDeps['machines'] & ClusterLinkDeps['machines'];
}

export function createMachineLinks(deps: LinksDeps): MachineLinks {
  const { cluster, claims, log } = deps;
  const isShared = cluster.store !== undefined;
  const links = new Map<string, MachineLink>();
  let isStopping = false;
  /** The links at which a technician waits for a scan, by sales unit. */
  const awaitingScan = new Map<string, Set<MachineLink>>();
  const limits = createConnectLimits(deps);
  const connectionListeners: ConnectionListener[] = [];
  const readinessListeners: ReadinessListener[] = [];

  function announce(machineId: string, isConnected: boolean, silentMs = 0): void {
    if (isConnected) log.info('relay.machine-connected', { machineId });
    else log.info('relay.machine-disconnected', { machineId });
    for (const listener of connectionListeners) {
      try {
        listener(machineId, isConnected, silentMs);
      } catch (error) {
        log.error('relay.connection-listener-failed', { machineId, error: reasonOf(error) });
      }
    }
  }

  const listener = {
    onEnd: (link: MachineLink, silentMs: number): void => {
      awaitingScan.get(link.merchantSerialNumber)?.delete(link);
      if (links.get(link.machineId) !== link) return;
      links.delete(link.machineId);
      claims.release(link.machineId);
      announce(link.machineId, false, silentMs);
    },
    onAwaitScan: (link: MachineLink, withinMs: number): void => {
      claims.awaitScan(link.machineId, withinMs);
      const { merchantSerialNumber: unit } = link;
      awaitingScan.set(unit, (awaitingScan.get(unit) ?? new Set()).add(link));
    },
    onReadiness: (link: MachineLink, news: MachineNews): void => {
      if (links.get(link.machineId) !== link) return;
      for (const onReadiness of readinessListeners) {
        onReadiness(link.machineId, news.heartbeat.reasons, news);
      }
    },
    onCutOff: ({ machineId }: MachineLink): void => {
      limits.cutOff(machineId);
    },
  };

  function reportUsedTwice(machine: Machine): void {
    log.error('relay.credential-used-twice', { machineId: machine.machineId });
    deps.onUsedTwice(machine);
  }

  /** @returns whether the older link was closed */
  async function replaceOlder(
    older: MachineLink,
    { machine, credentialHash }: AuthenticatedMachine,
  ): Promise<boolean> {
    if (older.credentialHash !== credentialHash) {
      await older.checkCredential();
      older.end(LINK_CLOSE.refused, 'the credential is gone');
      return true;
    }
    if (await older.isAlive()) {
      reportUsedTwice(machine);
      return false;
    }
    older.end(LINK_CLOSE.replaced, 'connected again');
    return true;
  }

  async function claimFor({
    machine,
    credentialHash,
  }: AuthenticatedMachine): Promise<'claimed' | 'inUse'> {
    const { machineId, merchantSerialNumber } = machine;
    const result = await claims.claim({ machineId, merchantSerialNumber, credentialHash });
    if (result === 'inUse') reportUsedTwice(machine);
    return result;
  }

  serveOtherProcesses((machineId) => links.get(machineId), deps);

  return {
    tryConnect: async (identity, open) => {
      const { machineId } = identity.machine;
      if (isStopping) return 'stopping';
      if (limits.isCutOff(machineId)) return 'tooOften';
      do {
        let older = links.get(machineId);
        while (older !== undefined) {
          if (!(await replaceOlder(older, identity))) return 'inUse';
          older = links.get(machineId);
        }
        // Counted last: a copy of the credential that is refused with `inUse` must not use up the machine's budget.
        if (await limits.isTooOften(machineId)) return 'tooOften';
        if ((await claimFor(identity)) === 'inUse') return 'inUse';
        // Another connection of the machine may have been faster here.
      } while (links.has(machineId));
      open();
      if (!links.has(machineId)) claims.release(machineId);
      return 'welcome';
    },
    connect: (identity, socket) => {
      const link = new MachineLink(identity, { ...deps, ...listener, isShared }, socket);
      links.set(link.machineId, link);
      announce(link.machineId, true);
      return link;
    },
    askCheckIn: (machineId, message) =>
      links.get(machineId)?.askCheckIn(message) ??
      Promise.resolve({ accepted: false, reason: 'offline' } as const),
    voidCheckIn: (machineId, checkInId) => {
      const link = links.get(machineId);
      if (link !== undefined) link.send({ type: 'checkInVoid', checkInId });
      else wakeHolder(machineId, { kind: 'void', subject: checkInId }, deps);
    },
    deliver: (machineId, delivery) => {
      const link = links.get(machineId);
      if (link !== undefined) link.deliver(delivery);
      else wakeHolder(machineId, { kind: 'delivery', subject: machineId }, deps);
    },
    tell: (machineId, message) => {
      links.get(machineId)?.send(message);
    },
    onScan: (machine) => {
      const waiting = awaitingScan.get(machine.merchantSerialNumber);
      // The next scan decides; later ones are the customers'.
      awaitingScan.delete(machine.merchantSerialNumber);
      waiting?.forEach((link) => {
        link.onScan(machine);
      });
      claims.noteScan(machine);
    },
    checkCredential: (machineId) => links.get(machineId)?.checkCredential() ?? Promise.resolve(),
    endReplaced: (machineId) => endReplaced(machineId, links.get(machineId), deps),
    isConnected: (machineId) => links.has(machineId),
    unitOf: (machineId) => links.get(machineId)?.merchantSerialNumber,
    holderOf: (machineId) => claims.holderOf(machineId),
    connectedCount: () => links.size,
    onConnection: (added) => {
      connectionListeners.push(added);
    },
    onReadiness: (added) => {
      readinessListeners.push(added);
    },
    letsIn: () => !isStopping,
    sendAway: (withinMs) => {
      isStopping = true;
      for (const link of links.values()) link.send({ type: 'reconnect', withinMs });
    },
    closeAll: () => {
      for (const link of [...links.values()]) link.end(1001, 'the relay stops');
    },
  };
}
