import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withoutChromium } from '../../../scripts/demo/chromium-log.ts';

const BUS = '[2371:1130/141213.934559:ERROR:bus.cc(407)] Failed to connect to the bus';
const FATAL =
  '[26012:1130/151142.068803:FATAL:gpu_data_manager_impl_private.cc(423)] GPU process isn’t usable.';
const OURS = '{"level":50,"program":"kiosk","msg":"the journal cannot be written"}';

test('Chromium’s log goes into a file; our lines, its last words and what is new are passed on', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-log-'));
  const file = join(folder, 'chromium.log');
  const passed: string[] = [];
  const hear = withoutChromium(file, (text) => passed.push(text));
  hear(`${BUS}\n${OURS.slice(0, 20)}`);
  hear(`${OURS.slice(20)}\n${FATAL}\nTypeError: something\n`);
  expect(passed).toEqual([`${OURS}\n`, `${FATAL}\n`, 'TypeError: something\n']);
  expect(readFileSync(file, 'utf8')).toBe(`${BUS}\n`);
  rmSync(folder, { recursive: true });
});
