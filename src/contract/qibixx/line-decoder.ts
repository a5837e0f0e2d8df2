/** Bytes of the Qibixx dialect to lines: ASCII, ended by CR, LF or both. */
export interface DecodedLines {
  readonly lines: readonly string[];
  /** Bytes thrown away because no line of the dialect is that long. */
  readonly discarded: number;
}

export interface LineDecoder {
  /** Takes what came off the wire, split or joined in any way. */
  push(bytes: Uint8Array): DecodedLines;
}

/** Longer than any line of the dialect, the sniffer's included. */
export const LONGEST_LINE = 256;

const CR = 0x0d;
const LF = 0x0a;

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}

export function createLineDecoder(): LineDecoder {
  let line = '';
  let isOverlong = false;
  return {
    push: (bytes) => {
      const lines: string[] = [];
      let discarded = 0;
      for (const byte of bytes) {
        if (byte === CR || byte === LF) {
          if (line !== '' && !isOverlong) lines.push(line);
          line = '';
          isOverlong = false;
        } else if (isOverlong || !isPrintable(byte)) {
          discarded += 1;
        } else if (line.length === LONGEST_LINE) {
          discarded += LONGEST_LINE + 1;
          line = '';
          isOverlong = true;
        } else {
          line += String.fromCharCode(byte);
        }
      }
      return { lines, discarded };
    },
  };
}

/** A line of the dialect as bytes. */
export function encodeLine(text: string, ending: 'lf' | 'crlf'): Uint8Array {
  return Uint8Array.from(`${text}${ending === 'lf' ? '\n' : '\r\n'}`, (character) =>
    character.charCodeAt(0),
  );
}
