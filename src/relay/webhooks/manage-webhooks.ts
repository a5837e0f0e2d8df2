import { KioskError } from '#core/base/errors.ts';
import { deleteWebhook, listWebhooks } from '../vipps/sales-unit-calls.ts';
import type { ActiveSalesUnit, SalesUnits } from '../vipps/sales-units.ts';

export interface ListedWebhook {
  readonly merchantSerialNumber: string;
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  /** It leads to this relay. */
  readonly isOurs: boolean;
}

async function listOf(unit: ActiveSalesUnit): Promise<readonly ListedWebhook[]> {
  const { merchantSerialNumber } = unit.config;
  const listed = await listWebhooks(unit);
  if (!listed.ok) {
    throw new KioskError('gateway/unreachable', `${merchantSerialNumber}: ${listed.error}.`);
  }
  return listed.value.map(({ id, url, events }) => {
    return { merchantSerialNumber, id, url, events, isOurs: url === unit.webhookUrl.href };
  });
}

/** Lists the registrations of every sales unit at Vipps, whoever made them. Throws `gateway/unreachable`. */
export async function listAllWebhooks(units: SalesUnits): Promise<readonly ListedWebhook[]> {
  const lists = await Promise.all(units.all.map(listOf));
  return lists.flat();
}

/** Removes somebody else's registration, so that this relay can register. Throws `input/invalid`, `gateway/unreachable`. */
export async function removeWebhook(units: SalesUnits, id: string): Promise<ListedWebhook> {
  const found = (await listAllWebhooks(units)).find((one) => one.id === id);
  const unit = found && units.find(found.merchantSerialNumber);
  if (found === undefined || unit === undefined) {
    throw new KioskError('input/invalid', `No sales unit has a registration “${id}”.`);
  }
  if (found.isOurs) {
    throw new KioskError('input/invalid', `“${id}” is this relay’s own registration: it keeps it.`);
  }
  const deleted = await deleteWebhook(unit, id);
  if (!deleted.ok) {
    throw new KioskError(
      'gateway/unreachable',
      `The registration was not removed: ${deleted.error}.`,
    );
  }
  return found;
}
