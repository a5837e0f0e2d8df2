import { isKioskError } from '#core/base/errors.ts';
import { isMachineId, type MachineId } from '#core/base/ids.ts';
import type { Clock } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { EnrolResponse } from '#contract/relay/messages.ts';
import type { BundleFault, BundleKind } from '#core/replacement/bundle.ts';
import { openDatabase, type Database } from '#sqlite/database.ts';
import { readKioskConfig, writeKioskConfig, type HardwareConfig } from '../config/config.ts';
import { keepDataDirPrivate } from '../config/private-files.ts';
import { enrol, type EnrolFailure } from '../gateway/relay-enrolment.ts';
import { salesTermsOf } from '../gateway/sales-terms.ts';
import type { ReadableBundle } from '../replacement/bundle-file.ts';
import { KIOSK_MIGRATIONS } from '../store/kiosk-schema.ts';
import { takeOverSales, type TakenOver } from '../store/taken-over.ts';
import { unpackBundle, type Inside } from './bundles.ts';
import { createKioskStores } from './open-stores.ts';
import { draftOf, stage } from './staged-database.ts';

/** A relay of an earlier version does not say how long calls of the other PC are on their way: as long as it lets them. */
const CALLS_END_WITHIN_MS = 25_000;

export interface TakeOverOrder {
  /** Of a PC that is no machine yet. */
  readonly dataDir: string;
  readonly bundle: ReadableBundle;
  readonly recoveryCode: string;
  /** From `relay -- machine replace`. */
  readonly enrolmentCode: string;
  /** Where this PC differs from the one before. */
  readonly relayUrl?: string | undefined;
  readonly hardware?: Partial<HardwareConfig> | undefined;
  readonly clock: Clock;
}

export type TakeOverProblem =
  | EnrolFailure
  | {
      readonly code:
        | BundleFault
        /** This PC is a machine already. */
        | 'bundle-own-machine'
        /** It is a bundle of the other kind. */
        | 'bundle-other-kind'
        /** A later version wrote it. */
        | 'bundle-newer'
        /** The enrolment code is another machine's; it was not used. */
        | 'other-machine';
      readonly message: string;
    };

const SENTENCES: Readonly<Record<BundleFault, string>> = {
  'bundle-unknown': 'The file is no bundle that this version can read.',
  'bundle-code': 'The recovery code does not open this bundle: look at it again.',
  'bundle-damaged': 'The bundle is damaged: take another copy of it.',
};

function problem(
  code: Exclude<TakeOverProblem['code'], EnrolFailure['code']>,
  message: string,
): Result<never, TakeOverProblem> {
  return err({ code, message });
}

async function unpack(
  { dataDir, bundle, recoveryCode }: Pick<TakeOverOrder, 'dataDir' | 'bundle' | 'recoveryCode'>,
  kind: BundleKind,
): Promise<Result<Inside, TakeOverProblem>> {
  if (readKioskConfig(dataDir) !== undefined)
    return problem(
      'bundle-own-machine',
      `${dataDir} holds a machine already: use another directory.`,
    );
  if (bundle.facts.kind !== kind) {
    const asked = kind === 'machine' ? 'a set-up without a machine' : 'a whole machine';
    return problem('bundle-other-kind', `This bundle holds ${asked}.`);
  }
  keepDataDirPrivate(dataDir);
  const inside = await unpackBundle(bundle, recoveryCode, draftOf(dataDir));
  return inside.ok ? inside : problem(inside.error, SENTENCES[inside.error]);
}

function openDraft(dataDir: string): Result<Database, TakeOverProblem> {
  try {
    return ok(openDatabase({ path: draftOf(dataDir), migrations: KIOSK_MIGRATIONS }));
  } catch (error) {
    if (isKioskError(error, 'store/newer-version'))
      return problem(
        'bundle-newer',
        'A newer version of Vendskap made this bundle: install that one first.',
      );
    return problem('bundle-damaged', SENTENCES['bundle-damaged']);
  }
}

function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.setTimer(ms, resolve));
}

/** The code is used up and this PC is the machine: settles what the other one left. */
async function takeUp(
  database: Database,
  { machineId, answer }: { readonly machineId: MachineId; readonly answer: EnrolResponse },
  clock: Clock,
): Promise<TakenOver> {
  const { salesUnit, location, before } = answer;
  const stores = createKioskStores(database, clock);
  const taken = takeOverSales(stores.saleStore, {
    machineId,
    payments: before?.payments ?? [],
    currency: salesUnit.currency,
    nowMs: clock.nowMs(),
  });
  database.run('DELETE FROM person_order');
  stores.relayMemory.keepWelcome({ terms: salesTermsOf(salesUnit), location });
  // The PC before may have been out of sale in a set-up of its own.
  stores.setup.write({ ...stores.setup.read(), hold: undefined });
  // No order of the other PC may reach Vipps between a reading of this one and its order.
  const isMoneyOpen = taken.openSales + taken.unknownSales > 0;
  if (isMoneyOpen) await pause(clock, before?.callsEndWithinMs ?? CALLS_END_WITHIN_MS);
  return taken;
}

/**
 * Makes this PC the machine of the bundle. The enrolment code is used up last, when everything else is known to be right;
 * from then on the PC before is locked out. After a power cut in between, another code finishes it.
 */
export async function takeOver(
  order: TakeOverOrder,
): Promise<Result<TakenOver & { readonly machineId: string }, TakeOverProblem>> {
  const { dataDir, bundle, enrolmentCode, clock } = order;
  const inside = await unpack(order, 'machine');
  if (!inside.ok) return inside;
  const database = openDraft(dataDir);
  if (!database.ok) return database;
  const relayUrl = order.relayUrl ?? inside.value.relayUrl;
  const { machineId } = bundle.facts;
  if (!isMachineId(machineId)) return problem('bundle-damaged', SENTENCES['bundle-damaged']);
  const answer = await enrol({ relayUrl, code: enrolmentCode, clock, machineId });
  if (!answer.ok) {
    database.value.close();
    return answer.error.detail === 'other-machine'
      ? problem('other-machine', answer.error.message)
      : answer;
  }
  const taken = await takeUp(database.value, { machineId, answer: answer.value }, clock);
  stage(dataDir, database.value);
  const hardware = { ...inside.value.hardware, ...order.hardware };
  const { credential } = answer.value;
  writeKioskConfig(dataDir, { machineId, relay: { url: relayUrl, credential }, hardware });
  return ok({ ...taken, machineId });
}

/** Gives a PC that is no machine yet the settings, catalogue and people of a bundle. It is enrolled like any other then. */
export async function cloneSetup(
  order: Pick<TakeOverOrder, 'dataDir' | 'bundle' | 'recoveryCode'>,
): Promise<Result<Inside, TakeOverProblem>> {
  const inside = await unpack(order, 'setup');
  if (!inside.ok) return inside;
  const database = openDraft(order.dataDir);
  if (!database.ok) return database;
  stage(order.dataDir, database.value);
  return inside;
}
