import {
  NOTED_STEPS,
  type FoundLine,
  type NetworkFinding,
  type NotedStep,
  type SetupMachine,
  type SetupStep,
  type SetupStepView,
} from '#core/setup/setup.ts';
import { z } from 'zod';
import type { Call, NoInput } from '../call.ts';
import { stickIdSchema } from './usb.ts';

export interface SetupView {
  /** In their order. */
  readonly steps: readonly SetupStepView[];
  /** The first that is not done; undefined: all are. */
  readonly next: SetupStep | undefined;
  readonly relayUrl: string | undefined;
  readonly machine: SetupMachine | undefined;
  /** Undefined: not enrolled yet. */
  readonly machineId: string | undefined;
  /** The drivers there are. */
  readonly drivers: readonly string[];
}

/** The guided set-up of a machine. What is found is kept: it can be left at any step and taken up again. */
export interface SetupCallMap {
  readonly getSetup: Call<NoInput, SetupView>;
  /** A person goes on from a step. Refused with `no-products`, `no-maximum`, `no-sheet`, `no-proof` or `no-test-sale` while that is so. */
  readonly noteSetupStep: Call<{ readonly step: NotedStep }, null>;
  /** Asks the network and the relay there. Refused with `relay-address`. */
  readonly checkNetwork: Call<{ readonly relayUrl: string }, readonly NetworkFinding[]>;
  /**
   * Listens at every adapter that has a name of its own, or at the one line that is typed. Nothing turns. Refused with
   * `hardware-path`.
   */
  readonly findMachines: Call<{ readonly path?: string | undefined }, readonly FoundLine[]>;
  /** The running program goes over to it at once. Refused with `hardware-path`, `not-offered` or `sale-running`. */
  readonly chooseMachine: Call<SetupMachine, null>;
  /**
   * Spends an enrolment code at the relay of the network check. Refused with `step-before`, `enrolment-code`,
   * `relay-unreachable` {detail}, `code-refused`, `other-machine` {machineId} or `sale-running`.
   */
  readonly enrolMachine: Call<{ readonly code: string }, { readonly machineId: string }>;
  /**
   * The next scan within a minute becomes a test sale, or not any more; the snapshot tells what became of it
   * (`testSale`). Refused with `not-set-up` or `not-in-service`.
   */
  readonly orderTestSale: Call<{ readonly isOn: boolean }, null>;
  /**
   * The machine sells from now on although steps are not done: a change of the owner’s, reminded of on the first screen.
   * Refused with `changed-meanwhile` when no set-up holds it back.
   */
  readonly sellWithoutSetup: Call<NoInput, null>;
  /** Writes the commissioning report to a stick. Refused with `step-before` or a `usb-…` code. */
  readonly saveSetupReport: Call<
    { readonly stickId: string },
    { readonly files: readonly string[]; readonly isComplete: boolean }
  >;
}

const LONGEST = 500;
const path = z.string().trim().min(1).max(LONGEST);

export const setupSchemas = {
  getSetup: z.strictObject({}),
  noteSetupStep: z.strictObject({ step: z.enum(NOTED_STEPS) }),
  checkNetwork: z.strictObject({ relayUrl: z.string().trim().max(LONGEST) }),
  findMachines: z.strictObject({ path: path.optional() }),
  chooseMachine: z.strictObject({
    driver: z.string().max(40),
    path,
    sessionMode: z.enum(['authorise-first', 'always-idle']),
  }),
  enrolMachine: z.strictObject({ code: z.string().max(40) }),
  orderTestSale: z.strictObject({ isOn: z.boolean() }),
  sellWithoutSetup: z.strictObject({}),
  saveSetupReport: z.strictObject({ stickId: stickIdSchema }),
};
