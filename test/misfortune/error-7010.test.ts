import { test } from 'vitest';
import { proveCreateRefused } from '../support/house/refused-create.ts';
import { PROVIDER_MODES } from './modes/provider.ts';

test('the customer cannot pay here: nothing is reserved, and nobody is told the reason', async () => {
  await proveCreateRefused('7010', PROVIDER_MODES['error-7010']);
});
