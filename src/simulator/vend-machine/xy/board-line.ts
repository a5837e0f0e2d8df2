import {
  ACK_COMMAND,
  ACK_FRAME,
  encodeFrame,
  hexOf,
  nextPackNumber,
  POLL_FRAME,
  type Frame,
} from '#contract/xy/frame.ts';
import { createFrameDecoder } from '#contract/xy/frame-decoder.ts';
import type { Clock } from '#core/base/ports.ts';
import type { PollCount } from '../machine.ts';
import { createTimers } from '../timers.ts';
import { createTranscript } from '../transcript.ts';
import type { HostLine, TranscriptLine } from '../view.ts';
import { isIgnored, type BoardBehaviour } from './behaviours.ts';

/** The host must answer within this. */
const ANSWER_WITHIN_MS = 100;
const MOST_RESENDS = 5;
const MAX_LATENCIES = 200_000;
const MOST_LATE_KEPT = 1_000;
const GARBAGE = [0x01, 0xfa, 0x00, 0xfa, 0xfb, 0x41, 0x07];

interface Said {
  readonly bytes: Uint8Array;
  sent: number;
}

/** The board's end of the line: as master it polls, resends, and counts late answers. */
export interface BoardLine {
  transcript(): readonly TranscriptLine[];
  polls(): PollCount;
  forgetPolls(): void;
  open(line: HostLine): void;
  close(): void;
  break(): void;
  listen(): (bytes: Uint8Array) => void;
  /** Queues a frame; it replaces the next poll, in order. */
  say(command: number, ...text: readonly number[]): void;
  setPollEvery(ms: number): void;
  /** Empties the queue. */
  forget(): void;
}

export function createBoardLine(deps: {
  readonly clock: Clock;
  readonly has: (name: BoardBehaviour) => boolean;
  readonly onCommand: (frame: Frame) => void;
  readonly pollEveryMs: number;
}): BoardLine {
  const { clock, has } = deps;
  const timers = createTimers(clock);
  const transcript = createTranscript(clock);
  let latencies: number[] = [];
  const damaged = new Set<BoardBehaviour>();
  let late = 0;
  let lateAnswers: PollCount['lateAnswers'] = [];
  let host: HostLine | undefined;
  let queue: Said[] = [];
  let packNumber = 1;
  let { pollEveryMs } = deps;
  let askedAtMs: number | undefined;
  let lastHeard = '';
  let isAckLost = false;

  function send(bytes: Uint8Array): void {
    const all = has('garbage') ? [...GARBAGE, ...bytes] : [...bytes];
    host?.send(String.fromCharCode(...all));
  }

  /** Corrupts one frame per fault; the resend arrives intact. */
  function onItsWay(bytes: Uint8Array): Uint8Array {
    const isResult = bytes[2] === 0x04 && bytes[5] !== 0x01;
    const cause = bytes[2] === 0x05 ? 'damaged-request' : isResult ? 'damaged-result' : undefined;
    if (cause === undefined || !has(cause) || damaged.has(cause)) return bytes;
    damaged.add(cause);
    const broken = Uint8Array.from(bytes);
    broken[5] = (broken[5] ?? 0) ^ 0x55;
    return broken;
  }

  function missed(): void {
    if (askedAtMs === undefined) return;
    late += 1;
    askedAtMs = undefined;
  }

  function tick(): void {
    timers.after(pollEveryMs, tick);
    if (host === undefined || has('no-polls')) return;
    missed();
    while ((queue[0]?.sent ?? 0) > MOST_RESENDS) queue.shift();
    const said = queue[0];
    if (said === undefined) {
      askedAtMs = clock.monotonicMs();
      send(POLL_FRAME);
      return;
    }
    said.sent += 1;
    if (said.sent === 1) transcript.note('adapter', hexOf(said.bytes));
    askedAtMs = clock.monotonicMs();
    const bytes = onItsWay(said.bytes);
    send(bytes);
    if (has('double-frames')) send(bytes);
  }

  function answered(): void {
    if (askedAtMs === undefined) return;
    const tookMs = clock.monotonicMs() - askedAtMs;
    askedAtMs = undefined;
    latencies.push(tookMs);
    if (latencies.length > MAX_LATENCIES) latencies.shift();
    if (tookMs <= ANSWER_WITHIN_MS) return;
    late += 1;
    lateAnswers = [...lateAnswers, { atMs: clock.nowMs() - tookMs, tookMs }].slice(-MOST_LATE_KEPT);
  }

  function hear(frame: Frame): void {
    if (has('hears-nothing')) return;
    answered();
    if (frame.command === ACK_COMMAND) {
      if ((queue[0]?.sent ?? 0) > 0) queue.shift();
      return;
    }
    const bytes = encodeFrame(frame.command, frame.packNumber, frame.text);
    const hex = hexOf(bytes);
    const isRepeated = hex === lastHeard;
    isAckLost = has('forgets-acknowledgements') && !isRepeated;
    if (!isAckLost) send(ACK_FRAME);
    if (isRepeated) return;
    lastHeard = hex;
    transcript.note('host', hex);
    if (!isIgnored(frame.command, has)) deps.onCommand(frame);
  }

  return {
    transcript: () => transcript.lines(),
    polls: () => {
      const sorted = [...latencies].sort((a, b) => a - b);
      const at = Math.max(0, Math.ceil(sorted.length * 0.9999) - 1);
      return {
        polls: latencies.length,
        late,
        p9999Ms: sorted[at] ?? 0,
        longestMs: sorted.at(-1) ?? 0,
        lateAnswers,
      };
    },
    forgetPolls: () => {
      latencies = [];
      late = 0;
      lateAnswers = [];
    },
    open: (line) => {
      host = line;
      queue = [];
      packNumber = 1;
      lastHeard = '';
      askedAtMs = undefined;
      timers.cancelAll();
      timers.after(pollEveryMs, tick);
    },
    close: () => {
      host = undefined;
      timers.cancelAll();
    },
    break: () => host?.break(),
    listen: () => {
      const decoder = createFrameDecoder();
      return (bytes) => {
        for (const frame of decoder.push(bytes).frames) hear(frame);
      };
    },
    say: (command, ...text) => {
      queue.push({ bytes: encodeFrame(command, packNumber, text), sent: 0 });
      packNumber = nextPackNumber(packNumber);
    },
    setPollEvery: (ms) => {
      pollEveryMs = ms;
    },
    forget: () => {
      queue = [];
      packNumber = 1;
      lastHeard = '';
    },
  };
}
