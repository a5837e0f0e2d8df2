import { err, ok, type Result } from '#core/base/result.ts';
import type { PrintFault } from '#core/sheet/printer.ts';
import { request } from 'node:http';
import { userInfo } from 'node:os';
import { decodeIpp, encodeIpp, type IppAnswer, type IppRequest } from './ipp.ts';

/** Where Debian's CUPS listens on the computer itself. */
const SOCKET = '/run/cups/cups.sock';
/** The print service of this very computer answers at once. */
const ANSWERS_MS = 10_000;
const IPP_PORT = 631;
const HTTP_DONE = 200;

interface Where {
  readonly socketPath?: string;
  readonly host?: string;
  readonly port?: number;
}

/** `CUPS_SERVER`, as CUPS' own programs read it: a socket, or a host with or without a port. */
function whereIs(server: string | undefined): Where {
  if (server === undefined || server === '') return { socketPath: SOCKET };
  if (server.startsWith('/')) return { socketPath: server };
  const [host = '', port] = server.split(':');
  return { host, port: port === undefined ? IPP_PORT : Number(port) };
}

/** Sends one request, followed by its document if it has one. */
export type AskPrintService = (
  path: string,
  wish: IppRequest,
  document?: Uint8Array,
) => Promise<Result<IppAnswer, PrintFault>>;

/** The print service at this address, asked over IPP. */
export function createIppClient(server: string | undefined): AskPrintService {
  const where = whereIs(server);
  const user = userInfo().username;

  function post(
    path: string,
    body: Uint8Array,
  ): Promise<{ readonly httpStatus: number; readonly bytes: Uint8Array } | undefined> {
    return new Promise((resolve) => {
      const asked = request({
        ...where,
        path,
        method: 'POST',
        timeout: ANSWERS_MS,
        headers: {
          'content-type': 'application/ipp',
          'content-length': body.byteLength,
          host: 'localhost',
          // The user's name, which the kernel tells CUPS too.
          ...(where.socketPath === undefined ? {} : { authorization: `PeerCred ${user}` }),
        },
      });
      asked.on('response', (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('end', () => {
          resolve({ httpStatus: answer.statusCode ?? 0, bytes: Buffer.concat(pieces) });
        });
        answer.on('error', () => {
          resolve(undefined);
        });
      });
      asked.on('timeout', () => asked.destroy());
      asked.on('error', () => {
        resolve(undefined);
      });
      asked.end(body);
    });
  }

  return async (path, wish, document = new Uint8Array()) => {
    const by = { name: 'requesting-user-name', kind: 'name', values: [user] } as const;
    const head = encodeIpp({ ...wish, attributes: [...wish.attributes, by] });
    const said = await post(path, Buffer.concat([head, document]));
    if (said === undefined) return err('print-no-service');
    // CUPS answers but refuses: it wants a password, or is being set up.
    if (said.httpStatus !== HTTP_DONE) return err('print-refused');
    const answer = decodeIpp(said.bytes);
    return answer === undefined ? err('print-no-service') : ok(answer);
  };
}
