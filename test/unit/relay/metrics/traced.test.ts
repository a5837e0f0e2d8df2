import type { Step, Tracing } from '#core/base/tracing.ts';
import { expect, it } from 'vitest';
import { traceRelay } from '../../../../src/relay/metrics/traced.ts';
import type { ProxyRequest, VippsProxy } from '../../../../src/relay/vipps/vipps-proxy.ts';
import type { RemoteCheckIns } from '../../../../src/relay/webhooks/remote-check-ins.ts';

const MACHINE = {
  ...{ machineId: 'vm-0001', merchantSerialNumber: '123456', location: 'Hall' },
  isEnrolled: true,
};
const REFERENCE = 'vm-0001-01jb2qd41d7nmkrj3v8ygc2h5f';

/** Notes the steps; each runs under the number that it got. */
function noteSteps(): { readonly tracing: Tracing; readonly steps: Step[] } {
  const steps: Step[] = [];
  let running: string | undefined;
  const tracing: Tracing = {
    follow: (step, work) => {
      steps.push(step);
      running = `step ${String(steps.length)}`;
      return work({ note: () => undefined, fail: () => undefined });
    },
    current: () => running,
  };
  return { tracing, steps };
}

const answers: VippsProxy = {
  inFlight: () => 0,
  forward: () =>
    Promise.resolve({
      ...{ kind: 'vipps', status: 201, contentType: undefined, retryAfter: undefined },
      body: new Uint8Array(),
    }),
};

function create(reference: string): ProxyRequest {
  const body = new TextEncoder().encode(JSON.stringify({ reference }));
  return { method: 'POST', path: '/epayment/v1/payments', body, idempotencyKey: 'k' };
}

it('leaves every port as it is without tracing', () => {
  expect(traceRelay(undefined).proxy(answers)).toBe(answers);
});

it('puts a payment event into the trace of the call that created the payment, and tells the machine', async () => {
  const { tracing, steps } = noteSteps();
  const traced = traceRelay(tracing);
  await traced
    .proxy(answers)
    .forward(MACHINE, { ...create(REFERENCE), traceparent: 'of the kiosk' });
  const deliveries = traced.deliveries({ add: () => Promise.resolve({ sequence: 1, body: '{}' }) });
  const body = JSON.stringify({ reference: REFERENCE, secret: 'x' });
  const event = { machineId: 'vm-0001', key: 'k', body, atMs: 0 };
  expect(await deliveries.add(event)).toMatchObject({ sequence: 1, traceparent: 'step 2' });
  await deliveries.add({ ...event, machineId: undefined });
  expect(steps).toMatchObject([
    { name: 'gateway create', parent: 'of the kiosk', about: { reference: REFERENCE } },
    { name: 'webhook payment event', parent: 'step 1', about: { reference: REFERENCE } },
    { name: 'webhook payment event', parent: undefined, about: { reference: undefined } },
  ]);
});

it('tells no reference that is not the machine’s own, and follows no poll for a QR', async () => {
  const { tracing, steps } = noteSteps();
  const proxy = traceRelay(tracing).proxy(answers);
  await proxy.forward(MACHINE, create('vm-0002-01jb2qd41d7nmkrj3v8ygc2h5f'));
  await proxy.forward(MACHINE, create('a customer called Ola'));
  const qr = { ...create(''), method: 'GET', path: '/qr/v1/merchant-callback/vm-0001' };
  await proxy.forward(MACHINE, qr);
  expect(steps).toEqual([]);
  await proxy.forward(MACHINE, { ...qr, traceparent: 'of the kiosk' });
  expect(steps).toMatchObject([{ name: 'gateway qr', about: { reference: undefined } }]);
});

it('gives a check-in for another process its trace along', async () => {
  const { tracing } = noteSteps();
  const asked: unknown[] = [];
  const remote: RemoteCheckIns = {
    address: (_checkIn, question) => {
      asked.push(question.traceparent);
      return Promise.resolve(undefined);
    },
    nextNews: () => Promise.resolve(),
  };
  const checkIn = { machineId: 'vm-0001', checkInId: 'c', atMs: 0, answerByMs: 1, askedBy: 'p' };
  const question = { customerToken: 't', initiatedAt: '', ageMs: 0 };
  await tracing.follow({ name: 'webhook' }, () =>
    traceRelay(tracing).remote(remote).address(checkIn, question, '123456'),
  );
  expect(asked).toEqual(['step 1']);
});
