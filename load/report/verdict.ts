import type { Announced, Arrival, Book, FaultKind, Scan } from '../book.ts';
import type { LedgerPayment } from '../vipps/ledger.ts';

/** What went wrong of one kind: how often, and the first examples. */
export interface Finding {
  readonly count: number;
  readonly examples: readonly string[];
}

/** Whether the run was right: every count is 0. */
export interface Verdict {
  readonly isRight: boolean;
  /** Events that the relay took and no machine ever got. */
  readonly lost: Finding;
  readonly doubled: Finding;
  readonly reordered: Finding;
  readonly wrongAnswers: Finding;
  /** Where the ledger and the journals of the machines differ, or money stays reserved. */
  readonly money: Finding;
  /** Sales and webhooks that did not come to their end in time. */
  readonly unfinished: Finding;
}

const MOST_EXAMPLES = 10;

function finding(all: readonly string[]): Finding {
  return { count: all.length, examples: all.slice(0, MOST_EXAMPLES) };
}

function lostEvents({ announced, arrivals }: Book): readonly string[] {
  const arrived = new Set([...arrivals.values()].flat().map(({ key }) => key));
  return [...announced.values()]
    .filter(({ key, acceptedMs }) => acceptedMs !== undefined && !arrived.has(key))
    .map(({ key, machineId }) => `${machineId}: ${key}`);
}

/** Of two events of a machine, the one that was taken before the other was sent has the smaller sequence. */
function wrongOrder(
  arrivals: readonly Arrival[],
  announced: ReadonlyMap<string, Announced>,
): readonly string[] {
  const found: string[] = [];
  let earliestMs = Infinity;
  let earliest = '';
  for (const { key, sequence } of [...arrivals].sort((a, b) => b.sequence - a.sequence)) {
    const event = announced.get(key);
    if (event === undefined) continue;
    if ((event.firstSentMs ?? 0) > earliestMs) {
      found.push(`${event.machineId}: ${key} has sequence ${String(sequence)}, before ${earliest}`);
    }
    if (event.acceptedMs !== undefined && event.acceptedMs < earliestMs) {
      earliestMs = event.acceptedMs;
      earliest = key;
    }
  }
  return found;
}

function wrongAnswer({
  answers,
  verdicts,
  machine,
  isVoid,
  couldHearVoid,
}: Scan): string | undefined {
  const told = answers.filter((status) => status !== undefined);
  const isAccepted = told.includes(200);
  if (new Set(verdicts).size > 1) return 'two copies got two answers';
  if (isAccepted && machine?.accepted !== true) return 'was accepted, and not by its machine';
  // A copy without an answer may have been a yes of a process that died while it said it: nobody can know.
  const isRefused = told.length > 0 && told.length === answers.length && !isAccepted;
  if (isRefused && machine?.accepted === true && couldHearVoid && !isVoid) {
    return 'was refused to the customer and not taken back from the machine';
  }
  return undefined;
}

function wrongAnswers({ scans }: Book): readonly string[] {
  return [...scans.values()].flatMap((scan) => {
    const fault = wrongAnswer(scan);
    return fault === undefined
      ? []
      : [`${scan.machineId}: check-in ${scan.checkInId} ${fault} (${scan.answers.join(', ')})`];
  });
}

/** Who was told yes can be asked for a payment. */
function refusedCreates({ journal, scans }: Book): readonly string[] {
  return [...journal.values()].flatMap(({ reference, checkInId, refusal }) => {
    const scan = scans.get(checkInId);
    const isPromised = scan?.answers.includes(200) === true && !scan.isVoid;
    return refusal !== undefined && isPromised ? [`${reference}: its create got ${refusal}`] : [];
  });
}

function moneyFaults({ journal }: Book, payments: readonly LedgerPayment[]): readonly string[] {
  return payments.flatMap((payment) => {
    const { reference, capturedMinor, authorizedMinor, cancelledMinor, state } = payment;
    const entry = journal.get(reference);
    const found: string[] = [];
    if ((entry?.capturedMinor ?? 0) !== capturedMinor) {
      found.push(
        `${reference}: Vipps charged ${String(capturedMinor)}, the machine says ${String(entry?.capturedMinor)}`,
      );
    }
    const openMinor = state === 'AUTHORIZED' ? authorizedMinor - capturedMinor - cancelledMinor : 0;
    if (openMinor !== 0) found.push(`${reference}: ${String(openMinor)} stays reserved`);
    return found;
  });
}

function unfinished({ journal, announced }: Book): readonly string[] {
  const sales = [...journal.values()].filter(({ state }) => state === 'open');
  const webhooks = [...announced.values()].filter(({ acceptedMs }) => acceptedMs === undefined);
  return [
    ...sales.map(({ reference }) => `${reference} is open`),
    ...webhooks.map(({ key }) => `${key} was never taken by the relay`),
  ];
}

export function verdictOf(book: Book, payments: readonly LedgerPayment[]): Verdict {
  const seen = (kind: FaultKind): readonly string[] =>
    book.seen.filter((one) => one.kind === kind).map(({ what }) => what);
  const order = [...book.arrivals.values()].flatMap((one) => wrongOrder(one, book.announced));
  const findings = {
    lost: finding(lostEvents(book)),
    doubled: finding(seen('doubled')),
    reordered: finding([...seen('reordered'), ...order]),
    wrongAnswers: finding([...seen('wrongAnswer'), ...wrongAnswers(book), ...refusedCreates(book)]),
    money: finding(moneyFaults(book, payments)),
    unfinished: finding(unfinished(book)),
  };
  const isRight = Object.values(findings).every(({ count }) => count === 0);
  return { isRight, ...findings };
}
