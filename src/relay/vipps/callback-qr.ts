import { merchantQrPath } from '#contract/vipps/calls.ts';
import { buildMerchantQrPutRequest } from '#contract/vipps/qr.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { ActiveSalesUnit } from './sales-units.ts';

/** Creates the machine's callback QR, or changes the text that the app shows after the scan. */
export async function putCallbackQr(
  unit: ActiveSalesUnit,
  machineId: string,
  location: string,
): Promise<Result<void, string>> {
  const reply = await unit.vipps.send({
    method: 'PUT',
    path: merchantQrPath(machineId),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(buildMerchantQrPutRequest(location)),
  });
  if (!reply.ok) return reply;
  return reply.value.status < 300
    ? ok(undefined)
    : err(`Vipps answered ${String(reply.value.status)} when asked for the QR`);
}
