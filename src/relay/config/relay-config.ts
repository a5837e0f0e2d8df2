import { KioskError } from '#core/base/errors.ts';
import { MARKETS } from '#core/money/money.ts';
import { withoutMark } from '#core/base/text.ts';
import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import type { AlertEmailConfig } from '../alerts/email-channel.ts';
import type { AlertWebhookConfig } from '../alerts/webhook-channel.ts';
import { addressRange } from '../http/client-address.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** `https:`, or `http:` on this very computer. */
function isAllowedUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
}

const url = z
  .string('must be a URL')
  .refine(isAllowedUrl, 'must start with https:// (http:// only for loopback addresses)')
  .transform((text) => text.replace(/\/+$/, ''));

const secret = z.union(
  [
    z.string().min(1),
    z.strictObject({ env: z.string().min(1) }),
    z.strictObject({ file: z.string().min(1) }),
  ],
  { error: 'must be a string, {"env": NAME} or {"file": PATH}' },
);

const salesUnitConfigSchema = z
  .object({
    merchantSerialNumber: z
      .string('must be a string')
      .regex(/^\d{4,10}$/, 'must be 4 to 10 digits'),
    market: z.enum(MARKETS, { error: 'must be NO, DK or FI' }),
    vipps: z.object(
      { baseUrl: url, clientId: secret, clientSecret: secret, subscriptionKey: secret },
      { error: 'must hold baseUrl, clientId, clientSecret and subscriptionKey' },
    ),
    userFlow: z
      .enum(['PUSH_MESSAGE', 'WEB_REDIRECT'], { error: 'must be PUSH_MESSAGE or WEB_REDIRECT' })
      .default('PUSH_MESSAGE'),
    returnUrl: z.url('must be a URL').optional(),
    partialCapture: z.boolean('must be true or false').default(true),
    orderManagement: z.boolean('must be true or false').default(true),
    maxAmountCap: z.number('must be minor units').int().positive(),
    /** Of each machine in 24 hours; ten times maxAmountCap when nothing is said. */
    dailyRefundCap: z.number('must be minor units').int().min(0).optional(),
    refuseCheckInsWith: z
      .union([z.literal(503), z.literal(200)], { error: 'must be 503 or 200' })
      .default(503),
  })
  .refine((unit) => unit.userFlow !== 'WEB_REDIRECT' || unit.returnUrl !== undefined, {
    path: ['returnUrl'],
    message: 'is needed with WEB_REDIRECT',
  });

const relayConfigSchema = z.object({
  listen: z.object(
    {
      host: z.string('must be a host name or address'),
      port: z.number('must be a number').int().min(0).max(65_535),
    },
    { error: 'must hold host and port' },
  ),
  /** `/health` with details and `/metrics`; any free port of this computer when nothing is said. */
  admin: z
    .strictObject(
      {
        host: z.string('must be a host name or address').default('127.0.0.1'),
        port: z.number('must be a number').int().min(0).max(65_535),
      },
      { error: 'must hold host and port' },
    )
    .optional(),
  /** Proxies in front of the relay, whose X-Forwarded-For is believed; those on this computer when nothing is said. */
  trustedProxies: z
    .array(
      z
        .string('must be an address or a range such as 10.0.0.0/8')
        .refine(
          (text) => addressRange(text) !== undefined,
          'must be an address or a range such as 10.0.0.0/8',
        ),
      { error: 'must be a list' },
    )
    .optional(),
  publicUrl: url,
  database: z.string('must be sqlite:<file> or postgresql://…'),
  salesUnits: z.array(salesUnitConfigSchema, { error: 'must be a list' }).min(1, 'is empty'),
  alerts: z
    .strictObject({
      webhook: z.strictObject({ url, secret: secret.optional() }).optional(),
      email: z
        .strictObject({
          from: z.email('must be an e-mail address'),
          to: z.array(z.email('must be an e-mail address')).min(1, 'is empty'),
          smtp: z.strictObject({
            host: z.string('must be a host name').min(1, 'is empty'),
            port: z.number('must be a number').int().min(1).max(65_535),
            secure: z.boolean('must be true or false').default(false),
            user: z.string('must be a text').optional(),
            password: secret.optional(),
          }),
        })
        .optional(),
    })
    .default({}),
  presence: z
    .union([z.literal(false), z.object({ afterSeconds: z.number().int().min(10) })])
    .default({ afterSeconds: 120 }),
});

