import type { RefusalCode } from '#contract/ipc/refusals.ts';
import type { IpcError } from '#contract/ipc/call.ts';
import type { SetupCallMap } from '#contract/ipc/topics/setup.ts';
import type { Clock } from '#core/base/ports.ts';
import { ok, type Result } from '#core/base/result.ts';
import type { AuditLog, ChangeKind } from '#core/changes/audit-log.ts';
import type { Caller } from '#core/people/person.ts';
import {
  nextStep,
  setupReport,
  stepsOf,
  waiver,
  withResult,
  type FoundLine,
  type NetworkFinding,
  type NotedStep,
  type SetupMachine,
  type SetupReport,
  type SetupStep,
  type SetupStore,
} from '#core/setup/setup.ts';
import type { UsbSticks } from '#core/usb/usb.ts';
import { answerOf, refuse } from './answers.ts';
import { nameOf, type Handlers } from './handler.ts';

/** What this program is set up as now. */
export interface SetUpNow {
  readonly machineId: string;
  readonly relayUrl: string;
  readonly machine: SetupMachine;
}

export interface EnrolOrder {
  readonly relayUrl: string;
  readonly code: string;
  readonly machine: SetupMachine;
}

export interface EnrolRefusal {
  readonly code: RefusalCode;
  readonly values?: Readonly<Record<string, string>> | undefined;
}

/** What the set-up needs from the rest of the program. */
export interface SetupPorts {
  readonly drivers: readonly string[];
  isRelayUrl(text: string): boolean;
  /** As it is kept. */
  relayUrlOf(text: string): string;
  isPath(text: string): boolean;
  isCode(text: string): boolean;
  checkNetwork(relayUrl: string): Promise<readonly NetworkFinding[]>;
  /** Probes every adapter that has a name, or one line. */
  findMachines(path: string | undefined): Promise<readonly FoundLine[]>;
  /** Undefined: not enrolled. */
  now(): SetUpNow | undefined;
  enrol(order: EnrolOrder): Promise<Result<string, EnrolRefusal>>;
  keepMachine(machine: SetupMachine): void;
  /** Restarts the program as the machine it is now, with the same person signed in. */
  restart(): Promise<void>;
  isSaleRunning(): boolean;
  /** `done`, or why not; undefined: there is no machine. */
  orderTestSale(isOn: boolean): Promise<string> | undefined;
  /** The fact that shows that a step is done; undefined: it is not. */
  factOf(step: NotedStep): string | undefined;
  /** The files of the report, each with its name. */
  reportFiles(report: SetupReport): Promise<readonly ReportFile[]>;
  readonly software: string;
  location(): string | undefined;
}

export interface ReportFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

export interface SetupDeps {
  readonly ports: SetupPorts;
  readonly setup: SetupStore;
  readonly changes: AuditLog;
  readonly sticks: UsbSticks;
  readonly clock: Pick<Clock, 'nowMs'>;
  /** Called when the screen may have to change. */
  readonly onChange: () => void;
}

const NOTHING_BEHIND: Readonly<Record<NotedStep, RefusalCode>> = {
  language: 'out-of-bounds',
  panel: 'out-of-bounds',
  products: 'no-products',
  maximum: 'no-maximum',
  sheet: 'no-sheet',
  proof: 'no-proof',
  testSale: 'no-test-sale',
};

interface Outcome {
  readonly isFine: boolean;
  readonly detail: string;
}

