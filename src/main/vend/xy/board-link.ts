import type { BoardCommand } from '#contract/xy/commands.ts';
import { commands } from '#contract/xy/commands.ts';
import {
  ACK_COMMAND,
  ACK_FRAME,
  encodeFrame,
  hexOf,
  nextPackNumber,
  POLL_COMMAND,
  type Frame,
} from '#contract/xy/frame.ts';
import { createFrameDecoder, type DecodedFrames } from '#contract/xy/frame-decoder.ts';
import type { Clock } from '#core/base/ports.ts';
import { createSerialLink } from '../serial-link.ts';
import type { OpenTransport } from '../transport.ts';
import { Timer } from '../timer.ts';

/** The board speaks every 200 ms, whatever it says; silent for this long it is gone (vend-hardware, serial 4). */
const SILENCE_MS = 2_000;
/** After 31 its turns go to one frame for each selection, 255 at most; later than this it gives us no turn at all. */
const TURN_MS = 90_000;
/** An unfinished frame gets no longer than this for its next byte: the longest frame takes 45 ms at 57600 baud. */
const GAP_MS = 100;
const MOST_RESENDS = 5;
const SYNCHRONISE = 0x31;

/** `notSent`: it never left this PC. `unacknowledged`: it left, and nobody said that it arrived. */
export type SendOutcome = 'acknowledged' | 'notSent' | 'unacknowledged';

export type BoardLinkEvent =
  /** The board speaks. */
  | { readonly kind: 'up' }
  | { readonly kind: 'down'; readonly detail: string }
  /** Acknowledged to the board already, and never told twice. */
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'discarded'; readonly count: number }
  /** Everything but polls and acknowledgements, as hex. */
  | { readonly kind: 'traffic'; readonly direction: 'in' | 'out'; readonly line: string };

/**
 * The part of the conversation that may not wait: every poll is answered from the bytes that carried it, with an
 * acknowledgement or the next command. Runs in a process of its own (docs/adr/0013-line-process.md).
 */
export interface BoardLink {
  start(): void;
  send(command: BoardCommand): Promise<SendOutcome>;
  /** What waits is not said any more: what did not leave must not leave later. */
  forget(): void;
  stop(): Promise<void>;
}

export interface BoardLinkDeps {
  readonly path: string;
  readonly clock: Clock;
  readonly open: OpenTransport;
  readonly onEvent: (event: BoardLinkEvent) => void;
}

interface Queued {
  readonly command: BoardCommand;
  readonly settle: (outcome: SendOutcome) => void;
  bytes?: Uint8Array;
  sent: number;
}

class BoardLine implements BoardLink {
  readonly #deps: BoardLinkDeps;
  readonly #link: ReturnType<typeof createSerialLink>;
  #decoder = createFrameDecoder();
  #queue: Queued[] = [];
  #packNumber = 1;
  #isUp = false;
  /** The last frame from the board, whole: a resend is the same again. */
  #last = '';
  readonly #silence: Timer;
  readonly #turn: Timer;
  readonly #gap: Timer;

