/** A question about Vipps that its documentation leaves open, and what was observed. */
export interface Observation {
  readonly number: number;
  readonly question: string;
  readonly state: 'answered' | 'partly' | 'notSeen';
  readonly observed: string;
}

/** What was seen of one. */
export type Observed = Pick<Observation, 'state' | 'observed'>;

const NEEDS_SCAN = 'nobody scanned a QR during this check.';

/** Each question, with what is said of it until something is seen. */
const QUESTIONS: readonly (readonly [question: string, untilSeen: string])[] = [
  [
    'Is a payment for a scanned customer created with both values of userFlow, or is 5080 raised?',
    NEEDS_SCAN,
  ],
  [
    'Does the app’s waiting screen after a scan end by itself, and what happens when the payment comes late?',
    NEEDS_SCAN,
  ],
  ['Is a check-in sent again, and does an answer that is not 2xx do harm?', NEEDS_SCAN],
  ['Can a customer token be used for a second payment after the first was declined?', NEEDS_SCAN],
  [
    'What happens with two payments that wait for one customer?',
    'no payment was tried; use --payment.',
  ],
  ['Which path has the age check?', 'this relay does not call it; read the live QR specification.'],
  [
    'How long does an Idempotency-Key live, and does a refusal stay with it?',
    'no payment was tried; use --payment.',
  ],
  ['Can a customer token be used again after the payment was refused with 7010?', NEEDS_SCAN],
  [
    'Does Order Management take the receipt after capture and release?',
    'no payment was tried; use --payment.',
  ],
];

/** All open questions; `seen` says what was observed of some, by number. */
export function openQuestions(
  seen: ReadonlyMap<number, Observed> = new Map(),
): readonly Observation[] {
  return QUESTIONS.map(([question, untilSeen], index) => {
    const number = index + 1;
    const { state, observed } = seen.get(number) ?? { state: 'notSeen', observed: untilSeen };
    return { number, question, state, observed };
  });
}
