import { once } from 'node:events';
import { createServer } from 'node:http';

/** An IPP value: tag, attribute, bytes. */
type Value = readonly [tag: number, name: string, bytes: readonly number[]];
type Group = readonly [tag: number, ...values: readonly Value[]];

const OPERATIONS: Readonly<Record<number, string>> = {
  0x0002: 'print',
  0x0008: 'cancel',
  0x0009: 'job',
  0x000b: 'printer',
  0x4001: 'default',
  0x4002: 'list',
};
const text = (value: string): readonly number[] => Array.from(Buffer.from(value));
const number = (value: number): readonly number[] => [0, 0, value >> 8, value & 0xff];
const sized = (bytes: readonly number[]): readonly number[] => [
  bytes.length >> 8,
  bytes.length & 0xff,
  ...bytes,
];

const keyword = (name: string, value: string): Value => [0x44, name, text(value)];
/** IPP out-of-band value: the service does not know the attribute. */
const unsupported = (name: string): Value => [0x10, name, []];

function answerOf(status: number, groups: readonly Group[]): Uint8Array {
  const head = [2, 0, status >> 8, status & 0xff, 0, 0, 0, 1];
  const charset: Group = [1, [0x47, 'attributes-charset', text('utf-8')]];
  const body = [charset, ...groups].flatMap(([tag, ...values]) => [
    tag,
    ...values.flatMap(([kind, name, bytes]) => [kind, ...sized(text(name)), ...sized(bytes)]),
  ]);
  return Uint8Array.from([...head, ...body, 3]);
}

/** An IPP service with scripted answers, for cases that Debian's CUPS never produces but other services do. */
export interface PrintService {
  /** Value for `CUPS_SERVER`. */
  readonly server: string;
  /** Requests so far, in order: `print`, `cancel`. */
  readonly asked: readonly string[];
  /** Its answer to a job, and the attributes that it reports as ignored. */
  taking: { readonly status: number; readonly leftOut: readonly string[] };
  /** The state that it reports for its job; a status from 0x0100 is an error. */
  job: { readonly status: number; readonly state: number; readonly reasons: string };
  /** The HTTP status, if not 200: it wants a password, or is being set up. */
  httpStatus: number;
  stop(): Promise<void>;
}

export async function startPrintService(): Promise<PrintService> {
  const asked: string[] = [];
  const printer: Group = [
    4,
    [0x42, 'printer-name', text('Canteen')],
    [0x23, 'printer-state', number(3)],
    keyword('printer-state-reasons', 'none'),
    [0x22, 'printer-is-accepting-jobs', [1]],
  ];
  const answer = (operation: string | undefined): Uint8Array => {
    const { taking, job } = service;
    const jobGroup = (state: number): Group => [
      2,
      [0x21, 'job-id', number(7)],
      [0x23, 'job-state', number(state)],
      keyword('job-state-reasons', job.reasons),
    ];
    if (operation === 'print') {
      const leftOut: Group = [5, ...taking.leftOut.map(unsupported)];
      const groups = taking.leftOut.length > 0 ? [leftOut, jobGroup(3)] : [jobGroup(3)];
      return answerOf(taking.status, groups);
    }
    if (operation === 'job') {
      return answerOf(job.status, job.status < 0x0100 ? [jobGroup(job.state)] : []);
    }
    return answerOf(0, operation === 'cancel' ? [] : [printer]);
  };
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const operation = OPERATIONS[Buffer.concat(pieces).readUInt16BE(2)];
      asked.push(operation ?? 'other');
      response.writeHead(service.httpStatus, { 'content-type': 'application/ipp' });
      response.end(service.httpStatus === 200 ? answer(operation) : 'no');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const service: PrintService = {
    server: `127.0.0.1:${String(port)}`,
    asked,
    taking: { status: 0, leftOut: [] },
    job: { status: 0, state: 9, reasons: 'job-completed-successfully' },
    httpStatus: 200,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return service;
}
