import type { AlertMessage } from '#contract/relay/messages.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { Acknowledgements } from '../deliveries/acknowledgements.ts';
import type { AlertStored } from '../store/ports/alerts.ts';
import type { DeliveryStore } from '../store/ports/deliveries.ts';
import type { MachineStore } from '../store/ports/machines.ts';
import type { SalesUnits } from '../vipps/sales-units.ts';

/** What every link needs. */
export interface LinkDeps {
  readonly machines: Pick<MachineStore, 'findByCredential' | 'whyEnded'>;
  readonly deliveries: Pick<DeliveryStore, 'pending'>;
  readonly acknowledgements: Acknowledgements;
  /** Other processes store events for the same machines. */
  readonly isShared: boolean;
  readonly units: SalesUnits;
  readonly clock: Clock;
  readonly log: Log;
  /** How often a machine is asked to give a sign of life. */
  readonly heartbeatSeconds: number;
  /** Stores a machine's alert; durable when it resolves, unless it says `tooMany`. */
  readonly onAlert: (machineId: string, message: AlertMessage) => Promise<AlertStored>;
}
