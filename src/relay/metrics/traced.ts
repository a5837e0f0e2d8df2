import type { RelayMessage } from '#contract/relay/messages.ts';
import type { Tracing } from '#core/base/tracing.ts';
import { machineOf } from '#core/base/ids.ts';
import { z } from 'zod';
import type { MachineLinks } from '../machines/machine-links.ts';
import { checkInIdOf } from '../runtime/secrets.ts';
import type { HttpClient } from '../runtime/http-client.ts';
import type { DeliveryStore } from '../store/ports/deliveries.ts';
import type { ProxyRequest, VippsProxy } from '../vipps/vipps-proxy.ts';
import type { CheckIns } from '../webhooks/check-ins.ts';
import type { RemoteCheckIns } from '../webhooks/remote-check-ins.ts';
import { callOf } from './vipps-calls.ts';

/** Follows a sale through the rooms' ports (docs/tracing.md); a relay without `tracing` has none of these around them. */

type AskCheckIn = Extract<RelayMessage, { type: 'checkIn' }>;

/** So many payments are remembered with the step that created them. */
const PAYMENTS_KEPT = 5_000;

/** Which step created a payment: what Vipps tells of it later belongs to the same trace. */
interface PaymentTraces {
  remember(reference: string, traceparent: string | undefined): void;
  find(reference: string | undefined): string | undefined;
}

function createPaymentTraces(): PaymentTraces {
  const traces = new Map<string, string>();
  return {
    remember: (reference, traceparent) => {
      if (traceparent === undefined) return;
      traces.set(reference, traceparent);
      const [oldest] = traces.keys();
      if (traces.size > PAYMENTS_KEPT && oldest !== undefined) traces.delete(oldest);
    },
    find: (reference) => (reference === undefined ? undefined : traces.get(reference)),
  };
}

const withReference = z.object({ reference: z.string().max(64) });

function referenceIn(json: string): string | undefined {
  try {
    return withReference.parse(JSON.parse(json)).reference;
  } catch {
    return undefined;
  }
}

/** What is put around the ports. Without `tracing` each stays as it is. */
interface TracedRelay {
  checkIns(checkIns: CheckIns): CheckIns;
  remote(remote: RemoteCheckIns): RemoteCheckIns;
  links(links: MachineLinks): MachineLinks;
  deliveries(deliveries: Pick<DeliveryStore, 'add'>): Pick<DeliveryStore, 'add'>;
  proxy(proxy: VippsProxy): VippsProxy;
  vipps(http: HttpClient): HttpClient;
}

const asItIs = <Port>(port: Port): Port => port;
const UNTRACED: TracedRelay = {
  checkIns: asItIs,
  remote: asItIs,
  links: asItIs,
  deliveries: asItIs,
  proxy: asItIs,
  vipps: asItIs,
};

export function traceRelay(tracing: Tracing | undefined): TracedRelay {
  if (tracing === undefined) return UNTRACED;
  const payments = createPaymentTraces();
  return {
    checkIns: (checkIns) => traceCheckIns(checkIns, tracing),
    remote: (remote) => traceRemoteCheckIns(remote, tracing),
    links: (links) => traceLinks(links, tracing),
    deliveries: (deliveries) => traceDeliveries(deliveries, payments, tracing),
    proxy: (proxy) => traceProxy(proxy, payments, tracing),
    vipps: (http) => traceVipps(http, tracing),
  };
}

/** From the verified webhook to its verdict. The customer's token goes no further than its hash. */
function traceCheckIns(checkIns: CheckIns, tracing: Tracing): CheckIns {
  return {
    decide: (event, unit) => {
      const { merchantQrId: machineId, customerToken } = event;
      const about = { machineId, checkInId: checkInIdOf(customerToken), salesUnit: unit };
      return tracing.follow(
        { name: 'webhook check-in', kind: 'server', about },
        async (running) => {
          const verdict = await checkIns.decide(event, unit);
          const reason = verdict.accepted ? undefined : verdict.reason;
          running.note({ accepted: verdict.accepted, reason });
          return verdict;
        },
      );
    },
  };
}

