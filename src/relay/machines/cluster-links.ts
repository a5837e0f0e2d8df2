import { LINK_CLOSE } from '#contract/relay/messages.ts';
import type { Log } from '#core/base/ports.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { MachineClaims } from '../cluster/machine-claims.ts';
import { inBackground } from '../runtime/background.ts';
import type { MachineStore } from '../store/ports/machines.ts';
import type { MachineLink } from './machine-link.ts';

export interface ClusterLinkDeps {
  readonly cluster: Cluster;
  readonly claims: MachineClaims;
  readonly machines: Pick<MachineStore, 'find'>;
  readonly log: Log;
}

/** Does for other processes what only the process with the link can do. */
export function serveOtherProcesses(
  find: (machineId: string) => MachineLink | undefined,
  { cluster, claims, machines, log }: ClusterLinkDeps,
): void {
  claims.listen({
    isAlive: async (machineId) => {
      const link = find(machineId);
      if (link === undefined) return false;
      if (await link.isAlive()) return true;
      link.end(LINK_CLOSE.replaced, 'connected again');
      return false;
    },
    onLost: (machineId) => {
      find(machineId)?.end(LINK_CLOSE.replaced, 'connected to another process');
    },
    onScan: (machineId, scannedMachineId) => {
      const tell = async (): Promise<void> => {
        const scanned = await machines.find(scannedMachineId);
        if (scanned !== undefined) find(machineId)?.onScan(scanned);
      };
      inBackground(tell, (error) => {
        log.error('relay.cluster-failed', { error });
      });
    },
  });
  cluster.onLook('delivery', async (subjects) => {
    const { processId, store } = cluster;
    const machineIds = subjects ?? (await store?.links.withDeliveries(processId)) ?? [];
    for (const machineId of machineIds) find(machineId)?.deliverPending();
  });
  // What is missed here the credential watch sees.
  cluster.onLook('credential', async (subjects) => {
    for (const machineId of subjects ?? []) await find(machineId)?.checkCredential();
  });
  cluster.onLook('void', async () => {
    const { processId, store } = cluster;
    const due = (await store?.sealedCheckIns.voidsDue(processId)) ?? [];
    const ours = due.filter(({ machineId }) => find(machineId) !== undefined);
    for (const { machineId, checkInId } of ours) {
      find(machineId)?.send({ type: 'checkInVoid', checkInId });
    }
    if (ours.length > 0) await store?.sealedCheckIns.voidsTold(ours);
  });
}

/** Makes the other process that serves the machine look. */
export function wakeHolder(
  machineId: string,
  { kind, subject }: { readonly kind: string; readonly subject: string },
  { cluster, claims, log }: Omit<ClusterLinkDeps, 'machines'>,
): void {
  if (cluster.store === undefined) return;
  const wake = async (): Promise<void> => {
    const holder = await claims.holderOf(machineId);
    if (holder !== undefined) cluster.wake(holder, kind, subject);
  };
  // The other process looks by itself within a second.
  inBackground(wake, (error) => {
    log.warn('relay.wake-up-not-sent', { error });
  });
}

/** Ends the link of the PC that was this machine before: here, or at the process that has it. */
export async function endReplaced(
  machineId: string,
  link: MachineLink | undefined,
  deps: Omit<ClusterLinkDeps, 'machines'>,
): Promise<void> {
  if (link !== undefined) await link.checkCredential();
  else wakeHolder(machineId, { kind: 'credential', subject: machineId }, deps);
}