/** The calls of the guided set-up; each step is stored. */
export function createSetupCalls(deps: SetupDeps): Handlers<SetupCallMap> {
  const { ports, setup: store, changes, sticks, clock } = deps;

  function keep(step: SetupStep, caller: Caller | undefined, outcome: Outcome): void {
    const result = { atMs: clock.nowMs(), by: nameOf(caller), ...outcome };
    store.write(withResult(store.read(), step, result));
  }

  function note(kind: ChangeKind, caller: Caller | undefined, detail: string): void {
    changes.apply({ kind, by: nameOf(caller), patches: [], detail });
  }

  async function enrol(
    code: string,
    caller: Caller | undefined,
  ): Promise<Result<{ readonly machineId: string }, IpcError>> {
    const { relayUrl, machine } = store.read();
    if (relayUrl === undefined || machine === undefined) return refuse('step-before');
    if (!ports.isCode(code)) return refuse('enrolment-code');
    if (ports.isSaleRunning()) return refuse('sale-running');
    const before = store.read();
    // Store the hold first: after a power cut a half finished machine must not sell.
    if (ports.now() === undefined) store.write({ ...before, hold: 'held' });
    const done = await ports.enrol({ relayUrl, code, machine });
    if (!done.ok) {
      store.write({ ...store.read(), hold: before.hold });
      return refuse(done.error.code, done.error.values);
    }
    keep('relay', caller, { isFine: true, detail: done.value });
    note('machineEnrolled', caller, `${done.value} ${relayUrl}`);
    await ports.restart();
    return ok({ machineId: done.value });
  }

  async function choose(
    machine: SetupMachine,
    caller: Caller | undefined,
  ): Promise<Result<null, IpcError>> {
    if (!ports.drivers.includes(machine.driver)) return refuse('not-offered');
    if (!ports.isPath(machine.path)) return refuse('hardware-path');
    if (ports.isSaleRunning()) return refuse('sale-running');
    const detail = `${machine.driver} ${machine.path} ${machine.sessionMode}`;
    store.write({ ...store.read(), machine });
    keep('machine', caller, { isFine: true, detail });
    note('machineChosen', caller, detail);
    if (ports.now() === undefined) return ok(null);
    ports.keepMachine(machine);
    await ports.restart();
    return ok(null);
  }

  function sellWithout(caller: Caller | undefined): Result<null, IpcError> {
    const kept = changes.apply(waiver(store.read(), nameOf(caller)));
    if (kept.ok) deps.onChange();
    return answerOf(kept.ok ? ok(null) : kept);
  }

  async function saveReport(
    stickId: string,
    caller: Caller | undefined,
  ): Promise<Result<SetupCallMap['saveSetupReport']['output'], IpcError>> {
    const now = ports.now();
    if (now === undefined) return refuse('step-before');
    const report = setupReport(
      { ...store.read(), relayUrl: now.relayUrl, machine: now.machine },
      {
        machineId: now.machineId,
        location: ports.location(),
        software: ports.software,
        atMs: clock.nowMs(),
        by: nameOf(caller),
      },
    );
    const files: string[] = [];
    for (const file of await ports.reportFiles(report)) {
      const written = await sticks.write(stickId, file);
      if (!written.ok) return answerOf(written);
      files.push(written.value);
    }
    const detail = files.join(', ');
    keep('report', caller, { isFine: report.isComplete, detail });
    note('setupReportSaved', caller, detail);
    return ok({ files, isComplete: report.isComplete });
  }

  return {
    getSetup: () => {
      const progress = store.read();
      const now = ports.now();
      return Promise.resolve(
        ok({
          steps: stepsOf(progress),
          next: nextStep(progress),
          relayUrl: progress.relayUrl ?? now?.relayUrl,
          machine: now?.machine ?? progress.machine,
          machineId: now?.machineId,
          drivers: ports.drivers,
        }),
      );
    },
    noteSetupStep: ({ step }, caller) => {
      const fact = ports.factOf(step);
      if (fact === undefined) return Promise.resolve(refuse(NOTHING_BEHIND[step], { key: step }));
      keep(step, caller, { isFine: true, detail: fact });
      return Promise.resolve(ok(null));
    },
    checkNetwork: async (typed, caller) => {
      if (!ports.isRelayUrl(typed.relayUrl)) return refuse('relay-address');
      const relayUrl = ports.relayUrlOf(typed.relayUrl);
      const findings = await ports.checkNetwork(relayUrl);
      const failed = findings.find(({ state }) => state === 'failed');
      store.write({ ...store.read(), relayUrl });
      keep('network', caller, {
        isFine: failed === undefined,
        detail: failed === undefined ? relayUrl : `${relayUrl} ${failed.check} ${failed.detail}`,
      });
      return ok(findings);
    },
    findMachines: async ({ path }) => {
      if (path !== undefined && !ports.isPath(path)) return refuse('hardware-path');
      return ok(await ports.findMachines(path));
    },
    chooseMachine: (machine, caller) => choose(machine, caller),
    enrolMachine: ({ code }, caller) => enrol(code, caller),
    orderTestSale: async ({ isOn }) => {
      const given = await ports.orderTestSale(isOn);
      if (given === 'done') return ok(null);
      return refuse(given === undefined ? 'not-set-up' : 'not-in-service');
    },
    sellWithoutSetup: (_nothing, caller) => Promise.resolve(sellWithout(caller)),
    saveSetupReport: ({ stickId }, caller) => saveReport(stickId, caller),
  };
}
