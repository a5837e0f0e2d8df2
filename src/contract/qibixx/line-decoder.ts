/** Splits received bytes into Qibixx lines: ASCII, ended by CR, LF or both. */
export interface DecodedLines {
  readonly lines: readonly string[];
  /** Bytes discarded because no line of the protocol is that long. */
  readonly discarded: number;
}

export interface LineDecoder {
  /** Takes received bytes, split or joined in any way. */
  push(bytes: Uint8Array): DecodedLines;
}

/** Longer than any line of the protocol, the sniffer's included. */
export const LONGEST_LINE = 256;

const CR = 0x0d;
const LF = 0x0a;

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}

/**
 * Discards a whole line that holds a byte the protocol does not use: the rest of a torn line could read as another one,
 * and some lines move money.
 */
export function createLineDecoder(): LineDecoder {
  let line = '';
  let isSpoilt = false;
  let dropped = 0;
  const end = (lines: string[]): number => {
    if (line !== '' && !isSpoilt) lines.push(line);
    const thrownAway = isSpoilt ? dropped + line.length : 0;
    line = '';
    isSpoilt = false;
    dropped = 0;
    return thrownAway;
  };
  return {
    push: (bytes) => {
      const lines: string[] = [];
      let discarded = 0;
      for (const byte of bytes) {
        if (byte === CR || byte === LF) {
          discarded += end(lines);
        } else if (isSpoilt || !isPrintable(byte) || line.length === LONGEST_LINE) {
          isSpoilt = true;
          dropped += 1;
        } else {
          line += String.fromCharCode(byte);
        }
      }
      return { lines, discarded };
    },
  };
}

/** Encodes one line. */
export function encodeLine(text: string, ending: 'lf' | 'crlf'): Uint8Array {
  return Uint8Array.from(`${text}${ending === 'lf' ? '\n' : '\r\n'}`, (character) =>
    character.charCodeAt(0),
  );
}