  constructor(deps: BoardLinkDeps) {
    this.#deps = deps;
    this.#silence = new Timer(deps.clock);
    this.#turn = new Timer(deps.clock);
    this.#gap = new Timer(deps.clock);
    this.#link = createSerialLink({
      path: deps.path,
      clock: deps.clock,
      open: deps.open,
      onOpen: () => {
        this.#decoder = createFrameDecoder();
        this.#last = '';
        this.#packNumber = 1;
        this.#awaitFrame();
        this.#awaitTurn();
      },
      onBytes: (bytes) => {
        this.#take(this.#decoder.push(bytes));
      },
      onDown: (detail) => {
        this.#down(detail);
      },
    });
  }

  start(): void {
    this.#link.start();
  }

  async stop(): Promise<void> {
    this.#cancelAll();
    this.#clear();
    this.#isUp = false;
    await this.#link.stop();
  }

  send(command: BoardCommand): Promise<SendOutcome> {
    if (!this.#isUp) return Promise.resolve('notSent');
    return new Promise((settle) => {
      this.#queue.push({ command, settle, sent: 0 });
    });
  }

  forget(): void {
    if ((this.#queue[0]?.sent ?? 0) > 0) this.#packNumber = nextPackNumber(this.#packNumber);
    this.#clear();
  }

  #take({ frames, discarded }: DecodedFrames): void {
    if (discarded > 0) this.#deps.onEvent({ kind: 'discarded', count: discarded });
    for (const frame of frames) this.#hear(frame);
    this.#gap.cancel();
    if (this.#decoder.held() === 0) return;
    this.#gap.start(GAP_MS, () => {
      this.#take(this.#decoder.expire());
    });
  }

  /** Any frame that is whole proves that the board lives. */
  #hear(frame: Frame): void {
    this.#awaitFrame();
    this.#prove();
    if (frame.command === POLL_COMMAND) this.#hearPoll();
    else if (frame.command === ACK_COMMAND) this.#hearAcknowledgement();
    else this.#hearData(frame);
  }

  #hearPoll(): void {
    this.#awaitTurn();
    const head = this.#queue[0];
    if (head === undefined) this.#write(ACK_FRAME);
    else if (head.sent > MOST_RESENDS) {
      // It speaks and does not hear: what it was told it may have done.
      this.#settleHead('unacknowledged');
      this.#link.reopen('the board does not acknowledge');
    } else {
      head.bytes ??= encodeFrame(head.command.command, this.#packNumber, head.command.text);
      head.sent += 1;
      if (head.sent === 1) this.#tell('out', head.bytes);
      this.#write(head.bytes);
    }
  }

  /** Whatever it says first: a key may be pressed before the first poll. */
  #prove(): void {
    if (this.#isUp) return;
    this.#isUp = true;
    this.#deps.onEvent({ kind: 'up' });
  }

  #hearAcknowledgement(): void {
    this.#link.proven();
    this.#settleHead('acknowledged');
  }

  #hearData(frame: Frame): void {
    this.#write(ACK_FRAME);
    const bytes = encodeFrame(frame.command, frame.packNumber, frame.text);
    const hex = hexOf(bytes);
    if (hex === this.#last) return;
    this.#last = hex;
    this.#tell('in', bytes);
    if (frame.command === SYNCHRONISE) this.#synchronise();
    this.#deps.onEvent({ kind: 'frame', frame });
  }

  /** The board wants its answer at the next poll: before everything that waits and has not been said yet. */
  #synchronise(): void {
    const at = (this.#queue[0]?.sent ?? 0) > 0 ? 1 : 0;
    const order = { command: commands.synchronise(), settle: () => undefined, sent: 0 };
    this.#queue.splice(at, 0, order);
  }

  #settleHead(outcome: SendOutcome): void {
    const head = this.#queue[0];
    if (head === undefined || head.sent === 0) return;
    this.#queue.shift();
    this.#packNumber = nextPackNumber(this.#packNumber);
    head.settle(outcome);
  }

  #awaitFrame(): void {
    this.#silence.start(SILENCE_MS, () => {
      this.#link.reopen('the board says nothing');
    });
  }

  #awaitTurn(): void {
    this.#turn.start(TURN_MS, () => {
      this.#link.reopen('the board does not poll');
    });
  }

  #down(detail: string): void {
    this.#cancelAll();
    this.#isUp = false;
    // Before anybody is told: what did not leave must not leave later.
    this.#clear();
    this.#deps.onEvent({ kind: 'down', detail });
  }

  #clear(): void {
    const given = this.#queue;
    this.#queue = [];
    for (const { sent, settle } of given) settle(sent === 0 ? 'notSent' : 'unacknowledged');
  }

  #cancelAll(): void {
    this.#silence.cancel();
    this.#turn.cancel();
    this.#gap.cancel();
  }

  #write(bytes: Uint8Array): void {
    void this.#link.write(bytes);
  }

  #tell(direction: 'in' | 'out', bytes: Uint8Array): void {
    this.#deps.onEvent({ kind: 'traffic', direction, line: hexOf(bytes) });
  }
}

export function createBoardLink(deps: BoardLinkDeps): BoardLink {
  return new BoardLine(deps);
}
