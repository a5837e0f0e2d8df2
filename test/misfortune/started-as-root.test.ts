import { expect, test } from 'vitest';
import { sandboxWarning } from '../../src/main/window/sandbox.ts';
import { JOURNAL_MODES } from './modes/journal.ts';

const MODE = JOURNAL_MODES['started-as-root'];

// That the window of `npm run kiosk` says it on stderr is held by test/e2e/sale-in-a-window.spec.ts.
test('whoever starts it is told that there is no sandbox, and how to keep it', () => {
  expect(MODE.besides).toContain('sandbox is switched off');
  const asRoot = sandboxWarning({ isSwitchedOff: true, isRoot: true });
  expect(asRoot).toMatch(/^Started as root: .*switched off.*ordinary user/);
  expect(sandboxWarning({ isSwitchedOff: true, isRoot: false })).toMatch(/--no-sandbox/);
  expect(sandboxWarning({ isSwitchedOff: false, isRoot: true })).toBeUndefined();
});
