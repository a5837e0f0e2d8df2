import { VIPPS_PATHS } from '#contract/vipps/calls.ts';
import {
  buildMerchantQrPutRequest,
  merchantQrListSchema,
  type MerchantQr,
} from '#contract/vipps/qr.ts';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Machine } from '../store/ports/machines.ts';
import type { ActiveSalesUnit } from '../vipps/sales-units.ts';
import { askVipps } from './ask-vipps.ts';
import type { CheckContext, CheckStore } from './check-context.ts';
import { judge, quoted, type Finding } from './finding.ts';

const qrThere = judge('qr');
const qrText = judge('qr.text');

/** Explicit, because the default differs between the specification and the guide. */
const LIST = `${VIPPS_PATHS.merchantQrs}?QrImageFormat=SVG`;
const MACHINES_AT_ONCE = 50;
const SAVE_AGAIN =
  'save the location again at the machine’s screen (service mode), which writes the QR anew';

interface Seen {
  readonly unit: ActiveSalesUnit;
  readonly byId: ReadonlyMap<string, MerchantQr>;
  /** The ids of the QRs by what they encode. */
  readonly idsOf: ReadonlyMap<string, readonly string[]>;
}

function seenIn(unit: ActiveSalesUnit, qrs: readonly MerchantQr[]): Seen {
  const idsOf = new Map<string, string[]>();
  for (const { merchantQrId, qrContent } of qrs) {
    const ids = idsOf.get(qrContent) ?? [];
    ids.push(merchantQrId);
    idsOf.set(qrContent, ids);
  }
  return { unit, byId: new Map(qrs.map((qr) => [qr.merchantQrId, qr])), idsOf };
}

function judgeThere(machine: Machine, { unit, byId, idsOf }: Seen): Finding {
  const { machineId } = machine;
  const about = { salesUnit: unit.config.merchantSerialNumber, machineId };
  const own = byId.get(machineId);
  if (own === undefined) {
    const sentence = `Vipps has no QR for the machine “${machineId}”, so the app finds no store: ${SAVE_AGAIN}, and scan its sticker.`;
    return qrThere('mustFix', sentence, about);
  }
  if (own.merchantSerialNumber !== about.salesUnit) {
    const sentence = `The QR of “${machineId}” belongs to sales unit ${quoted(own.merchantSerialNumber)}: ask Vipps.`;
    return qrThere('mustFix', sentence, about);
  }
  const twin = idsOf.get(own.qrContent)?.find((id) => id !== machineId);
  if (twin !== undefined) {
    const sentence = `The QRs of “${machineId}” and ${quoted(twin)} lead to the same place: ask Vipps, and do not post them.`;
    return qrThere('mustFix', sentence, about);
  }
  return qrThere('ok', `The QR of “${machineId}” leads to it.`, about);
}

async function judgeText(
  machine: Machine,
  { unit, byId }: Seen,
  store: CheckStore,
): Promise<Finding | undefined> {
  const { machineId, location } = machine;
  const about = { salesUnit: unit.config.merchantSerialNumber, machineId };
  const own = byId.get(machineId);
  if (own === undefined) return undefined;
  const told = await store.qrTexts.find(machineId);
  // Out of order, for example: the relay wrote that itself.
  const wanted = told?.text === undefined || told.text === '' ? location : told.text;
  const { locationDescription } = buildMerchantQrPutRequest(wanted);
  if (own.locationDescription !== locationDescription) {
    const sentence = `After a scan of “${machineId}” the app says ${quoted(own.locationDescription)}, but it should say ${quoted(locationDescription)}: ${SAVE_AGAIN}.`;
    return qrText('warning', sentence, about);
  }
  if (own.category !== undefined && own.category !== 'VENDING') {
    const sentence = `The QR of “${machineId}” has the category ${quoted(own.category)} instead of VENDING, so the app does not ask for a choice on the machine: ${SAVE_AGAIN}.`;
    return qrText('warning', sentence, about);
  }
  return qrText('ok', `The app says ${quoted(own.locationDescription)} for “${machineId}”.`, about);
}

/** A thousand lines that all is well help nobody: they become one. */
function summed(findings: readonly Finding[], salesUnit: string): readonly Finding[] {
  const wrong = findings.filter(({ state }) => state !== 'ok');
  const there = findings.filter(({ id, state }) => id === 'qr' && state === 'ok').length;
  const texts = findings.filter(({ id, state }) => id === 'qr.text' && state === 'ok').length;
  const lines: Finding[] = [...wrong];
  if (there > 0) {
    lines.push(qrThere('ok', `QRs that lead to their machines: ${String(there)}.`, { salesUnit }));
  }
  if (texts > 0) {
    const sentence = `QRs whose text and category are right: ${String(texts)}.`;
    lines.push(qrText('ok', sentence, { salesUnit }));
  }
  return lines;
}

/** The callback QR of each machine of a sales unit. */
export async function checkQrs(
  unit: ActiveSalesUnit,
  { store }: CheckContext,
): Promise<readonly Finding[]> {
  const { merchantSerialNumber: salesUnit } = unit.config;
  if (store === undefined) {
    return [qrThere('notTried', 'The machines are not known without the database.', { salesUnit })];
  }
  const machines = (await store.machines.list()).filter(
    (machine) => machine.merchantSerialNumber === salesUnit,
  );
  if (machines.length === 0) {
    return [qrThere('notTried', 'The sales unit has no machine yet.', { salesUnit })];
  }
  const listed = await askVipps(unit, LIST, merchantQrListSchema);
  if (!listed.ok) {
    const sentence = `Vipps ${listed.error.what} when asked for the QRs: check again later, and ask Vipps if it lasts.`;
    return [qrThere('unknown', sentence, { salesUnit })];
  }
  const seen = seenIn(unit, listed.value);
  const findings: Finding[] = [];
  for (const [index, machine] of machines.entries()) {
    // The relay serves customers meanwhile.
    if (index % MACHINES_AT_ONCE === 0) await nextTurn();
    findings.push(judgeThere(machine, seen));
    const text = await judgeText(machine, seen, store);
    if (text !== undefined) findings.push(text);
  }
  return summed(findings, salesUnit);
}
