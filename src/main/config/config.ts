import { KioskError } from '#core/base/errors.ts';
import { isMachineId } from '#core/base/ids.ts';
import { withoutMark } from '#core/base/text.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { keepDataDirPrivate, writePrivately } from './private-files.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a relay may be reached at this address: `https:`, or `http:` on this very computer. */
export function isAllowedRelayUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
}

export const hardwareSchema = z.looseObject({
  driver: z.string('must name a driver'),
  path: z.string('must be a tty or tcp://host:port'),
  sessionMode: z.enum(['authorise-first', 'always-idle'], {
    error: 'must be authorise-first or always-idle',
  }),
});
export type HardwareConfig = z.infer<typeof hardwareSchema>;

const kioskConfigSchema = z.object({
  machineId: z.string('must be the id of this machine').refine(isMachineId, 'is not a machine id'),
  relay: z.object({
    url: z
      .string('must be the address of the relay')
      .refine(isAllowedRelayUrl, 'must start with https:// (http:// only on this computer)'),
    credential: z.string('must be the credential from the enrolment').min(1, 'is empty'),
  }),
  hardware: hardwareSchema,
  /** Sends traces to an OpenTelemetry collector (docs/tracing.md). Without it there are none. */
  tracing: z
    .strictObject(
      {
        otlpUrl: z
          .string('must be the address of a collector')
          .refine(isAllowedRelayUrl, 'must start with https:// (http:// only on this computer)')
          .transform((text) => text.replace(/\/+$/, '')),
        headers: z
          .record(
            z.string().regex(/^[\w-]{1,100}$/, 'must be names of HTTP headers'),
            z.string('must be a text'),
            'must be names of HTTP headers with their values',
          )
          .optional(),
        sampleShare: z
          .number('must be a number from 0 to 1')
          .min(0, 'must be at least 0')
          .max(1, 'must be at most 1')
          .default(1),
      },
      { error: 'must hold otlpUrl' },
    )
    .optional(),
});
/** `kiosk.json` (design §11). */
export type KioskConfig = z.infer<typeof kioskConfigSchema>;

export function configPath(dataDir: string): string {
  return join(dataDir, 'kiosk.json');
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isMissing) return undefined;
    throw new KioskError('config/invalid', `${path} cannot be read.`, { cause: error });
  }
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(withoutMark(text));
  } catch (error) {
    throw new KioskError('config/invalid', `${path} is not JSON.`, { cause: error });
  }
}

/** The configuration of this machine, or undefined when it has not been enrolled here. Throws `config/invalid`. */
export function readKioskConfig(dataDir: string): KioskConfig | undefined {
  const path = configPath(dataDir);
  const text = read(path);
  if (text === undefined) return undefined;
  const parsed = kioskConfigSchema.safeParse(parse(path, text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const key = issue?.path.join('.') ?? '';
  throw new KioskError(
    'config/invalid',
    `${path}: the key “${key}” ${issue?.message ?? 'is wrong'}.`,
  );
}

/** As `readKioskConfig`; a machine that has not been enrolled is an error here. */
export function requireKioskConfig(dataDir: string): KioskConfig {
  const config = readKioskConfig(dataDir);
  if (config !== undefined) return config;
  throw new KioskError(
    'config/missing',
    `${dataDir} holds no kiosk.json: enrol the machine there first (kiosk:headless -- enrol …).`,
  );
}

/** Writes `kiosk.json` whole or not at all, readable by its owner only. */
export function writeKioskConfig(dataDir: string, config: KioskConfig): void {
  keepDataDirPrivate(dataDir);
  writePrivately(configPath(dataDir), `${JSON.stringify(config, null, 2)}\n`);
}
