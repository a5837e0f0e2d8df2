import type { Payment } from '#contract/vipps/epayment.ts';
import type { ActiveSalesUnit } from '../vipps/sales-units.ts';
import type { NoAnswer } from './ask-vipps.ts';
import { judge, type CheckId, type CheckState, type Finding } from './finding.ts';
import type { Observed } from './open-questions.ts';
import { createPaymentCalls, TRIAL, type Done, type PaymentCalls } from './payment-calls.ts';

const POLL_MS = 1_000;
const POLLS = 20;

/** What came of the payment, and what it showed of Vipps' open questions, by number. */
export interface TrialResult {
  readonly findings: readonly Finding[];
  readonly seen: ReadonlyMap<number, Observed>;
}

interface Trial {
  readonly unit: ActiveSalesUnit;
  readonly calls: PaymentCalls;
  readonly wait: (ms: number) => Promise<void>;
  readonly note: (id: CheckId, state: CheckState, sentence: string) => void;
  readonly see: (question: number, seen: Observed) => void;
}

/** False: nothing more can be tried. */
type Step = (trial: Trial) => Promise<boolean>;

/** Asks until the payment is as expected, or gives back what it was last. */
async function payUntil(
  { calls, wait }: Trial,
  isSo: (payment: Payment) => boolean,
): Promise<Payment | NoAnswer> {
  let last: Payment | NoAnswer = { status: 0, what: 'gives no answer' };
  for (let polls = 0; polls < POLLS; polls += 1) {
    const answer = await calls.get();
    last = answer.ok ? answer.value : answer.error;
    if (answer.ok && isSo(answer.value)) return last;
    await wait(POLL_MS);
  }
  return last;
}

const ADVICE: Readonly<Record<string, string>> = {
  '5080':
    'the sales unit may not use PUSH_MESSAGE; ask Vipps to switch it on, or set WEB_REDIRECT with a returnUrl',
  '5040': 'the market in relay.json is not the sales unit’s',
  '5060': 'the bank account of the sales unit is not verified; look at the business portal',
  '6140': 'the sales unit can capture only the whole amount; set partialCapture to false',
  '7010': 'this phone number is no test user’s; give one with --phone',
};

function adviceFor({ what }: NoAnswer, otherwise: string): string {
  const code = /\((\d{4,5})\)$/.exec(what)?.[1] ?? '';
  return ADVICE[code] ?? otherwise;
}

const create: Step = async ({ unit, calls, note, see }) => {
  const { userFlow } = unit.config;
  const refused = await calls.create();
  if (refused !== undefined) {
    const advice = adviceFor(refused, 'a test payment must be possible before machines sell');
    note('payment.create', 'mustFix', `Vipps ${refused.what} to the create: ${advice}.`);
    if (refused.what.endsWith('(5080)')) {
      const observed = `${userFlow} is refused with 5080 for a phone number.`;
      see(1, { state: 'partly', observed });
    }
    return false;
  }
  note('payment.create', 'ok', `A payment was created (${calls.reference}).`);
  const observed = `${userFlow} is taken for a phone number; a scanned customer was not tried.`;
  see(1, { state: 'partly', observed });
  return true;
};

const createAgain: Step = async ({ calls, note, see }) => {
  const again = await calls.create();
  if (again === undefined) {
    note('payment.again', 'ok', 'The same create under the same key was answered the same.');
  } else {
    const sentence = `Vipps ${again.what} to the same create under the same key: report it to the makers of the relay.`;
    note('payment.again', 'warning', sentence);
  }
  const second = await calls.createSecond();
  const observed =
    second === undefined
      ? 'both were created for one phone number; what the app shows was not seen.'
      : `Vipps ${second.what} to the second one, for one phone number.`;
  see(5, { state: 'partly', observed });
  return true;
};

/** Too early on purpose: it is refused, and its key is used once more after the approval. */
async function captureTooEarly({ calls, see }: Trial): Promise<void> {
  const early = await calls.capture(1);
  if (early === undefined) {
    see(7, { state: 'notSeen', observed: 'a capture before the approval was not refused.' });
  }
}

const approve: Step = async (trial) => {
  const { calls, note } = trial;
  await captureTooEarly(trial);
  const refused = await calls.approve();
  if (refused !== undefined) {
    const sentence = `Vipps ${refused.what} to the force approve: the phone number must be a test user’s who approved one payment by hand in the test app before.`;
    note('payment.approve', 'mustFix', sentence);
    return false;
  }
  note('payment.approve', 'ok', 'The payment was approved without a customer (force approve).');
  const payment = await payUntil(trial, ({ state }) => state === 'AUTHORIZED');
  if ('what' in payment) {
    note('payment.authorized', 'mustFix', `Vipps ${payment.what} when asked for the payment.`);
    return false;
  }
  const isReserved = payment.state === 'AUTHORIZED';
  note(
    'payment.authorized',
    isReserved ? 'ok' : 'mustFix',
    isReserved
      ? 'The money is reserved.'
      : `The payment is ${payment.state} after its approval: look at it in the business portal.`,
  );
  return isReserved;
};

