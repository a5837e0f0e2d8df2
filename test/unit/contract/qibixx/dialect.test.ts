import {
  approveCommand,
  COMMANDS,
  CURRENCY_CODES,
  setCommand,
  startCommand,
} from '#contract/qibixx/commands.ts';
import { createLineDecoder, encodeLine, LONGEST_LINE } from '#contract/qibixx/line-decoder.ts';
import { decodeResponse } from '#contract/qibixx/responses.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('lines from the adapter', () => {
  it.each([
    ['v,5.1.0.0,ABC', { kind: 'version', firmware: '5.1.0.0', id: 'ABC' }],
    ['v,5.1.0.0,27004e00', { kind: 'version', firmware: '5.1.0.0', id: '27004e00' }],
    ['c,SET,OK', { kind: 'configured' }],
    ['c,0', { kind: 'off' }],
    ['c,1', { kind: 'on' }],
    ['c,STATUS,ONLINE', { kind: 'on' }],
    ['c,STATUS,INACTIVE', { kind: 'status', status: 'inactive' }],
    ['c,STATUS,DISABLED', { kind: 'status', status: 'disabled' }],
    ['c,STATUS,ENABLED', { kind: 'status', status: 'enabled' }],
    ['c,STATUS,IDLE', { kind: 'status', status: 'idle' }],
    ['c,STATUS,IDLE,100.00', { kind: 'status', status: 'idle' }],
    ['c,STATUS,VEND,25.00,5', { kind: 'vendRequest', priceMinor: 2500, item: 5 }],
    ['c,STATUS,VEND,25.00,65535', { kind: 'vendRequest', priceMinor: 2500, item: undefined }],
    ['c,STATUS,VEND,25.00,0', { kind: 'vendRequest', priceMinor: 2500, item: undefined }],
    ['c,STATUS,VEND,25.00', { kind: 'vendRequest', priceMinor: 2500, item: undefined }],
    ['c,VEND,SUCCESS', { kind: 'vendSuccess' }],
    ['c,ERR,VEND 1', { kind: 'vendError', code: 1 }],
    ['c,ERR,"VEND 3"', { kind: 'vendError', code: 3 }],
    ['c,ERR,VEND 5', { kind: 'vendError', code: 5 }],
    ['c,ERR,"VEND -3"', { kind: 'approvalRefused' }],
    ['c,ERR,"VEND -2"', { kind: 'approvalRefused' }],
    ['c,ERR,"START -3"', { kind: 'startRefused' }],
    ['c,ERR,"cashless is on"', { kind: 'alreadyOn' }],
    ['c,ERR,"cashless is off"', { kind: 'isOff' }],
    ['c,ERR, "Cashless  is off" ', { kind: 'isOff' }],
    ['c,ERR,"START -1"', { kind: 'startRefused' }],
    ['c,ERR,"VEND -7"', { kind: 'approvalRefused' }],
    ['c,ERR,VEND 7', { kind: 'unknown' }],
    ['c, status, Enabled', { kind: 'status', status: 'enabled' }],
    ['c,Status,Vend, 25.00, 5', { kind: 'vendRequest', priceMinor: 2500, item: 5 }],
    ['C,0', { kind: 'unknown' }],
    ['C,STATUS,ENABLED', { kind: 'unknown' }],
    ['', { kind: 'unknown' }],
    ['c,ERR,-3', { kind: 'denied' }],
    ['r,ACK', { kind: 'acknowledged' }],
    ['x,ACK', { kind: 'quieted' }],
    ['m,ACK', { kind: 'quieted' }],
    ['s,ACK', { kind: 'quieted' }],
    ['d,ACK', { kind: 'quieted' }],
    ['c,UNKNOWN,SALE', { kind: 'notUnderstood' }],
    ['c,STATUS,VEND', { kind: 'unknown' }],
    ['c,STATUS,VEND,25.0.0,5', { kind: 'unknown' }],
    ['c,STATUS,VEND,25.00,x', { kind: 'unknown' }],
    ['c,STATUS,SOMETHING', { kind: 'unknown' }],
    ['c,STATUS', { kind: 'unknown' }],
    ['c,OTHER,1', { kind: 'unknown' }],
    ['v', { kind: 'unknown' }],
    ['x,00,12,10,ACK', { kind: 'unknown' }],
  ])('%s', (line, meaning) => {
    expect(decodeResponse(line, 2)).toEqual(meaning);
  });

  it('counts amounts in whole units where there are no decimals', () => {
    expect(decodeResponse('c,STATUS,VEND,25,7', 0)).toMatchObject({ priceMinor: 2500 });
    expect(decodeResponse('c,STATUS,VEND,25.000,7', 3)).toMatchObject({ priceMinor: 2500 });
    expect(decodeResponse('c,STATUS,VEND,25.005,7', 3)).toEqual({ kind: 'unknown' });
    expect(approveCommand(2500, 0)).toBe('C,VEND,25');
    expect(approveCommand(2500, 3)).toBe('C,VEND,25.000');
    expect(startCommand(3250, 0)).toBe('C,START,32');
    expect(decodeResponse('v,1', 2)).toEqual({ kind: 'version', firmware: '1', id: '' });
  });
});

describe('lines to the adapter', () => {
  it('carry amounts as text', () => {
    expect(startCommand(10_000, 2)).toBe('C,START,100.00');
    expect(approveCommand(2505, 2)).toBe('C,VEND,25.05');
    expect(setCommand('mdb-timeout', '60')).toBe('C,SETCONF,mdb-timeout=60');
    expect(COMMANDS.deny).toBe('C,VEND,-1');
    expect(CURRENCY_CODES.NOK).toBe('0x1578');
  });

  it('end as the firmware wants it', () => {
    expect(encodeLine('V', 'lf')).toEqual(bytes('V\n'));
    expect(encodeLine('V', 'crlf')).toEqual(bytes('V\r\n'));
  });
});

describe('the line decoder', () => {
  it('takes lines in any pieces and with any ending', () => {
    const decoder = createLineDecoder();
    expect(decoder.push(bytes('c,STA')).lines).toEqual([]);
    expect(decoder.push(bytes('TUS,IDLE\r\nr,ACK\nv,1')).lines).toEqual(['c,STATUS,IDLE', 'r,ACK']);
    expect(decoder.push(bytes('\r')).lines).toEqual(['v,1']);
  });

  it('throws away what is no line, and says how much', () => {
    const decoder = createLineDecoder();
    expect(decoder.push(Uint8Array.of(0x61, 2, 0xff, 0x61, 10))).toEqual({
      lines: [],
      discarded: 4,
    });
    const long = decoder.push(bytes(`${'x'.repeat(LONGEST_LINE + 5)}\nr,ACK\n`));
    expect(long).toEqual({ lines: ['r,ACK'], discarded: LONGEST_LINE + 5 });
  });

  it('gives the same lines for any split, and survives any garbage', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 800 }), fc.array(fc.nat(800)), (stream, cuts) => {
        const whole = createLineDecoder().push(stream).lines;
        const decoder = createLineDecoder();
        const places = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const pieces = places
          .slice(1)
          .flatMap((end, index) => decoder.push(stream.slice(places[index], end)).lines);
        expect(pieces).toEqual(whole);
        for (const line of whole) expect(line.length).toBeLessThanOrEqual(LONGEST_LINE);
      }),
    );
  });
});
