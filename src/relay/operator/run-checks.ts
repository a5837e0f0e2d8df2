import { reasonOf } from '#core/base/errors.ts';
import type { ActiveSalesUnit } from '../vipps/sales-units.ts';
import { checkComputer } from './check-computer.ts';
import type { CheckContext } from './check-context.ts';
import { checkPublicAddress } from './check-public-address.ts';
import { checkQrs } from './check-qrs.ts';
import { checkSalesUnit } from './check-sales-unit.ts';
import { checkToken } from './check-token.ts';
import { checkWebhooks } from './check-webhooks.ts';
import { judge, quoted, type Finding } from './finding.ts';

/** A check that fails with a defect is one finding and does not end the others. */
async function safely(
  work: () => Promise<readonly Finding[]>,
  salesUnit?: string,
): Promise<readonly Finding[]> {
  try {
    return await work();
  } catch (error) {
    const sentence = `A part of the check failed: ${quoted(reasonOf(error))}. Report it.`;
    return [judge('check')('unknown', sentence, { salesUnit })];
  }
}

/** Without an access token there is nothing more to ask. */
async function checkUnit(
  unit: ActiveSalesUnit,
  context: CheckContext,
): Promise<{ readonly findings: readonly Finding[]; readonly clock: Finding | undefined }> {
  const { merchantSerialNumber: salesUnit } = unit.config;
  const { token, clock } = await checkToken(unit, context);
  if (token.state !== 'ok') {
    const ids = ['webhooks.ours', 'qr', 'unit.active'] as const;
    const sentence = 'Not looked at, because Vipps gives no access token.';
    const left = ids.map((id) => judge(id)('notTried', sentence, { salesUnit }));
    return { findings: [token, ...left], clock };
  }
  const findings = [
    token,
    ...(await safely(() => checkWebhooks(unit, context), salesUnit)),
    ...(await safely(() => checkQrs(unit, context), salesUnit)),
    ...(await safely(() => checkSalesUnit(unit), salesUnit)),
  ];
  return { findings, clock };
}

/** Looks at everything that a person may have to put right: first what concerns the relay, then each sales unit. */
export async function runChecks(context: CheckContext): Promise<readonly Finding[]> {
  const units = context.units.all.map(async (unit) => {
    let clock: Finding | undefined;
    const findings = await safely(async () => {
      const checked = await checkUnit(unit, context);
      ({ clock } = checked);
      return checked.findings;
    }, unit.config.merchantSerialNumber);
    return { findings, clock };
  });
  const computer = safely(() => checkComputer(context));
  const address = safely(() => checkPublicAddress(context));
  const checked = await Promise.all(units);
  const clock =
    checked.find((unit) => unit.clock !== undefined)?.clock ??
    judge('clock.vipps')('unknown', 'Vipps gave no answer to compare the clock with.');
  return [
    ...(await computer),
    clock,
    ...(await address),
    ...checked.flatMap(({ findings }) => findings),
  ];
}
