import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { BundleFacts } from '#core/replacement/bundle.ts';
import { bundleOf, readBundle } from '../../../../src/main/replacement/bundle-file.ts';
import { newRecovery } from '../../../../src/main/replacement/recovery-key.ts';

const FACTS: BundleFacts = {
  kind: 'machine',
  machineId: 'vm-0001',
  madeAtMs: 17,
  software: '0.1.0',
  schema: 12,
};
const { code, key } = await newRecovery();

async function* pieces(content: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += 10_000) {
    yield await Promise.resolve(content.subarray(at, at + 10_000));
  }
}

async function collect(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

async function opened(file: Uint8Array, typed: string): Promise<Buffer | string> {
  const bundle = readBundle(file);
  if (!bundle.ok) return bundle.error;
  const content = await bundle.value.open(typed);
  if (!content.ok) return content.error;
  return collect(content.value).catch(() => 'damaged');
}

describe('a bundle', () => {
  test.each([0, 65_536, 200_000])('of %i bytes is opened by its code', async (size) => {
    const content = randomBytes(size);
    const file = await collect(bundleOf(FACTS, pieces(content), key));
    expect(readBundle(file)).toMatchObject({ ok: true, value: { facts: FACTS } });
    expect(content.equals(Buffer.from(await opened(file, code.toLowerCase())))).toBe(true);
  });

  test('is opened by no other code, and not by what the PC keeps', async () => {
    const file = await collect(bundleOf(FACTS, pieces(randomBytes(100)), key));
    const other = await newRecovery();
    expect(await opened(file, other.code)).toBe('bundle-code');
    expect(await opened(file, 'ABCDE')).toBe('bundle-code');
    // The salt is read by anybody; nothing else of the key is in the file, and no key opens two bundles.
    expect(file.includes(key.makerKey)).toBe(false);
    const again = await collect(bundleOf(FACTS, pieces(randomBytes(100)), key));
    expect(again.subarray(-64)).not.toEqual(file.subarray(-64));
  });

  test('that somebody made who only knows its header is refused', async () => {
    const { makerKey } = (await newRecovery()).key;
    const file = await collect(bundleOf(FACTS, pieces(randomBytes(100)), { ...key, makerKey }));
    expect(await opened(file, code)).toBe('damaged');
  });

  test('that was cut off, changed or put together is refused', async () => {
    const file = await collect(bundleOf(FACTS, pieces(randomBytes(200_000)), key));
    const lines = file.indexOf('\n', 18) + 1;
    for (const length of [lines, lines + 65_552, file.length - 1]) {
      expect(await opened(file.subarray(0, length), code), String(length)).toBe('damaged');
    }
    for (const at of [30, lines + 70_000]) {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(typeof (await opened(changed, code)), String(at)).toBe('string');
    }
    const first = file.subarray(lines, lines + 65_552);
    const twice = Buffer.concat([
      file.subarray(0, lines),
      first,
      first,
      file.subarray(lines + 65_552),
    ]);
    expect(await opened(twice, code)).toBe('damaged');
    expect(await opened(Buffer.from('PK\u0003\u0004'), code)).toBe('bundle-unknown');
    expect(await opened(Buffer.from('VENDSKAP BUNDLE 2\n{}\n'), code)).toBe('bundle-unknown');
    expect(await opened(Buffer.from('VENDSKAP BUNDLE 1\n{}\n'), code)).toBe('bundle-unknown');
  });
});
