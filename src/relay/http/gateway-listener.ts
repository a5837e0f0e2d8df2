import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Log } from '#core/base/ports.ts';
import type { VippsProxy } from '../vipps/vipps-proxy.ts';
import type { MachineAuthentication } from './machine-authentication.ts';
import { readBody } from './read-body.ts';
import { refuse, refuseFailed } from './refusal.ts';

/** Ten times what a machine needs when it sells as fast as it can. */
const CALLS_PER_MINUTE = 600;

interface GatewayDeps {
  readonly authentication: Pick<MachineAuthentication, 'limit'>;
  readonly proxy: VippsProxy;
  /** Path of the public URL, without a slash at its end. */
  readonly basePath: string;
  readonly log: Log;
}

/** The path at Vipps; undefined: the request is none of a machine to Vipps. */
function vippsPathOf(url: string, basePath: string): string | undefined {
  const base = `${basePath}/gateway`;
  if (!url.startsWith(base)) return undefined;
  const rest = url.slice(base.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : undefined;
}

/**
 * Serves every method under `/gateway`: a machine's calls to Vipps. Vipps' answers go to the machine as they are. Runs before
 * Express (docs/adr/0009): a sale makes six calls.
 */
export function withGateway(
  { authentication, proxy, basePath, log }: GatewayDeps,
  app: RequestListener,
): RequestListener {
  const admit = authentication.limit('calls', CALLS_PER_MINUTE);

  async function serve(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = await readBody(request);
    if (body === undefined) {
      refuse(response, { status: 413, error: 'http-413', message: 'The body is too large.' });
      return;
    }
    const admitted = await admit(request);
    if (!admitted.ok) {
      refuse(response, admitted.error);
      return;
    }
    const { 'idempotency-key': key, traceparent } = request.headers;
    const reply = await proxy.forward(admitted.value, {
      ...{ method: request.method ?? '', path, body },
      idempotencyKey: typeof key === 'string' ? key : undefined,
      traceparent: typeof traceparent === 'string' ? traceparent : undefined,
    });
    if (reply.kind === 'refused') {
      refuse(response, reply);
      return;
    }
    const { status, contentType, retryAfter } = reply;
    response.writeHead(status, {
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
      ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
      'content-length': reply.body.length,
    });
    response.end(reply.body);
  }

  return (request, response) => {
    const path = vippsPathOf(request.url ?? '', basePath);
    if (path === undefined) {
      app(request, response);
      return;
    }
    serve(path, request, response).catch((error: unknown) => {
      if (!response.destroyed) refuseFailed(response, error, { path, log });
    });
  };
}
