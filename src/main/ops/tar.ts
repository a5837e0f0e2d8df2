import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

export interface TarFile {
  /** At most 100 ASCII characters. */
  readonly name: string;
  readonly content: string;
}

const BLOCK = 512;

function octal(value: number, digits: number): string {
  return `${value.toString(8).padStart(digits, '0')}\0`;
}

/** One header of POSIX ustar: a plain file that its owner may read and write. */
function headerOf(name: string, size: number, atMs: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, 100, 'latin1');
  header.write(octal(0o600, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(size, 11), 124);
  header.write(octal(Math.floor(atMs / 1_000), 11), 136);
  // The checksum counts its own field as blanks.
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** The files as a .tar.gz; it is compressed beside the program. */
export function packTarGz(files: readonly TarFile[], atMs: number): Promise<Uint8Array> {
  const parts = files.flatMap(({ name, content }) => {
    const bytes = Buffer.from(content);
    const padding = Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK);
    return [headerOf(name, bytes.length, atMs), bytes, padding];
  });
  return compress(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]));
}
