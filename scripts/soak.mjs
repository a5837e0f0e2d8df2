/** `npm run soak [-- --sales n --share x --seed n]`: thousands of customers in a row with everything going wrong. */
import { spawnSync } from 'node:child_process';
import { buildTestProgram } from './build-test-program.mjs';

const program = await buildTestProgram('soak');
const done = spawnSync(process.execPath, ['--expose-gc', program, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(done.status ?? 1);
