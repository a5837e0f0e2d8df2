import { webhookPath } from '#contract/vipps/calls.ts';
import { KioskError } from '#core/base/errors.ts';
import type { ActiveSalesUnit, SalesUnits } from '../vipps/sales-units.ts';
import { listWebhooks } from '../vipps/webhook-calls.ts';

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

/** What is registered at Vipps for every sales unit, by whomever. Throws `gateway/unreachable`. */
export async function allWebhooks(units: SalesUnits): Promise<readonly ListedWebhook[]> {
  const lists = await Promise.all(units.all.map(listOf));
  return lists.flat();
}

/** Takes somebody else's registration away, so that this relay gets its place. Throws `input/invalid`, `gateway/unreachable`. */
export async function removeWebhook(units: SalesUnits, id: string): Promise<ListedWebhook> {
  const found = (await allWebhooks(units)).find((one) => one.id === id);
  const unit = found && units.find(found.merchantSerialNumber);
  if (found === undefined || unit === undefined) {
    throw new KioskError('input/invalid', `No sales unit has a registration “${id}”.`);
  }
  if (found.isOurs) {
    throw new KioskError('input/invalid', `“${id}” is this relay’s own registration: it keeps it.`);
  }
  const reply = await unit.vipps.send({ method: 'DELETE', path: webhookPath(id) });
  if (!reply.ok || reply.value.status >= 300) {
    const why = reply.ok ? `Vipps answered ${String(reply.value.status)}` : reply.error;
    throw new KioskError('gateway/unreachable', `The registration was not removed: ${why}.`);
  }
  return found;
}
