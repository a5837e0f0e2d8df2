import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMachineId } from '#core/base/ids.ts';
import type { PersonRole } from '#core/people/person.ts';
import { electronCommand } from '../../scripts/window.ts';
import { openKioskDatabase } from '../../src/main/composition/open-stores.ts';
import { createSystemClock } from '../../src/main/runtime/clock.ts';
import { writeKioskConfig } from '../../src/main/config/config.ts';
import { addPerson } from '../../src/main/service/add-person.ts';
import { hashPin } from '../../src/main/service/pin-hash.ts';
import { createAuditLog } from '../../src/main/store/audit-log.ts';
import { createPeople } from '../../src/main/store/people.ts';

const MACHINE = 'vm-0001';
/** An address where nobody listens. */
const NOWHERE = '127.0.0.1:9';

/** Anna is the owner, Ola the technician. */
export const PINS = { Anna: '271828', Ola: '161803' } as const;

/** The real kiosk in its window, without relay and machine. */
export interface WindowAlone {
  readonly dataDir: string;
  readonly usbDir: string;
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly close: () => Promise<void>;
}

async function seed(dataDir: string): Promise<void> {
  if (!isMachineId(MACHINE)) throw new Error(MACHINE);
  writeKioskConfig(dataDir, {
    machineId: MACHINE,
    relay: { url: `http://${NOWHERE}`, credential: 'x'.repeat(43) },
    hardware: { driver: 'qibixx', path: `tcp://${NOWHERE}`, sessionMode: 'authorise-first' },
  });
  const database = openKioskDatabase(dataDir);
  const clock = createSystemClock();
  const deps = {
    people: createPeople(database),
    changes: createAuditLog(database, clock),
    clock,
  };
  const add = async (name: keyof typeof PINS, role: PersonRole): Promise<void> => {
    const pinHash = await hashPin(PINS[name]);
    const person = { personId: name.toLowerCase(), name, role, language: 'en', pinHash } as const;
    addPerson(deps, { by: 'test', person });
  };
  await add('Anna', 'owner');
  await add('Ola', 'technician');
  database.close();
}

export async function openWindowAlone(size = '1024x600'): Promise<WindowAlone> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vendskap-window-'));
  const usbDir = mkdtempSync(join(tmpdir(), 'vendskap-media-'));
  await seed(dataDir);
  const { command, args } = await electronCommand();
  const where = ['--data-dir', dataDir, '--usb-dir', usbDir, '--window-size', size];
  const app = await _electron.launch({
    executablePath: command,
    args: [...args, ...where],
    env: { ...process.env, VENDSKAP_LOG: 'fatal' },
  });
  const page = await app.firstWindow();
  await page.getByTestId('service').waitFor();
  return {
    dataDir,
    usbDir,
    app,
    page,
    close: async () => {
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
      rmSync(usbDir, { recursive: true, force: true });
    },
  };
}
