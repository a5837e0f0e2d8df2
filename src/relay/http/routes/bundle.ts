import { enrolRequestSchema, LARGEST_KEPT_BUNDLE } from '#contract/relay/messages.ts';
import { BUNDLE_FIRST_LINE, bundleHeaderSchema } from '#contract/relay/bundle.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import express, { Router, type RequestHandler } from 'express';
import { createRateLimit, type LimitDeps } from '../../cluster/rate-limit.ts';
import { judgeCode, type CodeDeps } from '../../machines/enrolment.ts';
import type { KeptBundleStore } from '../../store/ports/kept-bundles.ts';
import type { MachineAuthentication } from '../machine-authentication.ts';
import { refuse, type Refusal } from '../refusal.ts';

/** A machine sends one a day. */
const KEEPS = { name: 'bundles', callsPerMinute: 2 };
/** From one address, as of enrolments. */
const TRIES = { name: 'bundle-tries', perMinute: 20 };

interface BundleDeps extends CodeDeps {
  readonly authentication: Pick<MachineAuthentication, 'authenticate' | 'require' | 'addressOf'>;
  readonly cluster: LimitDeps['cluster'];
  readonly bundles: KeptBundleStore;
  readonly clock: Clock;
  readonly log: Log;
}

const UNKNOWN: Refusal = {
  status: 401,
  error: 'unknown-machine',
  message: 'The credential is not valid.',
};
const readBody = express.raw({ type: 'application/octet-stream', limit: LARGEST_KEPT_BUNDLE });

/** Whose the bundle says that it is. */
function machineIn(bundle: Buffer): string | undefined {
  const [first = '', second = ''] = bundle.toString('utf8', 0, 4_096).split('\n');
  if (`${first}\n` !== BUNDLE_FIRST_LINE) return undefined;
  try {
    return bundleHeaderSchema.parse(JSON.parse(second)).machineId;
  } catch {
    return undefined;
  }
}

/** `PUT /bundle`: keeps a machine's encrypted bundle. `POST /bundle`: gives it to whoever has a code for the machine. */
export function bundleRoutes(deps: BundleDeps): Router {
  const { authentication, bundles, codes, clock, log } = deps;
  const router = Router();
  const limit = createRateLimit(TRIES, deps);
  const keep = authentication.require(KEEPS, async ({ machineId }, request, response) => {
    const body: unknown = request.body;
    if (!Buffer.isBuffer(body) || machineIn(body) !== machineId) {
      const message = 'This is no bundle of this machine.';
      refuse(response, { status: 400, error: 'bad-bundle', message });
      return;
    }
    await bundles.keep(machineId, { atMs: clock.nowMs(), body });
    log.info('relay.bundle-kept', { machineId, bytes: body.length });
    response.status(204).end();
  });
  // Only a machine makes the relay hold megabytes.
  const known: RequestHandler = async (request, response, next) => {
    if ((await authentication.authenticate(request)).ok) next();
    else refuse(response, UNKNOWN);
  };
  router.put('/', known, readBody, keep);
  router.post('/', express.json({ limit: '1kb' }), async (request, response) => {
    const address = authentication.addressOf(request);
    const body = enrolRequestSchema.safeParse(request.body);
    if (!body.success || (await limit.take(address)) !== 'allowed') {
      const message = 'Too many tries: wait a minute.';
      refuse(response, { status: 429, error: 'too-many-tries', message });
      return;
    }
    const code = await judgeCode({ codes, clock }, body.data.code);
    if (!code.ok) {
      log.warn('relay.enrolment-refused', { address });
      refuse(response, { status: 403, error: 'wrong-code', message: code.error });
      return;
    }
    const { machineId } = code.value;
    const kept = await bundles.find(machineId);
    if (kept === undefined) {
      const message = `The relay keeps no bundle of ${machineId}.`;
      refuse(response, { status: 404, error: 'no-bundle', message });
      return;
    }
    log.info('relay.bundle-given', { machineId, address });
    response.status(200).set('cache-control', 'no-store').type('application/octet-stream');
    response.end(kept.body);
  });
  return router;
}
