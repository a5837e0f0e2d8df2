import { describe, expect, it } from 'vitest';
import { decodeIpp, encodeIpp } from '../../../../src/main/print/ipp.ts';

const HEAD = [2, 0, 0, 0, 0, 0, 0, 1];
const text = (value: string): readonly number[] => Array.from(Buffer.from(value));
const sized = (bytes: readonly number[]): readonly number[] => [0, bytes.length, ...bytes];
const attribute = (tag: number, name: string, bytes: readonly number[]): readonly number[] => [
  tag,
  ...sized(text(name)),
  ...sized(bytes),
];
const answer = (...pieces: (readonly number[])[]): Uint8Array =>
  Uint8Array.from([...HEAD, ...pieces.flat(), 3]);

describe('a message to the print service', () => {
  it('has the bytes of RFC 8010', () => {
    const bytes = encodeIpp({
      operation: 0x0009,
      attributes: [{ name: 'j', kind: 'uri', values: ['é'] }],
      job: [{ name: 'n', kind: 'integer', values: [258, -1] }],
    });
    expect(Array.from(bytes)).toEqual([
      ...[2, 0, 0, 9, 0, 0, 0, 1, 1],
      ...attribute(0x47, 'attributes-charset', text('utf-8')),
      ...attribute(0x48, 'attributes-natural-language', text('en')),
      ...attribute(0x45, 'j', [0xc3, 0xa9]),
      2,
      ...attribute(0x21, 'n', [0, 0, 1, 2]),
      ...attribute(0x21, '', [255, 255, 255, 255]),
      3,
    ]);
    const flag = { name: 'f', kind: 'boolean', values: [true, false] } as const;
    const flags = encodeIpp({ operation: 2, attributes: [flag] });
    expect(Array.from(flags).slice(-14)).toEqual(
      [...attribute(0x22, 'f', [1]), ...attribute(0x22, '', [0]), 3].slice(-14),
    );
  });

  it('is read group by group, values of unknown kinds passed over', () => {
    const read = decodeIpp(
      answer(
        [1],
        attribute(0x47, 'attributes-charset', text('utf-8')),
        [4],
        attribute(0x42, 'printer-name', text('Kjøkken')),
        attribute(0x23, 'printer-state', [0, 0, 0, 5]),
        attribute(0x44, 'printer-state-reasons', text('media-empty')),
        attribute(0x44, '', text('paused')),
        attribute(0x22, 'printer-is-accepting-jobs', [1]),
        attribute(0x31, 'a-date', [1, 2, 3]),
      ),
    );
    expect(read?.status).toBe(0);
    expect(Object.fromEntries(read?.groups[1] ?? [])).toEqual({
      'printer-name': ['Kjøkken'],
      'printer-state': [5],
      'printer-state-reasons': ['media-empty', 'paused'],
      'printer-is-accepting-jobs': [true],
    });
  });

  it('is nothing when it is torn anywhere, and never runs beyond its end', () => {
    const whole = answer([1], attribute(0x42, 'printer-name', text('P')));
    for (let length = 0; length < whole.length; length += 1) {
      expect(decodeIpp(whole.slice(0, length))).toBeUndefined();
    }
    expect(decodeIpp(whole)?.groups).toHaveLength(1);
    // A value before any group, and one that says that it is longer than it is.
    expect(decodeIpp(answer(attribute(0x42, 'n', text('P'))))?.groups).toEqual([]);
    expect(decodeIpp(answer([1, 0x42, 0xff, 0xff]))).toBeUndefined();
    expect(decodeIpp(answer([1], attribute(0x21, 'n', [1])))?.groups[0]?.size).toBe(0);
  });

  it('names what was left out, also where its value is of no kind that is read', () => {
    const read = decodeIpp(
      answer(
        [1],
        attribute(0x47, 'attributes-charset', text('utf-8')),
        [5],
        attribute(0x10, 'print-scaling', []),
        attribute(0x44, 'media', text('iso_a5_148x210mm')),
        [2],
        attribute(0x21, 'job-id', [0, 0, 0, 7]),
      ),
    );
    expect(read?.leftOut).toEqual(['print-scaling', 'media']);
    expect(read?.groups[1]?.get('job-id')).toEqual([7]);
  });
});
