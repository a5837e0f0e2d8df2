import { salesUnitPath } from '#contract/vipps/calls.ts';
import { salesUnitDetailsSchema } from '#contract/vipps/management.ts';
import { environmentOf } from '../config/relay-config.ts';
import type { ActiveSalesUnit } from '../vipps/sales-units.ts';
import { askVipps, type NoAnswer } from './ask-vipps.ts';
import { judge, type Finding } from './finding.ts';
import { compareSalesUnit } from './sales-unit-facts.ts';

const active = judge('unit.active');

function judgeNoAnswer({ status, what }: NoAnswer, salesUnit: string): Finding {
  if (status === 404) {
    const sentence =
      'Vipps says that the sales unit or its merchant is not active (404): look at it in the business portal, and check merchantSerialNumber.';
    return active('mustFix', sentence, { salesUnit });
  }
  const advice =
    status === 401 || status === 403
      ? 'ask Vipps whether these keys may use the Management API'
      : 'check again later';
  const sentence = `Vipps ${what} when asked about the sales unit: ${advice}.`;
  return active('unknown', sentence, { salesUnit });
}

/** What the Management API tells of a sales unit, against relay.json. */
export async function checkSalesUnit(unit: ActiveSalesUnit): Promise<readonly Finding[]> {
  const { merchantSerialNumber: salesUnit } = unit.config;
  if (environmentOf(unit.config) === 'test') {
    const sentence =
      'What Vipps has on file about the sales unit can be read in production only (Management API).';
    return [active('notTried', sentence, { salesUnit })];
  }
  const answer = await askVipps(unit, salesUnitPath(salesUnit), salesUnitDetailsSchema);
  return answer.ok
    ? compareSalesUnit(unit.config, answer.value)
    : [judgeNoAnswer(answer.error, salesUnit)];
}
