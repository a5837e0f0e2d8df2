import { err, ok, type Result } from '#core/base/result.ts';
import { PAPER_SIZES, type Paper } from '#core/sheet/paper.ts';
import { isTakenWhole, keepsSize } from '#core/sheet/paper-fit.ts';
import {
  jobOf,
  wantsOf,
  type PrintFault,
  type Printer,
  type Printers,
  type PrintOrder,
} from '#core/sheet/printer.ts';
import { createIppClient } from './ipp-client.ts';
import type { IppAnswer, IppValue } from './ipp.ts';

const OPERATIONS = {
  print: 0x0002,
  cancel: 0x0008,
  job: 0x0009,
  printer: 0x000b,
  default: 0x4001,
  list: 0x4002,
};
const STATUS = {
  done: 0x0100,
  notPossible: 0x0404,
  notFound: 0x0406,
  gone: 0x0407,
  notSupported: 0x040b,
  conflicting: 0x040e,
  notAccepting: 0x0506,
};
const FAULTS: Readonly<Record<number, PrintFault>> = {
  [STATUS.notFound]: 'print-gone',
  [STATUS.gone]: 'print-gone',
  [STATUS.notSupported]: 'print-size',
  [STATUS.conflicting]: 'print-size',
  [STATUS.notAccepting]: 'print-rejecting',
};
const STOPPED = 5;

/** PWG 5101.1: names that carry their own size. */
const MEDIA: Readonly<Record<Paper, string>> = {
  A4: 'iso_a4_210x297mm',
  A5: 'iso_a5_148x210mm',
  A6: 'iso_a6_105x148mm',
  label: 'om_vendskap-label_62x100mm',
};

type Group = IppAnswer['groups'][number];

const textOf = (group: Group, name: string): string => String(group.get(name)?.[0] ?? '');
const textsOf = (group: Group, name: string): readonly string[] =>
  (group.get(name) ?? []).map((value: IppValue) => String(value));

const uriOf = (printer: string): string =>
  `ipp://localhost/printers/${encodeURIComponent(printer)}`;
const jobUri = (job: number): string => `ipp://localhost/jobs/${String(job)}`;

/** The printers as CUPS knows them, asked over IPP. */
export function createPrinters(server: string | undefined): Printers {
  const ask = createIppClient(server);

  async function defaultName(): Promise<string> {
    const answer = await ask('/', { operation: OPERATIONS.default, attributes: [] });
    const group = answer.ok
      ? answer.value.groups.find((one) => one.has('printer-name'))
      : undefined;
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

  /** CUPS accepts a paper size that the printer does not have, and then prints anyhow: ask the printer first. */
  async function canKeepSize(printer: string, paper: Paper): Promise<boolean> {
    const answer = await ask(`/printers/${encodeURIComponent(printer)}`, {
      operation: OPERATIONS.printer,
      attributes: [
        { name: 'printer-uri', kind: 'uri', values: [uriOf(printer)] },
        {
          name: 'requested-attributes',
          kind: 'keyword',
          values: ['media-supported', 'print-scaling-supported'],
        },
      ],
    });
    // Printing will report the problem.
    if (!answer.ok) return true;
    const groups = answer.value.groups;
    const abilities = {
      media: groups.flatMap((group) => textsOf(group, 'media-supported')),
      scalings: groups.flatMap((group) => textsOf(group, 'print-scaling-supported')),
    };
    return keepsSize(abilities, PAPER_SIZES[paper]);
  }

  async function cancel(job: number): Promise<Result<void, PrintFault>> {
    const answer = await ask('/', {
      operation: OPERATIONS.cancel,
      attributes: [{ name: 'job-uri', kind: 'uri', values: [jobUri(job)] }],
    });
    if (!answer.ok) return answer;
    const { status } = answer.value;
    const isGone = status === STATUS.notFound || status === STATUS.notPossible;
    return status < STATUS.done || isGone ? ok(undefined) : err('print-refused');
  }

  async function print({
    printer,
    title,
    paper,
    pdf,
  }: PrintOrder): Promise<Result<number, PrintFault>> {
    if (!(await canKeepSize(printer, paper))) return err('print-size');
    const answer = await ask(
      `/printers/${encodeURIComponent(printer)}`,
      {
        operation: OPERATIONS.print,
        attributes: [
          { name: 'printer-uri', kind: 'uri', values: [uriOf(printer)] },
          { name: 'job-name', kind: 'name', values: [title] },
          // Refuse the job rather than change it.
          { name: 'ipp-attribute-fidelity', kind: 'boolean', values: [true] },
          { name: 'document-format', kind: 'mimeType', values: ['application/pdf'] },
        ],
        job: [
          { name: 'media', kind: 'keyword', values: [MEDIA[paper]] },
          // True to size: no scaling.
          { name: 'print-scaling', kind: 'keyword', values: ['none'] },
        ],
      },
      pdf,
    );
    if (!answer.ok) return answer;
    const { status, groups, leftOut } = answer.value;
    if (status >= STATUS.done) return err(FAULTS[status] ?? 'print-refused');
    const job = groups.find((group) => group.has('job-id'))?.get('job-id')?.[0];
    if (typeof job !== 'number') return err('print-refused');
    if (isTakenWhole(status, leftOut)) return ok(job);
    // Cancel at once; the printer may already have printed it.
    await cancel(job);
    return err('print-size');
  }

  return {
    list,
    print,
    cancel,
    job: async (printer, job) => {
      const answer = await ask('/', {
        operation: OPERATIONS.job,
        attributes: [{ name: 'job-uri', kind: 'uri', values: [jobUri(job)] }],
      });
      if (!answer.ok) return answer;
      const { status, groups } = answer.value;
      const isUnknown = status === STATUS.notFound || status === STATUS.gone;
      // Ask again later.
      if (status >= STATUS.done && !isUnknown) return err('print-refused');
      const said = groups.find((group) => group.has('job-state'));
      const code = said?.get('job-state')?.[0];
      const found = await list();
      if (!found.ok) return found;
      const report = {
        code: typeof code === 'number' ? code : undefined,
        reasons: said === undefined ? [] : textsOf(said, 'job-state-reasons'),
        holdUntil: said === undefined ? '' : textOf(said, 'job-hold-until'),
      };
      return ok(
        jobOf(
          report,
          found.value.find(({ name }) => name === printer),
        ),
      );
    },
  };
}
