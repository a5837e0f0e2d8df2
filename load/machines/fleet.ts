import { enrolResponseSchema } from '#contract/relay/messages.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { RELAY, runWell } from '../../scripts/programs.ts';
import type { RelayAddresses } from '../relays/addresses.ts';
import type { SellingMachine } from './sale.ts';

const ENROL_AT_ONCE = 16;
/** What `machine add` prints. */
const codeSchema = z.object({ enrolmentCode: z.string() });

/** Each technician has an address of their own: the relay counts tries by address. */
function addressOf(number: number): string {
  return `10.${String((number >> 16) & 255)}.${String((number >> 8) & 255)}.${String(number & 255)}`;
}

interface FleetOrder {
  readonly count: number;
  readonly configPath: string;
  readonly salesUnit: string;
  readonly folder: string;
  readonly addresses: RelayAddresses;
}

/** Adds machines at the relay and enrols them over the wire. @returns them with their credentials */
export async function enrolFleet(order: FleetOrder): Promise<readonly SellingMachine[]> {
  const { count, configPath, salesUnit, folder, addresses } = order;
  const ids = Array.from({ length: count }, (_, index) => `load-${String(index).padStart(5, '0')}`);
  const file = join(folder, 'machines.csv');
  const lines = ids.map((id) => `${id},${salesUnit},Load test`);
  writeFileSync(file, ['machineId,salesUnit,location', ...lines, ''].join('\n'));
  const added = await runWell([RELAY, 'machine', 'add', '--file', file, '--config', configPath]);
  const codes = added
    .trim()
    .split('\n')
    .map((line) => codeSchema.parse(JSON.parse(line)));
  const left = codes.map(({ enrolmentCode }, number) => ({ enrolmentCode, number }));
  const fleet: SellingMachine[] = [];
  const enrolSome = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const answer = await addresses.call({
        method: 'POST',
        path: '/enrol',
        headers: {
          'content-type': 'application/json',
          'x-forwarded-for': addressOf(next.number),
        },
        body: JSON.stringify({ code: next.enrolmentCode }),
      });
      if (answer?.status !== 200)
        throw new Error(`The enrolment got ${answer?.text ?? 'nothing'}.`);
      const { machineId, credential } = enrolResponseSchema.parse(JSON.parse(answer.text));
      fleet.push({ machineId, credential });
    }
  };
  await Promise.all(Array.from({ length: ENROL_AT_ONCE }, enrolSome));
  return fleet.sort((a, b) => a.machineId.localeCompare(b.machineId));
}
