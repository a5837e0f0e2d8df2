import { err, ok, type Result } from '#core/result.ts';
import type { Paper } from '#core/sheet/paper.ts';
import {
  wantsOf,
  type PrintFault,
  type PrintJob,
  type Printer,
  type Printers,
  type PrintState,
} from '#core/sheet/printer.ts';
import { request } from 'node:http';
import { userInfo } from 'node:os';
import { decodeIpp, encodeIpp, type IppAnswer, type IppRequest, type IppValue } from './ipp.ts';

/** Where Debian's CUPS listens on the computer itself. */
const SOCKET = '/run/cups/cups.sock';
/** The print service of this very computer answers at once. */
const ANSWERS_MS = 10_000;
const IPP_PORT = 631;

const OPERATIONS = { print: 0x0002, cancel: 0x0008, job: 0x0009, default: 0x4001, list: 0x4002 };
const STATUS = { done: 0x0100, notPossible: 0x0404, notFound: 0x0406, notAccepting: 0x0506 };
const STOPPED = 5;

/** PWG 5101.1: names that carry their own size. */
const MEDIA: Readonly<Record<Paper, string>> = {
  A4: 'iso_a4_210x297mm',
  A5: 'iso_a5_148x210mm',
  A6: 'iso_a6_105x148mm',
  label: 'om_vendskap-label_62x100mm',
};

/** RFC 8011, 5.3.7. */
const JOB_STATES: Readonly<Record<number, PrintState>> = {
  3: 'waiting',
  4: 'waiting',
  5: 'printing',
  6: 'stopped',
  7: 'cancelled',
  8: 'failed',
  9: 'done',
};

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

type Group = IppAnswer['groups'][number];

const textOf = (group: Group, name: string): string => String(group.get(name)?.[0] ?? '');
const textsOf = (group: Group, name: string): readonly string[] =>
  (group.get(name) ?? []).map((value: IppValue) => String(value));

const uriOf = (printer: string): string =>
  `ipp://localhost/printers/${encodeURIComponent(printer)}`;
const jobUri = (job: number): string => `ipp://localhost/jobs/${String(job)}`;

/** The printers as CUPS knows them, asked over IPP. */
export function createPrinters(server: string | undefined): Printers {
  const where = whereIs(server);
  const user = userInfo().username;

  function post(path: string, body: Uint8Array): Promise<Uint8Array | undefined> {
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
          // Who asks, as the kernel tells CUPS as well.
          ...(where.socketPath === undefined ? {} : { authorization: `PeerCred ${user}` }),
        },
      });
      asked.on('response', (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('end', () => {
          resolve(answer.statusCode === 200 ? Buffer.concat(pieces) : undefined);
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

  async function ask(
    path: string,
    wish: IppRequest,
    document: Uint8Array = new Uint8Array(),
  ): Promise<Result<IppAnswer, PrintFault>> {
    const by = { name: 'requesting-user-name', kind: 'name', values: [user] } as const;
    const head = encodeIpp({ ...wish, attributes: [...wish.attributes, by] });
    const bytes = await post(path, Buffer.concat([head, document]));
    const answer = bytes === undefined ? undefined : decodeIpp(bytes);
    return answer === undefined ? err('print-no-service') : ok(answer);
  }

  async function defaultName(): Promise<string> {
    const answer = await ask('/', { operation: OPERATIONS.default, attributes: [] });
    const group = answer.ok ? answer.value.groups[1] : undefined;
    return group === undefined ? '' : textOf(group, 'printer-name');
  }

  const printerOf = (group: Group, byDefault: string): Printer => {
    const name = textOf(group, 'printer-name');
    const title = textOf(group, 'printer-info');
    return {
      name,
      title: title === '' ? name : title,
      isStopped: group.get('printer-state')?.[0] === STOPPED,
      isAccepting: group.get('printer-is-accepting-jobs')?.[0] !== false,
      isDefault: name === byDefault,
      wants: wantsOf(textsOf(group, 'printer-state-reasons')),
      detail: textOf(group, 'printer-state-message'),
    };
  };

  async function list(): Promise<Result<readonly Printer[], PrintFault>> {
    const answer = await ask('/', { operation: OPERATIONS.list, attributes: [] });
    if (!answer.ok) return answer;
    const byDefault = await defaultName();
    const groups = answer.value.groups.filter((group) => group.has('printer-name'));
    return ok(groups.map((group) => printerOf(group, byDefault)));
  }

  return {
    list,
    print: async ({ printer, title, paper, pdf }) => {
      const answer = await ask(
        `/printers/${encodeURIComponent(printer)}`,
        {
          operation: OPERATIONS.print,
          attributes: [
            { name: 'printer-uri', kind: 'uri', values: [uriOf(printer)] },
            { name: 'job-name', kind: 'name', values: [title] },
            { name: 'document-format', kind: 'mimeType', values: ['application/pdf'] },
          ],
          job: [
            { name: 'media', kind: 'keyword', values: [MEDIA[paper]] },
            // True to the millimetre: nothing is made to fit.
            { name: 'print-scaling', kind: 'keyword', values: ['none'] },
          ],
        },
        pdf,
      );
      if (!answer.ok) return answer;
      const { status, groups } = answer.value;
      if (status === STATUS.notFound) return err('print-gone');
      if (status === STATUS.notAccepting) return err('print-rejecting');
      const job = groups.find((group) => group.has('job-id'))?.get('job-id')?.[0];
      return status < STATUS.done && typeof job === 'number' ? ok(job) : err('print-refused');
    },
    job: async (printer, job) => {
      const answer = await ask('/', {
        operation: OPERATIONS.job,
        attributes: [{ name: 'job-uri', kind: 'uri', values: [jobUri(job)] }],
      });
      if (!answer.ok) return answer;
      const code = answer.value.groups.find((one) => one.has('job-state'))?.get('job-state')?.[0];
      const state = typeof code === 'number' ? (JOB_STATES[code] ?? 'lost') : 'lost';
      return ok(await withWants(printer, state));
    },
    cancel: async (job) => {
      const answer = await ask('/', {
        operation: OPERATIONS.cancel,
        attributes: [{ name: 'job-uri', kind: 'uri', values: [jobUri(job)] }],
      });
      if (!answer.ok) return answer;
      const { status } = answer.value;
      const isGone = status === STATUS.notFound || status === STATUS.notPossible;
      return status < STATUS.done || isGone ? ok(undefined) : err('print-refused');
    },
  };

  /** While it waits, the printer itself may want something. */
  async function withWants(printer: string, state: PrintState): Promise<PrintJob> {
    const isWaiting = state === 'waiting' || state === 'printing' || state === 'stopped';
    const found = isWaiting ? await list() : undefined;
    const there = found?.ok === true ? found.value.find(({ name }) => name === printer) : undefined;
    if (there === undefined) return { state, wants: [] };
    const wants = there.wants.length === 0 && there.isStopped ? (['resume'] as const) : there.wants;
    return { state: there.isStopped ? 'stopped' : state, wants };
  }
}
