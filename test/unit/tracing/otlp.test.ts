import { KioskError } from '#core/base/errors.ts';
import { openTracing } from '#tracing/open-tracing.ts';
import type { OpenTracing } from '#tracing/settings.ts';
import { expect, it } from 'vitest';
import { freePort } from '../../../scripts/programs.ts';
import { openCollector, type Collector } from '../../support/collector.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const KEPT = `00-${TRACE}-00f067aa0ba902b7-01`;
const NOT_KEPT = `00-${TRACE}-00f067aa0ba902b7-00`;
const nothing = (): undefined => undefined;

function tracingTo(
  otlpUrl: string,
  sampleShare = 1,
  onNotSent: (reason: string) => void = nothing,
): Promise<OpenTracing> {
  const program = { name: 'vendskap-kiosk', version: '1', instance: 'vm-1' } as const;
  return openTracing({ otlpUrl, sampleShare }, { ...program, onNotSent });
}

async function collected(
  work: (tracing: OpenTracing) => Promise<void> | void,
  sampleShare = 1,
): Promise<Collector> {
  const collector = await openCollector();
  const tracing = await tracingTo(collector.url, sampleShare);
  await work(tracing);
  await tracing.close();
  await collector.close();
  return collector;
}

it('follows a promise until it settles, and what runs inside belongs to it', async () => {
  const { spans } = await collected(async (tracing) => {
    const value = await tracing.follow(
      { name: 'outer', about: { one: 1, none: undefined } },
      async (running) => {
        await Promise.resolve();
        tracing.follow({ name: 'inner', kind: 'client' }, nothing);
        running.note({ isLate: true });
        return 7;
      },
    );
    expect(value).toBe(7);
    expect(tracing.current()).toBeUndefined();
  });
  const [inner, outer] = spans;
  expect(inner).toMatchObject({
    name: 'inner',
    traceId: outer?.traceId,
    parentSpanId: outer?.spanId,
  });
  expect(outer).toMatchObject({ name: 'outer', attributes: { one: 1, isLate: true } });
  expect(outer?.parentSpanId).toBeUndefined();
});

it('goes on with the trace of another program, and says which step runs', async () => {
  const seen: (string | undefined)[] = [];
  const { spans } = await collected((tracing) => {
    tracing.follow({ name: 'here', parent: KEPT, link: NOT_KEPT }, () => {
      seen.push(tracing.current());
    });
  });
  expect(spans).toMatchObject([
    { traceId: TRACE, parentSpanId: '00f067aa0ba902b7', links: [{ traceId: TRACE }] },
  ]);
  expect(seen).toEqual([`00-${TRACE}-${spans[0]?.spanId ?? ''}-01`]);
});

it.each([
  '',
  'rubbish',
  `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
  `ff-${TRACE}-00f067aa0ba902b7-01`,
])('begins a trace of its own when it is told of none: “%s”', async (parent) => {
  const { spans } = await collected((tracing) => {
    tracing.follow({ name: 'here', parent, link: parent }, nothing);
  });
  expect(spans).toHaveLength(1);
  expect(spans[0]?.traceId).not.toBe(TRACE);
  expect(spans[0]?.parentSpanId).toBeUndefined();
});

it('gives back what the work gives or throws; of an error the trace knows the code and never the text', async () => {
  const { spans, bodies } = await collected(async (tracing) => {
    const thrown = new KioskError('store/unwritable', 'text with a secret');
    const fails = (): never => {
      throw thrown;
    };
    expect(() => tracing.follow({ name: 'throws' }, fails)).toThrow(thrown);
    const rejects = tracing.follow({ name: 'rejects' }, () =>
      Promise.reject(new TypeError('secret too')),
    );
    await expect(rejects).rejects.toThrow('secret too');
    tracing.follow({ name: 'refused' }, (running) => {
      running.fail('not-allowed');
    });
  });
  const told = Object.fromEntries(
    spans.map(({ name, attributes, status }) => [name, [attributes['error.type'], status?.code]]),
  );
  expect(told).toEqual({
    throws: ['store/unwritable', 2],
    rejects: ['TypeError', 2],
    refused: ['not-allowed', 2],
  });
  expect(bodies.join()).not.toContain('secret');
});

it('keeps the share of the traces that it begins, and follows the choice of who began one', async () => {
  const { spans } = await collected((tracing) => {
    tracing.follow({ name: 'own' }, nothing);
    tracing.follow({ name: 'left out elsewhere', parent: NOT_KEPT }, nothing);
    tracing.follow({ name: 'kept elsewhere', parent: KEPT }, nothing);
  }, 0);
  expect(spans.map(({ name }) => name)).toEqual(['kept elsewhere']);
});

it('holds a bounded number of steps while none can be sent', async () => {
  const { spans } = await collected((tracing) => {
    for (let count = 0; count < 5_000; count += 1) tracing.follow({ name: 'step' }, nothing);
  });
  // What waits, and one request that is under way.
  expect(spans.length).toBeGreaterThanOrEqual(2_048);
  expect(spans.length).toBeLessThanOrEqual(2_560);
});

it('closes in time when the collector is away', async () => {
  const tracing = await tracingTo(`http://127.0.0.1:${String(await freePort())}`);
  tracing.follow({ name: 'step' }, nothing);
  await tracing.close();
});

it('tells once that the collector takes nothing, however much it refuses', async () => {
  const refusing = await openCollector('refuses');
  const told: string[] = [];
  const tracing = await tracingTo(refusing.url, 1, (reason) => told.push(reason));
  for (let count = 0; count < 1_500; count += 1) tracing.follow({ name: 'step' }, nothing);
  await tracing.close();
  expect(refusing.bodies.length).toBeGreaterThan(1);
  expect(told).toHaveLength(1);
  await refusing.close();
});
