/** A question about Vipps that its documentation leaves open, and what was observed. */
export interface Observation {
  readonly number: number;
  readonly question: string;
  readonly state: 'answered' | 'partly' | 'notSeen';
  readonly observed: string;
  /** What a person does to settle it; absent: `--payment` shows all that can be seen. */
  readonly byHand?: string | undefined;
}

/** What was seen of one. */
export type Observed = Pick<Observation, 'state' | 'observed'>;

interface Question {
  readonly question: string;
  /** What is said of it until something is seen. */
  readonly untilSeen: string;
  readonly byHand?: string;
}

const NEEDS_SCAN =
  'nobody scanned a QR during this check; Vipps gives a customer token only to who does.';
const NEEDS_PAYMENT = 'no payment was tried; use --payment.';

const QUESTIONS: readonly Question[] = [
  {
    question:
      'Is a payment for a scanned customer created with both values of userFlow, or is 5080 raised?',
    untilSeen: NEEDS_SCAN,
    byHand:
      'with a machine on this sales unit scan its QR once with each userFlow in relay.json: the machine’s log says gateway.vipps-refused with errorCode 5080, or the app asks for the payment.',
  },
  {
    question:
      'Does the app’s waiting screen after a scan end by itself, and what happens when the payment comes late?',
    untilSeen: NEEDS_SCAN,
    byHand:
      'set refuseCheckInsWith to 200, stop the kiosk, scan, and measure how long the app waits. For the late payment stop the relay’s way to Vipps (a firewall rule) for a minute after a scan: read in the machine’s sale what Vipps said to the create.',
  },
  {
    question: 'Is a check-in sent again, and does an answer that is not 2xx do harm?',
    untilSeen: NEEDS_SCAN,
    byHand:
      'stop the kiosk and scan: the relay answers 503. Look whether its log has a second line relay.check-in with the same checkInId in the next hour, and whether webhooks of payments still come (vendskap_relay_webhooks_total). If the harm is there, set refuseCheckInsWith to 200.',
  },
  {
    question: 'Can a customer token be used for a second payment after the first was declined?',
    untilSeen: NEEDS_SCAN,
    byHand:
      'nothing in this product does so: a customer who declines scans again. Send two creates with one token by hand, with curl and the keys of the test environment; the token is in the webhook, which a listener of your own at publicUrl shows.',
  },
  {
    question: 'What happens with two payments that wait for one customer?',
    untilSeen: NEEDS_PAYMENT,
  },
  {
    question: 'Which path has the age check?',
    untilSeen: 'this relay does not call it: ages are limited by minimumUserAge on the payment.',
    byHand:
      'read the QR specification at developer.vippsmobilepay.com; nothing here depends on it.',
  },
  {
    question: 'How long does an Idempotency-Key live, and does a refusal stay with it?',
    untilSeen: NEEDS_PAYMENT,
  },
  {
    question: 'Can a customer token be used again after the payment was refused with 7010?',
    untilSeen: NEEDS_SCAN,
    byHand:
      'set a minimum age above the test user’s for one slot, leave ageGate at fallback, and scan: the machine creates the payment again with the same token. Its log says gateway.vipps-refused with 7010 once and the app asks for the payment (yes), or says it twice (no: set ageGate to limit).',
  },
  {
    question: 'Does Order Management take the receipt after capture and release?',
    untilSeen: NEEDS_PAYMENT,
  },
];

/** All open questions; `seen` says what was observed of some, by number. */
export function openQuestions(
  seen: ReadonlyMap<number, Observed> = new Map(),
): readonly Observation[] {
  return QUESTIONS.map(({ question, untilSeen, byHand }, index) => {
    const number = index + 1;
    const { state, observed } = seen.get(number) ?? { state: 'notSeen', observed: untilSeen };
    return { number, question, state, observed, byHand };
  });
}
