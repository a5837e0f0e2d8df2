import { test } from 'vitest';
import { proveCreateRefused } from '../support/house/refused-create.ts';
import { PROVIDER_MODES } from './modes/provider.ts';

test('the sales unit may not push: nobody can buy, and the technician is told why', async () => {
  await proveCreateRefused('5080', PROVIDER_MODES['error-5080']);
});
