import {
  BEHAVIOURS,
  OPERATIONS,
  type BehaviourName,
} from '../../../src/simulator/vipps/behaviours.ts';
import {
  MACHINE_BEHAVIOURS,
  type MachineBehaviour,
} from '../../../src/simulator/vend-machine/profile.ts';
import type { Books } from '../books.ts';
import { MACHINE, type House } from './house.ts';

/** A fault that lasts until it is ended. */
export interface Trouble {
  readonly name: string;
  begin(house: House): Promise<void> | void;
  end(house: House): Promise<void> | void;
}

function names<Name extends string>(described: Readonly<Record<Name, string>>): readonly Name[] {
  const isName = (text: string): text is Name => Object.hasOwn(described, text);
  return Object.keys(described).filter(isName);
}

/** These change what the sales unit may do, not a single sale. */
const SET_UP: readonly BehaviourName[] = ['push-not-allowed'];

const VIPPS_TROUBLES: readonly Trouble[] = names(BEHAVIOURS)
  .filter((name) => !SET_UP.includes(name))
  .map((name) => ({
    name: `vipps ${name}`,
    begin: (house) => {
      house.vipps.setBehaviour(name, { times: 1 });
    },
    end: (house) => {
      house.vipps.clearBehaviour(name);
    },
  }));

const OUTAGES = ['answer-lost-after-work', 'hang', 'status-500', 'status-429'] as const;

/** Outages limited to one call, three times in a row. */
const CALL_TROUBLES: readonly Trouble[] = OPERATIONS.filter(
  (operation) =>
    !['token', 'events', 'approve', 'order', 'qr', 'webhooks', 'management'].includes(operation),
).flatMap((operation) =>
  OUTAGES.map((name) => ({
    name: `vipps ${name} on ${operation}`,
    begin: (house: House) => {
      house.vipps.setBehaviour(name, { operation, times: 3 });
    },
    end: (house: House) => {
      house.vipps.clearBehaviour(name);
    },
  })),
);

const MACHINE_TROUBLES: readonly Trouble[] = names<MachineBehaviour>(MACHINE_BEHAVIOURS).map(
  (name) => ({
    name: `machine ${name}`,
    begin: (house) => {
      house.machine.setBehaviour(name, true);
    },
    end: (house) => {
      house.machine.setBehaviour(name, false);
    },
  }),
);

type CableName = 'relayCable' | 'serialCable' | 'webhookCable' | 'vippsCable';

function cableOf(house: House, name: CableName): ReturnType<House['relayCable']> {
  if (name === 'relayCable') return house.relayCable();
  return name === 'serialCable' ? house.serialCable() : house[name];
}

const CABLES: readonly CableName[] = ['relayCable', 'serialCable', 'webhookCable', 'vippsCable'];

const CABLE_TROUBLES: readonly Trouble[] = CABLES.flatMap((cable) =>
  (['cut', 'freeze', 'shake'] as const).map((how) => ({
    name: `${cable} ${how}`,
    begin: (house: House) => {
      cableOf(house, cable)[how]();
    },
    end: (house: House) => {
      cableOf(house, cable).mend();
    },
  })),
);

const PROGRAM_TROUBLES: readonly Trouble[] = [
  {
    name: 'relay stopped',
    begin: (house) => house.stopRelay(),
    end: (house) => house.startRelay(),
  },
  {
    name: 'power cut',
    begin: (house) => house.cutPower(),
    end: (house) => house.startKiosk(),
  },
  {
    name: 'kiosk stopped',
    begin: (house) => house.stopKiosk(),
    end: (house) => house.startKiosk(),
  },
];

/** Every trouble that the house can simulate. */
export const TROUBLES: readonly Trouble[] = [
  ...VIPPS_TROUBLES,
  ...CALL_TROUBLES,
  ...MACHINE_TROUBLES,
  ...CABLE_TROUBLES,
  ...PROGRAM_TROUBLES,
];

/** Ends these troubles and clears every fault. */
export async function endTroubles(house: House, present: Iterable<Trouble>): Promise<void> {
  for (const trouble of present) await trouble.end(house);
  house.vipps.clearBehaviour();
  for (const name of names<MachineBehaviour>(MACHINE_BEHAVIOURS)) {
    house.machine.setBehaviour(name, false);
  }
}

/** Whether all money is settled and the machine is ready to sell. */
export function isAtRest(house: House): boolean {
  if (!house.isOn()) return false;
  const { state, settlingCount } = house.kiosk();
  const isBusy = state !== 'ready' || settlingCount > 0;
  return !isBusy && house.ledger().every((row) => row.open === 0 && row.state !== 'CREATED');
}

/** The records of every party. `stocked`: initial stock by selection. */
export function booksOf(house: House, stocked: ReadonlyMap<string, number>): Books {
  const taken = house
    .slots()
    .map((slot) => [slot.selection, (stocked.get(slot.selection) ?? 0) - slot.stock] as const);
  return {
    ledger: house.ledger(),
    sales: house.sales(),
    drops: house.machine.dispensed(),
    transcript: house.machine.transcript(),
    taken: Object.fromEntries(taken),
  };
}

export function stockOf(house: House): ReadonlyMap<string, number> {
  return new Map(house.slots().map((slot) => [slot.selection, slot.stock]));
}

/** A customer scans. @returns whether the machine accepted it */
export async function tryScan(house: House): Promise<boolean> {
  const outcome = await house.run(house.vipps.scan(MACHINE));
  return outcome.status === 200;
}
