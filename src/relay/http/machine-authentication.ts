import type { Machine, RelayStore } from '../store/ports/relay-store.ts';
import { hashOf } from '../runtime/secrets.ts';

export interface KnownMachine {
  readonly machine: Machine;
  readonly credentialHash: string;
}

/** The machine that an Authorization header speaks for; only the hash of its credential is compared. */
export async function authenticate(
  store: RelayStore,
  header: string | undefined,
): Promise<KnownMachine | undefined> {
  const credential = /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(header ?? '')?.[1];
  if (credential === undefined) return undefined;
  const credentialHash = hashOf(credential);
  const machine = await store.machineOfCredential(credentialHash);
  return machine === undefined ? undefined : { machine, credentialHash };
}
