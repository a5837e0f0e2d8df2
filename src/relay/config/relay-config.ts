import { HEARTBEAT_SECONDS } from '#contract/relay/heartbeat.ts';
import { MARKETS } from '#core/money/money.ts';
import { isIPv4, isIPv6 } from 'node:net';
import { z } from 'zod';
import { updatesConfigSchema } from './updates-config.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** An address of this computer itself, which nobody else reaches. */
export function isLoopbackUrl(text: string): boolean {
  return LOOPBACK.test(new URL(text).hostname);
}

/** `https:`, or `http:` to this computer. */
function isAllowedUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
}

/** Reads `10.0.0.0/8`, `2001:db8::/32` or a single address. Undefined when it is none of these. */
export function addressRange(
  text: string,
):
  | { readonly address: string; readonly bits: number; readonly family: 'ipv4' | 'ipv6' }
  | undefined {
  const [address = '', length, more] = text.split('/');
  const isFour = isIPv4(address);
  if ((!isFour && !isIPv6(address)) || more !== undefined) return undefined;
  const longest = isFour ? 32 : 128;
  const bits = length === undefined ? longest : Number(length);
  const isLength = length === undefined || (/^\d{1,3}$/.test(length) && bits <= longest);
  return isLength ? { address, bits, family: isFour ? 'ipv4' : 'ipv6' } : undefined;
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

/** Vipps' own two servers. */
const VIPPS_SERVERS: Readonly<Record<string, 'production' | 'test'>> = {
  'api.vipps.no': 'production',
  'apitest.vipps.no': 'test',
};

interface WithEnvironment {
  readonly environment?: 'production' | 'test' | undefined;
  readonly vipps: { readonly baseUrl: string };
}

function isOtherEnvironment({ environment, vipps }: WithEnvironment): boolean {
  const known = VIPPS_SERVERS[new URL(vipps.baseUrl).hostname];
  return known !== undefined && known !== environment;
}

/** Whether real money is moved. What nobody says is `production`. */
export function environmentOf({ environment, vipps }: WithEnvironment): 'production' | 'test' {
  const { hostname } = new URL(vipps.baseUrl);
  const standard = LOOPBACK.test(hostname) ? 'test' : 'production';
  return environment ?? VIPPS_SERVERS[hostname] ?? standard;
}

const salesUnitConfigSchema = z
  .object({
    merchantSerialNumber: z
      .string('must be a string')
      .regex(/^\d{4,10}$/, 'must be 4 to 10 digits'),
    market: z.enum(MARKETS, { error: 'must be NO, DK or FI' }),
    /** The default follows vipps.baseUrl: Vipps' own test server and this computer are `test`, all else is `production`. */
    environment: z.enum(['production', 'test'], { error: 'must be production or test' }).optional(),
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
    /** Of each machine in 24 hours. The default is ten times maxAmountCap. */
    dailyRefundCap: z.number('must be minor units').int().min(0).optional(),
    refuseCheckInsWith: z
      .union([z.literal(503), z.literal(200)], { error: 'must be 503 or 200' })
      .default(503),
  })
  .refine((unit) => unit.userFlow !== 'WEB_REDIRECT' || unit.returnUrl !== undefined, {
    path: ['returnUrl'],
    message: 'is needed with WEB_REDIRECT',
  })
  .refine((unit) => unit.environment === undefined || !isOtherEnvironment(unit), {
    path: ['environment'],
    message: 'is not that of vipps.baseUrl',
  });

const relayConfigObject = z.object({
  listen: z.object(
    {
      host: z.string('must be a host name or address'),
      port: z.number('must be a number').int().min(0).max(65_535),
    },
    { error: 'must hold host and port' },
  ),
  /** Where `/health` with details and `/metrics` are served. The default is any free port of this computer. */
  admin: z
    .strictObject(
      {
        host: z.string('must be a host name or address').default('127.0.0.1'),
        port: z.number('must be a number').int().min(0).max(65_535),
      },
      { error: 'must hold host and port' },
    )
    .optional(),
  /** Proxies whose X-Forwarded-For is believed. The default is those on this computer. */
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
  /** A secret, because a PostgreSQL URL may hold a password. */
  database: secret,
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
    .union([
      z.literal(false),
      z.object({
        afterSeconds: z.number().int().min(10).default(120),
        /** Tells customers also why a connected machine does not sell. Try it on a test unit first. */
        tellReadiness: z.boolean('must be true or false').optional(),
      }),
    ])
    .default({ afterSeconds: 120 }),
  /** Where `backup` without `--to` writes, and how many it keeps; the relay watches how old the newest one is. */
  backup: z
    .strictObject(
      {
        folder: z.string('must be a folder').min(1, 'is empty'),
        keep: z
          .number('must be a number of backups')
          .int('must be a whole number')
          .min(1, 'must be at least 1')
          .max(1_000, 'must be at most 1000')
          .default(14),
      },
      { error: 'must hold folder' },
    )
    .optional(),
  /** Sends traces to an OpenTelemetry collector (docs/tracing.md). Without it there are none. */
  tracing: z
    .strictObject(
      {
        otlpUrl: url,
        headers: z
          .record(
            z.string().regex(/^[\w-]{1,100}$/, 'must be names of HTTP headers'),
            secret,
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
  updates: updatesConfigSchema.optional(),
  /** How often a machine gives a sign of life when nothing happens. The default is a minute, or what `presence` allows. */
  heartbeatSeconds: z
    .number('must be a number of seconds')
    .int('must be a whole number of seconds')
    .min(HEARTBEAT_SECONDS.least, `must be at least ${String(HEARTBEAT_SECONDS.least)}`)
    .max(HEARTBEAT_SECONDS.most, `must be at most ${String(HEARTBEAT_SECONDS.most)}`)
    .optional(),
});

type Parsed = z.infer<typeof relayConfigObject>;

/**
 * A machine whose power is cut says nothing. With a slower pace than this its customers would be told later than
 * half a minute and `presence.afterSeconds` after its last word.
 */
function slowestHeartbeat({ presence }: Pick<Parsed, 'presence'>): number {
  if (presence === false) return HEARTBEAT_SECONDS.most;
  return presence.afterSeconds + HEARTBEAT_SECONDS.least;
}

/** Seconds. */
export function heartbeatSecondsOf(config: Pick<Parsed, 'presence' | 'heartbeatSeconds'>): number {
  return config.heartbeatSeconds ?? Math.min(HEARTBEAT_SECONDS.default, slowestHeartbeat(config));
}

export const relayConfigSchema = relayConfigObject.refine(
  (config) => heartbeatSecondsOf(config) <= slowestHeartbeat(config),
  {
    path: ['heartbeatSeconds'],
    message: `must be at most presence.afterSeconds + ${String(HEARTBEAT_SECONDS.least)}: customers are told in time that a machine is away`,
  },
);

/** A secret in `relay.json`: the text itself, or where to read it. */
export type SecretSource = z.infer<typeof secret>;

export interface SalesUnitConfig extends Omit<Parsed['salesUnits'][number], 'vipps'> {
  readonly vipps: {
    readonly baseUrl: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly subscriptionKey: string;
  };
}

export interface WebhookAlertConfig {
  readonly url: string;
  /** Signs the body; without it the body is not signed. */
  readonly secret: string | undefined;
}

export interface EmailAlertConfig {
  readonly from: string;
  readonly to: readonly string[];
  readonly smtp: {
    readonly host: string;
    readonly port: number;
    /** TLS from the first byte. Otherwise STARTTLS, which mail to another computer requires. */
    readonly secure: boolean;
    readonly user: string | undefined;
    readonly password: string | undefined;
  };
}

export interface TracingConfig {
  readonly otlpUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly sampleShare: number;
}

/** `relay.json` (design §11) with its secrets read and its paths made absolute. */
export interface RelayConfig extends Omit<
  Parsed,
  'salesUnits' | 'database' | 'alerts' | 'tracing'
> {
  readonly alerts: {
    readonly webhook: WebhookAlertConfig | undefined;
    readonly email: EmailAlertConfig | undefined;
  };
  readonly tracing?: TracingConfig | undefined;
  readonly salesUnits: readonly SalesUnitConfig[];
  /** `sqlite:<absolute file>` or `postgresql://…` */
  readonly database: string;
}
