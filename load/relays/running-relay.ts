import { KioskError } from '#core/base/errors.ts';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Relays that run already, and where they look for Vipps. */
export interface RunningRelay {
  readonly configPath: string;
  readonly urls: readonly string[];
  readonly salesUnit: string;
  readonly vippsPort: number;
}

const configSchema = z.object({
  publicUrl: z.url(),
  salesUnits: z
    .array(z.object({ merchantSerialNumber: z.string(), vipps: z.object({ baseUrl: z.url() }) }))
    .min(1),
});

function invalid(sentence: string): never {
  throw new KioskError('input/invalid', sentence);
}

/**
 * Reads the `relay.json` of relays that run already. Their first sales unit must look for Vipps on this computer: no load goes to the real one.
 * Throws `input/invalid`.
 */
export function readRunningRelay(configPath: string): RunningRelay {
  let config: z.infer<typeof configSchema>;
  try {
    config = configSchema.parse(JSON.parse(readFileSync(configPath, 'utf8')));
  } catch {
    return invalid(`${configPath} is not the relay.json of a relay.`);
  }
  const [unit] = config.salesUnits;
  const { hostname, port } = new URL(unit?.vipps.baseUrl ?? '');
  if (unit === undefined || !['127.0.0.1', 'localhost'].includes(hostname) || port === '') {
    return invalid(
      `${configPath}: vipps.baseUrl must be http://127.0.0.1:<port>, where the simulated Vipps will listen.`,
    );
  }
  return {
    configPath,
    urls: [config.publicUrl.replace(/\/+$/, '')],
    salesUnit: unit.merchantSerialNumber,
    vippsPort: Number(port),
  };
}
