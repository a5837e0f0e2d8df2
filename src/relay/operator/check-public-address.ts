import { err, ok, type Result } from '#core/base/result.ts';
import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { isLoopbackUrl } from '../config/relay-config.ts';
import type { CheckContext } from './check-context.ts';
import { judge, quoted, type Finding } from './finding.ts';

const DAY_MS = 24 * 3_600_000;
const WARN_DAYS = 21;
const FAIL_DAYS = 7;
/** Vipps sends webhooks to these ports only (Webhooks API). */
const PORTS = ['443', '80', '8080'];

const HERE_ONLY = new BlockList();
for (const [network, prefix] of [
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  HERE_ONLY.addSubnet(network, prefix);
}
HERE_ONLY.addAddress('::1', 'ipv6');
HERE_ONLY.addSubnet('fc00::', 7, 'ipv6');
HERE_ONLY.addSubnet('fe80::', 10, 'ipv6');

const form = judge('publicUrl.form');
const dns = judge('publicUrl.dns');
const reached = judge('publicUrl.reach');
const certificate = judge('certificate');

/** Whether every Vipps of this relay is a simulator on this computer: then nobody else has to reach the relay. */
function isAtHome({ config }: CheckContext): boolean {
  return config.salesUnits.every(({ vipps }) => isLoopbackUrl(vipps.baseUrl));
}

function checkForm(context: CheckContext): Finding {
  const { publicUrl } = context.config;
  const { port, protocol } = new URL(publicUrl);
  if (isAtHome(context)) return form('ok', `publicUrl is ${publicUrl}, and Vipps is a simulator.`);
  if (isLoopbackUrl(publicUrl)) {
    return form(
      'mustFix',
      `publicUrl is ${publicUrl}, which only this computer reaches: give the relay a host name that Vipps reaches.`,
    );
  }
  const actual = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
  return PORTS.includes(actual)
    ? form('ok', `publicUrl is ${publicUrl}.`)
    : form(
        'mustFix',
        `publicUrl has port ${actual}, but Vipps sends webhooks to ports 443, 80 and 8080 only: let the proxy in front listen at one of these.`,
      );
}

async function checkDns(context: CheckContext): Promise<Finding> {
  const { hostname } = new URL(context.config.publicUrl);
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) {
    return dns('notTried', 'publicUrl names an address, so there is nothing to ask DNS.');
  }
  const found = await context.surroundings.addressesOf(hostname);
  if (!found.ok) {
    return dns(
      'mustFix',
      `DNS knows no address of ${hostname} (${found.error}): correct publicUrl, or the DNS entry.`,
    );
  }
  const here = found.value.filter((one) => HERE_ONLY.check(one, isIP(one) === 6 ? 'ipv6' : 'ipv4'));
  if (here.length > 0 && !isAtHome(context)) {
    return dns(
      'warning',
      `Seen from here, ${hostname} is ${here.join(', ')}, which Vipps cannot reach: make sure that public DNS has a public address.`,
    );
  }
  return dns('ok', `${hostname} is ${found.value.join(', ')}.`);
}

const proofSchema = z.object({ proof: z.string() });

function proofIn(body: Uint8Array): string | undefined {
  try {
    return proofSchema.parse(JSON.parse(new TextDecoder().decode(body))).proof;
  } catch {
    return undefined;
  }
}

/** Asks the relay through its public address. The error says what is wrong. */
async function askPublicAddress({
  config,
  http,
  reach,
}: CheckContext): Promise<Result<void, string>> {
  const { publicUrl, listen } = config;
  const { token, proof } = reach.ask();
  const reply = await http.send({ method: 'GET', url: `${publicUrl}/reach/${token}`, headers: {} });
  if (!reply.ok) {
    const what = reply.error === 'timeout' ? 'Nothing answers in time' : 'Nothing answers';
    return err(
      `${what} at ${publicUrl}: look at the firewall, at the proxy in front and at its certificate.`,
    );
  }
  const { status, body } = reply.value;
  if (status === 200 && proofIn(body) === proof) return ok(undefined);
  if (status >= 300 && status < 400) {
    return err(
      `${publicUrl} sends callers elsewhere (${String(status)}), and Vipps does not follow: write the final address into publicUrl.`,
    );
  }
  if (status >= 500) {
    return err(
      `The proxy at ${publicUrl} answers ${String(status)}: it must pass calls on to the relay at ${listen.host}:${String(listen.port)}.`,
    );
  }
  return err(
    `At ${publicUrl} something else answers (${String(status)}) than this relay with this relay.json: correct publicUrl or the proxy, or restart a relay that runs with an earlier relay.json.`,
  );
}

async function checkReach(context: CheckContext): Promise<Finding> {
  const { publicUrl } = context.config;
  const first = await askPublicAddress(context);
  if (first.ok) return reached('ok', `The relay answers at its public address ${publicUrl}.`);
  const listener = await context.openListener?.();
  if (listener?.ok !== true) return reached('mustFix', first.error);
  try {
    const second = await askPublicAddress(context);
    return second.ok
      ? reached('ok', `${publicUrl} leads to this computer. The relay itself does not run now.`)
      : reached('mustFix', `${second.error} The relay does not run now.`);
  } finally {
    await listener.value();
  }
}

async function checkCertificate({ config, surroundings, clock }: CheckContext): Promise<Finding> {
  const { protocol, hostname, port } = new URL(config.publicUrl);
  if (protocol !== 'https:') {
    return certificate('notTried', 'publicUrl is not https, so there is no certificate.');
  }
  const seen = await surroundings.certificateOf(hostname, Number(port === '' ? 443 : port));
  if (!seen.ok) {
    return certificate(
      'unknown',
      `The certificate of ${hostname} could not be seen: ${quoted(seen.error)}.`,
    );
  }
  const { validUntilMs, fault } = seen.value;
  const days = Math.floor((validUntilMs - clock.nowMs()) / DAY_MS);
  const until = new Date(validUntilMs).toISOString().slice(0, 10);
  if (days < 0) {
    return certificate('mustFix', `The certificate of ${hostname} ended on ${until}: renew it.`);
  }
  if (fault !== undefined) {
    return certificate(
      'mustFix',
      `The certificate of ${hostname} is not trusted (${fault}): Vipps sends no webhook to it. Get one of a public authority for this name.`,
    );
  }
  const sentence = `The certificate of ${hostname} is valid for ${String(days)} more days, until ${until}`;
  if (days >= WARN_DAYS) return certificate('ok', `${sentence}.`);
  return certificate(
    days < FAIL_DAYS ? 'mustFix' : 'warning',
    `${sentence}: look why it was not renewed.`,
  );
}

/** The public address: its form, DNS, whether it leads to this relay, and its certificate. */
export async function checkPublicAddress(context: CheckContext): Promise<readonly Finding[]> {
  return [
    checkForm(context),
    await checkDns(context),
    await checkReach(context),
    await checkCertificate(context),
  ];
}
