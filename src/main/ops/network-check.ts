import type { Result } from '#core/base/result.ts';
import type { NetworkFinding } from '#core/setup/setup.ts';
import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';

/** With a clock further off than this, receipts and deadlines are wrong. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

interface Greeting {
  readonly tookMs: number;
  readonly clockOffsetMs: number | undefined;
}

export interface NetworkDeps {
  readonly greet: (relayUrl: string) => Promise<Result<Greeting, { readonly detail: string }>>;
  /** This computer's own addresses, the loopback left out. */
  readonly addresses?: () => readonly string[];
}

/** The addresses by which a computer reaches others. */
export function reachingAddresses(
  interfaces: ReturnType<typeof networkInterfaces>,
): readonly string[] {
  return (
    Object.values(interfaces)
      .flatMap((addresses) => addresses ?? [])
      // A network may be IPv6 only; a link-local address reaches nothing beyond its cable.
      .filter(({ internal, address }) => !internal && !/^(?:fe80:|169\.254\.)/i.test(address))
      .map(({ address }) => address)
  );
}

const LOOPBACK = /^(localhost$|127\.|\[::1\])/;

async function addressOf(name: string): Promise<string | undefined> {
  try {
    return (await lookup(name.replace(/^\[|\]$/g, ''))).address;
  } catch {
    return undefined;
  }
}

/** Whether this computer has an address, finds the relay's name, reaches it, and keeps the same time. */
export async function checkNetwork(
  relayUrl: string,
  { greet, addresses = () => reachingAddresses(networkInterfaces()) }: NetworkDeps,
): Promise<readonly NetworkFinding[]> {
  const { hostname } = new URL(relayUrl);
  const own = addresses();
  const hasAddress = own.length > 0 || LOOPBACK.test(hostname);
  const found: NetworkFinding[] = [
    { check: 'address', state: hasAddress ? 'fine' : 'failed', detail: own.join(', ') },
  ];
  const notAsked = (...checks: readonly NetworkFinding['check'][]): readonly NetworkFinding[] => [
    ...found,
    ...checks.map((check) => ({ check, state: 'notAsked', detail: '' }) as const),
  ];
  if (!hasAddress) return notAsked('name', 'relay', 'clock');
  const address = await addressOf(hostname);
  found.push({
    check: 'name',
    state: address === undefined ? 'failed' : 'fine',
    detail: address ?? hostname,
  });
  if (address === undefined) return notAsked('relay', 'clock');
  const greeting = await greet(relayUrl);
  if (!greeting.ok) {
    found.push({ check: 'relay', state: 'failed', detail: greeting.error.detail });
    return notAsked('clock');
  }
  const { tookMs, clockOffsetMs } = greeting.value;
  found.push({ check: 'relay', state: 'fine', detail: `${String(tookMs)} ms` });
  if (clockOffsetMs === undefined) return notAsked('clock');
  const isRight = Math.abs(clockOffsetMs) <= CLOCK_TOLERANCE_MS;
  const seconds = `${String(Math.round(clockOffsetMs / 1_000))} s`;
  found.push({ check: 'clock', state: isRight ? 'fine' : 'failed', detail: seconds });
  return found;
}
