import type { Clock } from '#core/base/ports.ts';
import type { Result } from '#core/base/result.ts';
import type { RelayConfig } from '../config/relay-config.ts';
import type { HttpClient } from '../runtime/http-client.ts';
import type { RelayStore } from '../store/ports/relay-store.ts';
import type { SalesUnits } from '../vipps/sales-units.ts';
import type { Finding } from './finding.ts';
import type { Reach } from './reach.ts';
import type { Surroundings } from './surroundings.ts';

export type CheckStore = Pick<RelayStore, 'machines' | 'registrations' | 'qrTexts'>;

/** What the check needs of the program that runs it. */
export interface CheckContext {
  readonly config: RelayConfig;
  readonly units: SalesUnits;
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly surroundings: Surroundings;
  readonly reach: Reach;
  /** Of relay.json and the secret files that it names: those that others than their owner may read. */
  readonly exposedFiles: readonly string[];
  /** What there is to say about the database. */
  readonly database: Finding;
  /** Undefined: the database cannot be read, and what it would tell is not tried. */
  readonly store: CheckStore | undefined;
  /**
   * Answers at the relay's own address for the time of the test; undefined: this program is the relay. The error: the port is
   * taken, so the relay runs, or another program does.
   */
  readonly openListener?: (() => Promise<Result<() => Promise<void>, 'taken'>>) | undefined;
}
