import { normalize } from 'node:path';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import { testSaleProgress } from '#core/kiosk/test-sale-progress.ts';
import type { OperatorCommand } from '#core/store/operator-commands.ts';
import type { Clock } from '#core/base/ports.ts';
import { err } from '#core/base/result.ts';
import type { FoundLine, SetupMachine, SetupReport } from '#core/setup/setup.ts';
import { setupPage } from '#core/setup/setup-page.ts';
import { SETUP_WORDS } from '#core/setup/setup-words.ts';
import { settingText } from '#core/settings/settings.ts';
import { isAllowedRelayUrl, readKioskConfig } from '../config/config.ts';
import { enrolMachine, isEnrolmentCode, keepHardware, relayUrlOf } from './enrolment.ts';
import { probeRelay } from '../gateway/relay-enrolment.ts';
import { openTypesetter } from '../label/open-typesetter.ts';
import { localDay, localTime } from '../runtime/local-time.ts';
import { checkNetwork } from '../ops/network-check.ts';
import type { EnrolRefusal, SetupPorts } from '../service/setup.ts';
import type { EnrolProblem } from './enrolment.ts';
import { DRIVERS, isHardwarePath } from '../vend/create-controller.ts';
import { namedLines, probe } from '../vend/probe.ts';
import { VERSION } from '../runtime/version.ts';
import type { KioskStores } from './open-stores.ts';

export interface SetupSurroundings extends Pick<KioskStores, 'relayMemory' | 'settings' | 'slots'> {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly restart: () => Promise<void>;
  readonly snapshot: () => KioskSnapshot;
  /** Undefined: there is no machine. */
  readonly giveCommand: ((order: OperatorCommand) => Promise<string>) | undefined;
}

function refusalOf(problem: EnrolProblem): EnrolRefusal {
  if (problem.code === 'other-machine') {
    return { code: 'other-machine', values: { machineId: problem.machineId } };
  }
  if (problem.code === 'refused') return { code: 'code-refused' };
  return { code: 'relay-unreachable', values: { detail: problem.detail } };
}

/** A line of this computer or of the network: no other file is ever opened from the screen. */
function isLinePath(path: string): boolean {
  return isHardwarePath(path) && (!path.startsWith('/') || normalize(path).startsWith('/dev/'));
}

/** The line that this program itself holds, which cannot be listened at. */
function ownLine({ dataDir, snapshot }: SetupSurroundings): FoundLine | undefined {
  const config = readKioskConfig(dataDir);
  const { hardware, reasons } = snapshot();
  if (config === undefined || reasons.includes('not-set-up')) return undefined;
  const { driver, path } = config.hardware;
  return { path, driver: hardware.state === 'up' ? driver : undefined, detail: hardware.detail };
}

/** What would be printed now is what was printed. */
function sheetUp({ sheet }: KioskSnapshot): string | undefined {
  return sheet === 'current' ? sheet : undefined;
}

/** The scan of the sticker came here. */
function verifiedSticker({ qrVerification }: KioskSnapshot): string | undefined {
  return qrVerification?.state === 'ours' ? localTime(qrVerification.atMs) : undefined;
}

/** The reference of the test sale whose money was reserved and has all been released. */
function testedSale(snapshot: KioskSnapshot): string | undefined {
  const { testSale } = snapshot;
  const isReleased = testSale?.state === 'begun' && testSaleProgress(snapshot) === 'released';
  return isReleased ? testSale.reference : undefined;
}

function jsonOf(report: SetupReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** Joins the set-up with the rest of the program: the same code as the command line’s. */
export function createSetupPorts(given: SetupSurroundings): SetupPorts {
  const { dataDir, clock, relayMemory, settings, slots } = given;

  async function findMachines(path: string | undefined): Promise<readonly FoundLine[]> {
    const own = ownLine(given);
    const found: FoundLine[] = [];
    // One after another: two programs cannot listen at one line.
    for (const line of path === undefined ? namedLines() : [path]) {
      found.push(own?.path === line ? own : await probe(line, clock));
    }
    const isOwnMissing = path === undefined && !found.some((line) => line.path === own?.path);
    return own !== undefined && isOwnMissing ? [own, ...found] : found;
  }

  return {
    drivers: DRIVERS,
    isRelayUrl: isAllowedRelayUrl,
    relayUrlOf,
    isPath: isLinePath,
    isCode: isEnrolmentCode,
    checkNetwork: (relayUrl) => checkNetwork(relayUrl, { greet: (url) => probeRelay(url, clock) }),
    findMachines,
    now: () => {
      const config = readKioskConfig(dataDir);
      if (config === undefined) return undefined;
      const { driver, path, sessionMode } = config.hardware;
      const machine: SetupMachine = { driver, path, sessionMode };
      return { machineId: config.machineId, relayUrl: config.relay.url, machine };
    },
    enrol: async ({ relayUrl, code, machine }) => {
      const done = await enrolMachine({
        dataDir,
        relayUrl,
        code,
        hardware: { ...machine },
        clock,
        keepWelcome: (welcome) => {
          relayMemory.keepWelcome(welcome);
        },
      });
      return done.ok ? done : err(refusalOf(done.error));
    },
    keepMachine: (machine) => {
      keepHardware(dataDir, { ...machine });
    },
    restart: given.restart,
    isSaleRunning: () => given.snapshot().sale !== undefined,
    orderTestSale: (isOn) => given.giveCommand?.({ kind: 'testSale', isOn }),
    factOf: (step) => {
      if (step === 'language' || step === 'panel') return settingText(settings()[step]);
      if (step === 'maximum') return given.snapshot().maxAmountMinor?.toString();
      if (step === 'sheet') return sheetUp(given.snapshot());
      if (step === 'proof') return verifiedSticker(given.snapshot());
      if (step === 'testSale') return testedSale(given.snapshot());
      const count = slots().length;
      return count === 0 ? undefined : String(count);
    },
    reportFiles: async (report) => {
      const atMs = report.savedAtMs;
      const name = `${report.machineId}-set-up-${localDay(atMs)}`;
      const words = SETUP_WORDS[settings().language];
      const { measure, pdf } = await openTypesetter();
      const page = setupPage(report, { words, measure, when: localTime });
      const content = await pdf([page], { title: words.title, codeSvg: '', atMs });
      return [
        { name: `${name}.json`, content: jsonOf(report) },
        { name: `${name}.pdf`, content },
      ];
    },
    software: VERSION,
    location: () => relayMemory.load().location,
  };
}