/** The first capture goes out under the key that was refused before the approval. */
const capture: Step = async ({ calls, note, see }) => {
  const underOldKey = await calls.capture(1);
  const stays = underOldKey !== undefined;
  see(7, {
    state: 'partly',
    observed: stays
      ? `a refused capture stays refused under its key (${String(underOldKey.status)}); how long keys live was not seen.`
      : 'a capture that was refused too early goes through under the same key later; how long keys live was not seen.',
  });
  const refused = stays ? await calls.capture(2) : undefined;
  if (refused !== undefined) {
    const advice = adviceFor(refused, 'look at the payment in the business portal');
    note('payment.capture', 'mustFix', `Vipps ${refused.what} to the capture: ${advice}.`);
    return false;
  }
  const isWhole = calls.capturedMinor === TRIAL.reservedMinor;
  note('payment.capture', 'ok', isWhole ? 'The whole was captured.' : 'A part was captured.');
  return true;
};

const release: Step = async ({ calls, note }) => {
  if (calls.capturedMinor === TRIAL.reservedMinor) {
    const sentence = 'Nothing is left to release, because relay.json says partialCapture false.';
    note('payment.release', 'notTried', sentence);
    return true;
  }
  const refused = await calls.release();
  if (refused === undefined) note('payment.release', 'ok', 'The rest was released.');
  else {
    const sentence = `Vipps ${refused.what} to the release of the rest: look at the payment in the business portal.`;
    note('payment.release', 'mustFix', sentence);
  }
  return true;
};

const receipt: Step = async ({ unit, calls, note, see }) => {
  if (!unit.config.orderManagement) {
    note('payment.receipt', 'notTried', 'relay.json says orderManagement false.');
    return true;
  }
  const refused = await calls.postReceipt();
  if (refused === undefined) {
    note('payment.receipt', 'ok', 'The receipt was taken after capture and release.');
    see(9, { state: 'partly', observed: 'yes, in this environment; production was not tried.' });
  } else if (refused.status === 404) {
    const sentence =
      'Vipps has no Order Management here (404), as its documentation says of the test environment: set orderManagement to false for this sales unit.';
    note('payment.receipt', 'warning', sentence);
    see(9, { state: 'notSeen', observed: 'there is no Order Management in this environment.' });
  } else {
    const sentence = `Vipps ${refused.what} to the receipt: ask Vipps, because order details are mandatory.`;
    note('payment.receipt', 'mustFix', sentence);
    see(9, { state: 'partly', observed: `Vipps ${refused.what} in this environment.` });
  }
  return true;
};

const refund: Step = async ({ calls, note }) => {
  const refused = await calls.refund();
  if (refused === undefined) note('payment.refund', 'ok', 'The capture was refunded.');
  else {
    const sentence = `Vipps ${refused.what} to the refund: ask Vipps, and refund ${calls.reference} in the business portal.`;
    note('payment.refund', 'mustFix', sentence);
  }
  return true;
};

const sums: Step = async (trial) => {
  const { calls, note } = trial;
  const { capturedMinor } = calls;
  const wanted = [
    TRIAL.reservedMinor,
    capturedMinor,
    TRIAL.reservedMinor - capturedMinor,
    capturedMinor,
  ];
  const sumsOf = ({ aggregate }: Payment): readonly number[] => [
    aggregate.authorizedAmount.value,
    aggregate.capturedAmount.value,
    aggregate.cancelledAmount.value,
    aggregate.refundedAmount.value,
  ];
  const isSo = (payment: Payment): boolean =>
    sumsOf(payment).every((sum, index) => sum === wanted[index]);
  const payment = await payUntil(trial, isSo);
  if ('what' in payment) {
    note('payment.sums', 'unknown', `Vipps ${payment.what} when asked for the payment at the end.`);
  } else if (isSo(payment)) {
    note('payment.sums', 'ok', 'Vipps’ sums of the payment are right to the øre.');
  } else {
    const sentence = `Vipps’ sums (reserved, captured, released, refunded) are ${sumsOf(payment).join(', ')} instead of ${wanted.join(', ')}: look at ${calls.reference} in the business portal.`;
    note('payment.sums', 'mustFix', sentence);
  }
  return true;
};

const STEPS: readonly (readonly [first: CheckId, step: Step])[] = [
  ['payment.create', create],
  ['payment.again', createAgain],
  ['payment.approve', approve],
  ['payment.capture', capture],
  ['payment.release', release],
  ['payment.receipt', receipt],
  ['payment.refund', refund],
  ['payment.sums', sums],
];

/** Nothing stays reserved behind a payment that could not be played to its end. */
async function giveUp({ calls }: Trial): Promise<Done> {
  return calls.release();
}

/**
 * Plays one whole payment in the test environment: create, force approve, partial capture, release of the rest, receipt,
 * refund, and Vipps' sums at the end. The caller makes sure that no real money is moved.
 */
export async function tryPayment(
  unit: ActiveSalesUnit,
  { phone, wait }: { readonly phone: string; readonly wait: (ms: number) => Promise<void> },
): Promise<TrialResult> {
  const { merchantSerialNumber: salesUnit } = unit.config;
  const findings: Finding[] = [];
  const seen = new Map<number, Observed>();
  const trial: Trial = {
    unit,
    calls: createPaymentCalls(unit, phone),
    wait,
    note: (id, state, sentence) => {
      findings.push(judge(id)(state, sentence, { salesUnit }));
    },
    see: (question, observation) => {
      seen.set(question, observation);
    },
  };
  let isOver = false;
  for (const [first, step] of STEPS) {
    if (isOver) {
      trial.note(first, 'notTried', 'Not tried, because a step before it failed.');
    } else if (!(await step(trial))) {
      isOver = true;
      if (first !== 'payment.create') await giveUp(trial);
    }
  }
  return { findings, seen };
}
