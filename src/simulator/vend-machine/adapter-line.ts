import type { Clock } from '#core/base/ports.ts';
import type { MachineBehaviour } from './profile.ts';
import { createTranscript } from './transcript.ts';
import type { HostLine, TranscriptLine } from './view.ts';

/** The adapter's end of the line, with its transmission faults. */
export interface AdapterLine {
  /** Every line sent and received, undamaged. */
  transcript(): readonly TranscriptLine[];
  open(line: HostLine): void;
  close(): void;
  /** Drops the connection. */
  break(): void;
  noteHeard(line: string): void;
  say(line: string): void;
  acknowledge(): void;
}

const GARBAGE = '\u0001\u0002?x,\u007f\r\n';

/** Corrupts one byte in the middle. */
function damaged(line: string): string {
  const middle = Math.floor(line.length / 2);
  return `${line.slice(0, middle)}\u00ff${line.slice(middle + 1)}`;
}

export function createAdapterLine(
  clock: Clock,
  has: (name: MachineBehaviour) => boolean,
): AdapterLine {
  const transcript = createTranscript(clock);
  let host: HostLine | undefined;

  function onTheLine(line: string): string {
    const isRequest = line.startsWith('c,STATUS,VEND');
    const isResult = line === 'c,VEND,SUCCESS' || line === 'c,ERR,VEND 3';
    const isDamaged = (isRequest && has('damaged-request')) || (isResult && has('damaged-result'));
    return `${has('garbage') ? GARBAGE : ''}${isDamaged ? damaged(line) : line}\r\n`;
  }

  function say(line: string): void {
    transcript.note('adapter', line);
    host?.send(onTheLine(line));
  }

  return {
    transcript: () => transcript.lines(),
    open: (line) => {
      host = line;
    },
    close: () => {
      host = undefined;
    },
    break: () => host?.break(),
    noteHeard: (line) => {
      transcript.note('host', line);
    },
    say,
    acknowledge: () => {
      say('r,ACK');
      if (has('double-ack')) say('r,ACK');
    },
  };
}