type Parsed = z.infer<typeof relayConfigSchema>;
export interface SalesUnitConfig extends Omit<Parsed['salesUnits'][number], 'vipps'> {
  readonly vipps: {
    readonly baseUrl: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly subscriptionKey: string;
  };
}
/** `relay.json` (design §11) with its secrets read and its paths made absolute. */
export interface RelayConfig extends Omit<Parsed, 'salesUnits' | 'database' | 'alerts'> {
  readonly alerts: {
    readonly webhook: AlertWebhookConfig | undefined;
    readonly email: AlertEmailConfig | undefined;
  };
  readonly salesUnits: readonly SalesUnitConfig[];
  readonly databaseFile: string;
}

function fail(path: string, sentence: string, cause?: unknown): never {
  throw new KioskError('config/invalid', `${path}: ${sentence}`, { cause });
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    return fail(path, 'this file cannot be read.', cause);
  }
}

function parseJson(path: string): unknown {
  const text = readText(path);
  try {
    return JSON.parse(withoutMark(text));
  } catch (cause) {
    return fail(path, 'this file is not JSON.', cause);
  }
}

/** Reads and checks the whole file. Throws `config/invalid`, naming the first key that is wrong. */
export function readRelayConfig(path: string): RelayConfig {
  const parsed = relayConfigSchema.safeParse(parseJson(path));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const key = issue?.path.join('.') ?? '';
    const isMissing = issue?.code === 'invalid_type' && issue.input === undefined;
    fail(
      path,
      `the key “${key}” ${isMissing ? 'is missing: it ' : ''}${issue?.message ?? 'is wrong'}.`,
    );
  }
  const folder = dirname(resolve(path));
  const reveal = (value: z.infer<typeof secret>, key: string): string => {
    if (typeof value === 'string') return value;
    // A line end or a byte order mark from another editor is no part of a secret.
    const [text, from] =
      'file' in value
        ? [readText(resolve(folder, value.file)), `file ${value.file}, which is empty`]
        : [process.env[value.env], `environment variable ${value.env}, which is not set`];
    const plain = text?.trim() ?? '';
    return plain === '' ? fail(path, `the key “${key}” names the ${from}.`) : plain;
  };
  const { salesUnits, database, alerts, ...rest } = parsed.data;
  const maybe = (value: z.infer<typeof secret> | undefined, key: string): string | undefined =>
    value === undefined ? undefined : reveal(value, key);
  return {
    ...rest,
    databaseFile: databaseFileOf(path, database, folder),
    alerts: {
      webhook: alerts.webhook && {
        url: alerts.webhook.url,
        secret: maybe(alerts.webhook.secret, 'alerts.webhook.secret'),
      },
      email: alerts.email && {
        from: alerts.email.from,
        to: alerts.email.to,
        smtp: {
          ...alerts.email.smtp,
          user: alerts.email.smtp.user,
          password: maybe(alerts.email.smtp.password, 'alerts.email.smtp.password'),
        },
      },
    },
    salesUnits: salesUnits.map((unit) => ({
      ...unit,
      vipps: {
        baseUrl: unit.vipps.baseUrl,
        clientId: reveal(unit.vipps.clientId, 'vipps.clientId'),
        clientSecret: reveal(unit.vipps.clientSecret, 'vipps.clientSecret'),
        subscriptionKey: reveal(unit.vipps.subscriptionKey, 'vipps.subscriptionKey'),
      },
    })),
  };
}

function databaseFileOf(path: string, database: string, folder: string): string {
  if (/^postgres(ql)?:/.test(database)) {
    fail(path, 'the key “database”: this version keeps its data in SQLite only (sqlite:<file>).');
  }
  const file = /^sqlite:(.+)$/.exec(database)?.[1];
  if (file === undefined) fail(path, 'the key “database” must be sqlite:<file>.');
  return isAbsolute(file) ? file : resolve(folder, file);
}
