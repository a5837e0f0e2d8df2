/** `npm run explore [-- --deep]`: every story of a sale within stated bounds, on the production transition. */
import { pathToFileURL } from 'node:url';
import { buildTestProgram } from './build-test-program.mjs';

await import(pathToFileURL(await buildTestProgram('explore')).href);
