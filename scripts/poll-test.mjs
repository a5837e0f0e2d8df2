/** `npm run poll-test [-- --minutes 30]`: a board's polls are answered in time while the kiosk does everything else. */
import { spawnSync } from 'node:child_process';
import { buildTestProgram } from './build-test-program.mjs';

const program = await buildTestProgram('poll-test');
const done = spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(done.status ?? 1);
