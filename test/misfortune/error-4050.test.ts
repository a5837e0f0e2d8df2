import { test } from 'vitest';
import { proveCreateRefused } from '../support/house/refused-create.ts';
import { PROVIDER_MODES } from './modes/provider.ts';

test('the customer’s token is not valid any more: scan again; nothing is reserved', async () => {
  await proveCreateRefused('4050', PROVIDER_MODES['error-4050']);
});
