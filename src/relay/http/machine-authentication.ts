import { REPLACED } from '#contract/relay/messages.ts';
import type { Log } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { Request, RequestHandler, Response } from 'express';
import type { IncomingMessage } from 'node:http';
import type { AuthenticatedMachine } from '../machines/connection.ts';
import { hashOf } from '../runtime/secrets.ts';
import type { CredentialEnd, Machine, MachineStore } from '../store/ports/machines.ts';
import { createClientAddresses } from './client-address.ts';
import { createRateLimit, type LimitDeps } from '../cluster/rate-limit.ts';
import { refuse, type Refusal } from './refusal.ts';

/** A machine whose credential was revoked tries once a minute, and many machines may share one address. */
const WRONG_CREDENTIALS_PER_MINUTE = 30;

type AnyRequest = Pick<IncomingMessage, 'headers' | 'socket'>;

export type Authentication =
  | { readonly ok: true; readonly identity: AuthenticatedMachine }
  | { readonly ok: false; readonly status: 401 | 429; readonly why: CredentialEnd | undefined };

export type MachineHandler = (
  machine: Machine,
  request: Request,
  response: Response,
) => Promise<void>;

/** Knows machines by their credential, and limits wrong credentials by the address that they come from. */
export interface MachineAuthentication {
  authenticate(request: AnyRequest): Promise<Authentication>;
  /** @returns who makes a request, so many times a minute for each machine; the error is the answer to the others */
  limit(
    name: string,
    callsPerMinute: number,
  ): (request: AnyRequest) => Promise<Result<Machine, Refusal>>;
  /** Express middleware: refuses the request, or calls `handler` with the machine, so many times a minute. */
  require(
    limited: { readonly name: string; readonly callsPerMinute: number },
    handler: MachineHandler,
  ): RequestHandler;
  addressOf(request: AnyRequest): string;
}

interface AuthenticationDeps {
  readonly machines: Pick<MachineStore, 'findByCredential' | 'whyEnded'>;
  readonly trustedProxies: readonly string[] | undefined;
  readonly cluster: LimitDeps['cluster'];
  readonly log: Log;
}

const UNKNOWN: Refusal = {
  status: 401,
  error: 'unknown-machine',
  message: 'The credential is not valid.',
};
const NOW_ANOTHER_PC: Refusal = {
  status: 401,
  error: REPLACED,
  message: 'Another PC was enrolled as this machine.',
};
const TOO_MANY_TRIES: Refusal = {
  status: 429,
  error: 'too-many-tries',
  message: 'Too many wrong credentials from this address.',
};
const TOO_MANY_CALLS: Refusal = {
  status: 429,
  error: 'too-many-calls',
  message: 'Too many calls in a minute.',
};

function credentialHashIn(header: string | undefined): string | undefined {
  const credential = /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(header ?? '')?.[1];
  return credential === undefined ? undefined : hashOf(credential);
}

export function createMachineAuthentication(deps: AuthenticationDeps): MachineAuthentication {
  const { machines, log } = deps;
  const addresses = createClientAddresses(deps.trustedProxies);
  const wrongCredentials = createRateLimit(
    { name: 'wrong-credentials', perMinute: WRONG_CREDENTIALS_PER_MINUTE },
    deps,
  );

  async function identify(
    credentialHash: string | undefined,
  ): Promise<AuthenticatedMachine | undefined> {
    if (credentialHash === undefined) return undefined;
    const machine = await machines.findByCredential(credentialHash);
    return machine === undefined ? undefined : { machine, credentialHash };
  }

  async function authenticate(request: AnyRequest): Promise<Authentication> {
    const hash = credentialHashIn(request.headers.authorization);
    const identity = await identify(hash);
    if (identity !== undefined) return { ok: true, identity };
    const address = addresses.of(request);
    const taken = await wrongCredentials.take(address);
    if (taken === 'allowed') {
      const why = hash === undefined ? undefined : await machines.whyEnded(hash);
      return { ok: false, status: 401, why };
    }
    if (taken === 'firstAbove') log.warn('relay.credentials-wrong-often', { address });
    return { ok: false, status: 429, why: undefined };
  }

  function limit(name: string, callsPerMinute: number): ReturnType<MachineAuthentication['limit']> {
    const calls = createRateLimit({ name, perMinute: callsPerMinute }, deps);
    return async (request) => {
      const result = await authenticate(request);
      if (!result.ok) {
        const unknown = result.why === 'replaced' ? NOW_ANOTHER_PC : UNKNOWN;
        return err(result.status === 401 ? unknown : TOO_MANY_TRIES);
      }
      const { machine } = result.identity;
      const taken = await calls.take(machine.machineId);
      return taken === 'allowed' ? ok(machine) : err(TOO_MANY_CALLS);
    };
  }

  return {
    authenticate,
    limit,
    addressOf: (request) => addresses.of(request),
    require: ({ name, callsPerMinute }, handler) => {
      const admit = limit(name, callsPerMinute);
      return async (request, response) => {
        const admitted = await admit(request);
        if (admitted.ok) await handler(admitted.value, request, response);
        else refuse(response, admitted.error);
      };
    },
  };
}
