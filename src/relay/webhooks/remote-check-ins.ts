import type { Log } from '#core/base/ports.ts';
import { z } from 'zod';
import type { Cluster } from '../cluster/cluster.ts';
import { seal, unseal } from '../cluster/sealed-text.ts';
import type { MachineLinks } from '../machines/machine-links.ts';
import type { CheckInStore, CheckInVerdict, OpenCheckIn } from '../store/ports/check-ins.ts';
import type { SealedCheckIn } from '../store/ports/cluster.ts';
import type { MachineStore } from '../store/ports/machines.ts';
import type { SalesUnits } from '../vipps/sales-units.ts';
import { settleCheckIn, takeBack } from './settle-check-in.ts';

/** So much of the time is kept for the way of the answer. */
const WAY_BACK_MS = 200;
/** Unanswered for so long beyond its time, a check-in was left by a process that died. */
const LEFT_BEHIND_MS = 1_000;

const questionSchema = z.object({
  customerToken: z.string(),
  initiatedAt: z.string(),
  ageMs: z.number(),
  /** The step of a trace that it belongs to (W3C Trace Context). */
  traceparent: z.string().optional(),
});
export type CheckInQuestion = z.infer<typeof questionSchema>;

/** Check-ins whose webhook came to one process while the machine is connected to another. */
export interface RemoteCheckIns {
  /** The row with the question in it, and who is to ask; undefined: the machine is connected to no process. */
  address(
    checkIn: OpenCheckIn,
    question: CheckInQuestion,
    unit: string,
  ): Promise<{ readonly row: OpenCheckIn; readonly wake: () => void } | undefined>;
  /** Resolves when another process says that there is a verdict, or after the time. */
  nextNews(checkInId: string, withinMs: number): Promise<void>;
}

interface RemoteDeps {
  readonly cluster: Cluster;
  readonly links: Pick<MachineLinks, 'holderOf' | 'isConnected' | 'askCheckIn' | 'voidCheckIn'>;
  readonly machines: Pick<MachineStore, 'find'>;
  readonly store: Pick<CheckInStore, 'decide' | 'takeBack'>;
  readonly units: SalesUnits;
  readonly log: Log;
}

export function createRemoteCheckIns(deps: RemoteDeps): RemoteCheckIns {
  const { cluster, links, machines, units } = deps;
  const { processId, clock } = cluster;
  /** That this process is asking its machine about. */
  const asking = new Set<string>();
  const waiting = new Map<string, Set<() => void>>();

  const secretOf = (unit: string): string | undefined =>
    units.find(unit)?.config.vipps.clientSecret;
  const nameOf = ({ machineId, checkInId }: { machineId: string; checkInId: string }): string =>
    `${machineId} ${checkInId}`;

  async function open(checkIn: SealedCheckIn): Promise<CheckInQuestion | undefined> {
    const machine = await machines.find(checkIn.machineId);
    const secret = machine && secretOf(machine.merchantSerialNumber);
    if (secret === undefined) return undefined;
    const text = unseal(checkIn.sealed, secret, nameOf(checkIn));
    return text === undefined ? undefined : questionSchema.parse(JSON.parse(text));
  }

  async function ask(checkIn: SealedCheckIn): Promise<CheckInVerdict> {
    const question = await open(checkIn);
    if (question === undefined) return { accepted: false, reason: 'unreadable' };
    const nowMs = clock.nowMs();
    return links.askCheckIn(checkIn.machineId, {
      type: 'checkIn',
      checkInId: checkIn.checkInId,
      customerToken: question.customerToken,
      initiatedAt: question.initiatedAt,
      ageMs: question.ageMs + (nowMs - checkIn.atMs),
      answerWithinMs: Math.max(1, checkIn.answerByMs - nowMs - WAY_BACK_MS),
      traceparent: question.traceparent,
    });
  }

  async function answer(checkIn: SealedCheckIn): Promise<void> {
    const { machineId, checkInId, askedBy } = checkIn;
    if (asking.has(checkInId) || !links.isConnected(machineId)) return;
    asking.add(checkInId);
    try {
      await settleCheckIn(deps, checkIn, await ask(checkIn));
      cluster.wake(askedBy, 'verdict', checkInId);
    } catch (error) {
      // Its row may be lost with the database: nobody else knows then what the machine said.
      takeBack({ ...deps, clock }, checkIn, processId);
      throw error;
    } finally {
      asking.delete(checkInId);
    }
  }

  cluster.onLook('checkIn', async () => {
    const rows = (await cluster.store?.sealedCheckIns.waitingFor(processId, clock.nowMs())) ?? [];
    await Promise.all(rows.map(answer));
  });
  cluster.onLook('verdict', (subjects) => {
    for (const checkInId of subjects ?? [...waiting.keys()]) {
      waiting.get(checkInId)?.forEach((tell) => {
        tell();
      });
    }
    return Promise.resolve();
  });
  cluster.onLook('leftBehind', async () => {
    const beforeMs = clock.nowMs() - LEFT_BEHIND_MS;
    const refused = (await cluster.store?.sealedCheckIns.refuseUnanswered(beforeMs)) ?? [];
    for (const { machineId, checkInId } of refused) links.voidCheckIn(machineId, checkInId);
  });

  return {
    address: async (checkIn, question, unit) => {
      const secret = secretOf(unit);
      const holder = await links.holderOf(checkIn.machineId);
      if (holder === undefined || secret === undefined) return undefined;
      const sealed = seal(JSON.stringify(question), secret, nameOf(checkIn));
      const wake = (): void => {
        cluster.wake(holder, 'checkIn', checkIn.checkInId);
      };
      return { row: { ...checkIn, sealed }, wake };
    },
    nextNews: (checkInId, withinMs) =>
      new Promise((resolve) => {
        const tellers = waiting.get(checkInId) ?? new Set();
        const tell = (): void => {
          cancel();
          tellers.delete(tell);
          if (tellers.size === 0) waiting.delete(checkInId);
          resolve();
        };
        const cancel = clock.setTimer(withinMs, tell);
        waiting.set(checkInId, tellers.add(tell));
      }),
  };
}
