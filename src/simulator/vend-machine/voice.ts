import type { Clock } from '#core/base/ports.ts';
import type { MachineBehaviour } from './profile.ts';
import { createTranscript } from './transcript.ts';
import type { HostLine, TranscriptLine } from './view.ts';

/** What the adapter says over its line, with everything that can happen to a line on its way. */
export interface Voice {
  /** What was said and heard, as it left each side. */
  transcript(): readonly TranscriptLine[];
  open(line: HostLine): void;
  close(): void;
  /** The line breaks. */
  break(): void;
  noteHeard(line: string): void;
  say(line: string): void;
  acknowledge(): void;
}

const GARBAGE = '\u0001\u0002?x,\u007f\r\n';

/** One byte in the middle arrives as another one. */
function damaged(line: string): string {
  const middle = Math.floor(line.length / 2);
  return `${line.slice(0, middle)}\u00ff${line.slice(middle + 1)}`;
}

export function createVoice(clock: Clock, has: (name: MachineBehaviour) => boolean): Voice {
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