/** A check-in whose machine is connected to another process takes its trace along. */
function traceRemoteCheckIns(remote: RemoteCheckIns, tracing: Tracing): RemoteCheckIns {
  return {
    ...remote,
    address: (checkIn, question, unit) =>
      remote.address(checkIn, { ...question, traceparent: tracing.current() }, unit),
  };
}

/** Over the link to the machine and back. */
function traceLinks(links: MachineLinks, tracing: Tracing): MachineLinks {
  return {
    ...links,
    askCheckIn: (machineId, message: AskCheckIn) => {
      const { checkInId, traceparent: parent } = message;
      const about = { machineId, checkInId };
      return tracing.follow({ name: 'link check-in', kind: 'client', parent, about }, (running) =>
        links
          .askCheckIn(machineId, { ...message, traceparent: tracing.current() })
          .then((verdict) => {
            running.note({ accepted: verdict.accepted });
            return verdict;
          }),
      );
    },
  };
}

/** The commit of a verified payment event, before Vipps gets its 200. The machine is told which step it was. */
function traceDeliveries(
  deliveries: Pick<DeliveryStore, 'add'>,
  payments: PaymentTraces,
  tracing: Tracing,
): Pick<DeliveryStore, 'add'> {
  return {
    add: (event) => {
      const { machineId } = event;
      // Of an unknown machine it is another program's, and may be anything.
      const reference = machineId === undefined ? undefined : referenceIn(event.body);
      const parent = payments.find(reference);
      const step = { name: 'webhook payment event', kind: 'server', parent } as const;
      return tracing.follow({ ...step, about: { machineId, reference } }, async (running) => {
        const delivery = await deliveries.add(event);
        running.note({ isRepeated: delivery === undefined });
        return delivery && { ...delivery, traceparent: tracing.current() };
      });
    },
  };
}

const PAYMENT_IN_PATH = /\/(?:payments|receipts)\/([a-z0-9-]{1,64})(?:[/?]|$)/;

function referenceOf({ path, body }: ProxyRequest): string | undefined {
  return PAYMENT_IN_PATH.exec(path)?.[1] ?? referenceIn(new TextDecoder().decode(body));
}

/** A machine's call to Vipps about a payment, or in a trace of the machine's own. */
function traceProxy(proxy: VippsProxy, payments: PaymentTraces, tracing: Tracing): VippsProxy {
  return {
    ...proxy,
    forward: (machine, request) => {
      const call = callOf(request.path);
      const named = referenceOf(request);
      const { machineId } = machine;
      // What a machine writes there is its own word, and may be anything.
      const reference = named !== undefined && machineOf(named) === machineId ? named : undefined;
      const { traceparent: parent } = request;
      if (parent === undefined && reference === undefined) return proxy.forward(machine, request);
      const step = { name: `gateway ${call}`, kind: 'server', parent } as const;
      return tracing.follow({ ...step, about: { machineId, reference } }, async (running) => {
        if (call === 'create' && reference !== undefined) {
          payments.remember(reference, tracing.current());
        }
        const reply = await proxy.forward(machine, request);
        running.note({ 'http.response.status_code': reply.status });
        if (reply.kind === 'refused') running.fail(reply.error);
        return reply;
      });
    },
  };
}

/** What is asked of Vipps for something that is followed. Its headers hold the keys and are not looked at. */
function traceVipps(http: HttpClient, tracing: Tracing): HttpClient {
  return {
    ...http,
    send: (request) => {
      if (tracing.current() === undefined) return http.send(request);
      const { hostname, pathname } = new URL(request.url);
      const about = { 'server.address': hostname, 'http.request.method': request.method };
      const step = { name: `Vipps ${callOf(pathname)}`, kind: 'client', about } as const;
      return tracing.follow(step, async (running) => {
        const reply = await http.send(request);
        if (reply.ok) running.note({ 'http.response.status_code': reply.value.status });
        else running.fail(reply.error);
        return reply;
      });
    },
  };
}
