import type { Acknowledgements } from '../deliveries/acknowledgements.ts';
import type { HttpClient } from '../runtime/http-client.ts';
import type { DeliveryStore } from '../store/ports/deliveries.ts';
import type { RelayStore } from '../store/ports/relay-store.ts';
import type { CheckIns } from '../webhooks/check-ins.ts';
import type { WebhookIntake } from '../webhooks/webhook-intake.ts';
import type { RelayMetrics } from './relay-metrics.ts';
import { callOf } from './vipps-calls.ts';

/** Counts and times what goes through a room's port; the room itself knows nothing of it. */

const secondsSince = (began: number): number => (performance.now() - began) / 1000;

/** Verdicts of the relay itself. A machine's own reasons are its own words, and one number. */
const OWN_VERDICTS = ['offline', 'unknown-machine', 'no-answer'];

export function measureCheckIns(checkIns: CheckIns, metrics: RelayMetrics): CheckIns {
  return {
    decide: async (event, unit) => {
      const began = performance.now();
      let verdict = 'failed';
      try {
        const answer = await checkIns.decide(event, unit);
        if (answer.accepted) verdict = 'accepted';
        else verdict = OWN_VERDICTS.includes(answer.reason) ? answer.reason : 'refused';
        return answer;
      } finally {
        metrics.checkIns.inc({ verdict });
        metrics.checkInSeconds.observe(secondsSince(began));
      }
    },
  };
}

export function measureIntake(intake: WebhookIntake, { webhooks }: RelayMetrics): WebhookIntake {
  return {
    accept: async (merchantSerialNumber, request) => {
      let status = '503';
      try {
        const answer = await intake.accept(merchantSerialNumber, request);
        status = String(answer.status);
        return answer;
      } finally {
        webhooks.inc({ status });
      }
    },
  };
}

export function measureAcknowledgements(
  acknowledgements: Acknowledgements,
  { eventsAcknowledged }: RelayMetrics,
): Acknowledgements {
  return {
    ...acknowledgements,
    note: (machineId, sequence) => {
      eventsAcknowledged.inc();
      acknowledgements.note(machineId, sequence);
    },
  };
}

/** For calls to Vipps only. */
export function measureVipps(http: HttpClient, metrics: RelayMetrics): HttpClient {
  return {
    ...http,
    send: async (request) => {
      const began = performance.now();
      const call = callOf(new URL(request.url).pathname);
      const reply = await http.send(request);
      const outcome = reply.ok ? `${String(Math.floor(reply.value.status / 100))}xx` : reply.error;
      metrics.vippsCalls.inc({ call, outcome });
      metrics.vippsSeconds.observe({ call }, secondsSince(began));
      return reply;
    },
  };
}

type Method = (...args: unknown[]) => unknown;

/** Times every promise that a port of the store gives; `deliveries.add` is one call. */
function measurePort<Port extends object>(name: string, port: Port, metrics: RelayMetrics): Port {
  const measured = new Map<string | symbol, Method>();
  const wrap = (key: string | symbol, method: object): Method => {
    const call = `${name}.${String(key)}`;
    const seconds = metrics.databaseSeconds.labels({ call });
    return (...args) => {
      const began = performance.now();
      const answer: unknown = typeof method === 'function' && Reflect.apply(method, port, args);
      if (!(answer instanceof Promise)) return answer;
      const done = (): void => {
        seconds.observe(secondsSince(began));
      };
      answer.then(done, () => {
        metrics.databaseErrors.inc({ call });
        done();
      });
      return answer;
    };
  };
  return new Proxy(port, {
    get: (target, key): unknown => {
      const known = measured.get(key);
      if (known !== undefined) return known;
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      const wrapped = wrap(key, value);
      measured.set(key, wrapped);
      return wrapped;
    },
  });
}

export function measureStore(store: RelayStore, metrics: RelayMetrics): RelayStore {
  const ports = new Map<string | symbol, unknown>();
  const measured = new Proxy(store, {
    get: (target, key): unknown => {
      if (ports.has(key)) return ports.get(key);
      const value: unknown = Reflect.get(target, key);
      const isPort = typeof value === 'object' && value !== null;
      const port = isPort ? measurePort(String(key), value, metrics) : value;
      ports.set(key, port);
      return port;
    },
  });
  const { deliveries } = measured;
  const counting: DeliveryStore = {
    ...deliveries,
    add: async (event) => {
      const delivery = await deliveries.add(event);
      if (delivery !== undefined) metrics.eventsStored.inc();
      return delivery;
    },
  };
  ports.set('deliveries', counting);
  return measured;
}
