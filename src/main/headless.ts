import { isKioskError } from '#core/base/errors.ts';
import { runBundle } from './cli/bundle.ts';
import { runCatalogue } from './cli/catalogue.ts';
import { runEnrol } from './cli/enrol.ts';
import { exitCodeOf } from './cli/exit-code.ts';
import { runHardware } from './cli/hardware.ts';
import { runMachine } from './cli/machine.ts';
import { runPeople } from './cli/people.ts';
import { runRefund } from './cli/refund.ts';
import { runReview } from './cli/review.ts';
import { runKiosk } from './cli/run.ts';
import { runSales } from './cli/sales.ts';
import { runServeLine, SERVE_LINE } from './cli/line-process.ts';
import { runService } from './cli/service.ts';
import { runSettings } from './cli/settings.ts';
import { runSlot } from './cli/slot.ts';

/** The machine without a window, and the commands of design §11. */
const COMMANDS: Readonly<Record<string, (typed: readonly string[]) => Promise<void>>> = {
  enrol: runEnrol,
  bundle: runBundle,
  catalogue: runCatalogue,
  run: runKiosk,
  machine: runMachine,
  hardware: runHardware,
  people: runPeople,
  sales: runSales,
  settings: runSettings,
  refund: runRefund,
  review: runReview,
  service: runService,
  slot: runSlot,
};

function fail(sentence: string, code: 1 | 2): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = code;
}

const [name = '', ...typed] = process.argv.slice(2);
const known = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
const command = name === SERVE_LINE ? runServeLine : known;

if (command === undefined) {
  fail(`Say one of: ${Object.keys(COMMANDS).join(', ')}.`, 2);
} else {
  try {
    await command(typed);
    process.exit();
  } catch (error) {
    if (!isKioskError(error)) throw error;
    fail(error.message, exitCodeOf(error));
    process.exit();
  }
}
