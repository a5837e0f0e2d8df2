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

/** The board sends something every 200 ms; after this silence it is gone (vend-hardware, serial 4). */
const SILENCE_MS = 2_000;
/** After 31 the board uses its turns for one frame for each selection, 255 at most; then it must poll again. */
const TURN_MS = 90_000;
/** The next byte of an unfinished frame comes within this time: the longest frame takes 45 ms at 57600 baud. */
const GAP_MS = 100;
const MOST_RESENDS = 5;
const SYNCHRONISE = 0x31;

/** `notSent`: it never left this PC. `unacknowledged`: it left, and the board did not confirm it. */
export type SendOutcome = 'acknowledged' | 'notSent' | 'unacknowledged';

export type BoardLinkEvent =
  /** The board speaks. */
  | { readonly kind: 'up' }
  | { readonly kind: 'down'; readonly detail: string }
  /** Already acknowledged to the board; a resend is not reported again. */
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'discarded'; readonly count: number }
  /** Everything but polls and acknowledgements, as hex. */
  | { readonly kind: 'traffic'; readonly direction: 'in' | 'out'; readonly line: string };

/**
 * Answers every poll at once, with an acknowledgement or the next command: the board waits 100 ms. Runs in a process of its
 * own (docs/adr/0013-line-process.md).
 */
export interface BoardLink {
  start(): void;
  send(command: BoardCommand): Promise<SendOutcome>;
  /** Drops the queued commands: none of them may leave later. */
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
  /** The last frame from the board: an equal one is a resend. */
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

  /** Any whole frame shows that the board works. */
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
      // The board sends but does not acknowledge: it may have carried the command out.
      this.#settleHead('unacknowledged');
      this.#link.reopen('the board does not acknowledge');
    } else {
      head.bytes ??= encodeFrame(head.command.command, this.#packNumber, head.command.text);
      head.sent += 1;
      if (head.sent === 1) this.#tell('out', head.bytes);
      this.#write(head.bytes);
    }
  }

  /** The first frame counts, whatever it is: a key may be pressed before the first poll. */
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

  /** The board expects its answer at the next poll: it goes before every queued command that was not sent yet. */
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
    // Before the event: no queued command may leave later.
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
