import type { SheetCallMap, SheetView } from '#contract/ipc/topics/sheet.ts';
import type { Log } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { RefusalCode } from '#contract/ipc/refusals.ts';
import type { AuditLog, ChangeKind } from '#core/changes/audit-log.ts';
import type { OperatorCommand } from '#core/store/operator-commands.ts';
import type { UsbSticks } from '#core/usb/usb.ts';
import type { LocationFault } from '#core/kiosk/location.ts';
import { locationText } from '#core/kiosk/location.ts';
import { operatorOf } from '#core/settings/settings.ts';
import { changesSince, gapsOf } from '#core/sheet/content.ts';
import { kindOf } from '#core/sheet/paper.ts';
import type { PrintHistory } from '#core/sheet/print-history.ts';
import { hasEnded, usualPrinter, type Printers } from '#core/sheet/printer.ts';
import { languageOfMarket } from '#core/sheet/words.ts';
import { answerOf, refuse } from './answers.ts';
import { nameOf, type Handlers } from './handler.ts';
import type { PrintWatch } from './print-watch.ts';
import { draftOf, makeSheet, pagesOf, type DraftDeps } from './sheet-draft.ts';

export interface SheetDeps extends DraftDeps {
  readonly log: Log;
  readonly changes: AuditLog;
  readonly sticks: Pick<UsbSticks, 'write'>;
  readonly printHistory: PrintHistory;
  readonly printers: Printers;
  readonly printWatch: Pick<PrintWatch, 'poll'>;
  /** `done`, or why not. */
  readonly giveCommand: (order: OperatorCommand) => Promise<string>;
  readonly changeLocation: (location: string) => Promise<Result<string, LocationFault>>;
  /** Called when the screen may have to change. */
  readonly onChange: () => void;
}

async function viewOf(deps: SheetDeps): Promise<SheetView> {
  const settings = deps.settings();
  const { sheetPaper: paper, sheetLanguages } = settings;
  const kind = kindOf(paper);
  const content = draftOf(deps)?.content;
  const last = deps.printHistory.last(kind);
  const isOfMarket = sheetLanguages === 'auto';
  const changes = last && content ? changesSince(last.content, content, kind) : [];
  return {
    paper,
    languages: isOfMarket ? [languageOfMarket(deps.snapshot().currency)] : sheetLanguages,
    isOfMarket,
    operator: operatorOf(settings),
    gaps: content === undefined ? [] : gapsOf(content, kind),
    pages: content === undefined ? [] : await pagesOf(deps, content),
    last: last?.posted,
    changes,
  };
}

/** The calls of QR & sheet: preview, print, save, print history. */
export function createSheetCalls(deps: SheetDeps): Handlers<SheetCallMap> {
  const { clock, printHistory: posted, settings, printers } = deps;

  function log(kind: ChangeKind, by: string, detail: string): void {
    const noted = deps.changes.apply({ kind, by, patches: [], detail });
    if (!noted.ok) deps.log.error('service.sheet-not-logged', { kind, detail });
    deps.onChange();
  }

  async function save(stickId: string, by: string): Promise<Result<{ file: string }, RefusalCode>> {
    const made = await makeSheet(deps, false);
    if (made === undefined) return err('no-code');
    const { what, content, title, pdf } = made;
    const written = await deps.sticks.write(stickId, { name: `${title}.pdf`, content: pdf });
    if (!written.ok) return written;
    const file = written.value;
    const paper = settings().sheetPaper;
    const atMs = clock.nowMs();
    posted.note({ atMs, by, what, paper, way: 'stick', target: file, state: 'done', content });
    log('sheetSaved', by, file);
    return ok({ file });
  }

  async function nameOfPrinter(wanted: string | undefined): Promise<Result<string, RefusalCode>> {
    if (wanted !== undefined) return ok(wanted);
    const known = await printers.list();
    if (!known.ok) return known;
    const usual = usualPrinter(known.value, posted.lastPrint()?.target);
    return usual === undefined ? err('print-no-printer') : ok(usual.name);
  }

  async function print(
    wanted: string | undefined,
    order: { readonly isTest: boolean; readonly by: string },
  ): Promise<Result<{ id: number }, RefusalCode>> {
    const { isTest, by } = order;
    const made = await makeSheet(deps, isTest);
    if (made === undefined) return err('no-code');
    const printer = await nameOfPrinter(wanted);
    if (!printer.ok) return printer;
    const { what, content, title, pdf } = made;
    const target = printer.value;
    const paper = settings().sheetPaper;
    // Record it first: the kiosk must know every job that the print service has.
    const atMs = clock.nowMs();
    const waiting = { atMs, by, what, paper, way: 'printer', target, state: 'waiting' } as const;
    const id = posted.note({ ...waiting, content });
    const job = await printers.print({ printer: target, title, paper, pdf });
    if (!job.ok) {
      posted.noteState(id, job.error === 'print-size' ? 'wrongSize' : 'failed', []);
      deps.onChange();
      return job;
    }
    posted.noteJob(id, job.value);
    log(isTest ? 'testPagePrinted' : 'sheetPrinted', by, `${target} ${title}`);
    deps.printWatch.poll();
    return ok({ id });
  }

  async function cancel(id: number): Promise<Result<null, RefusalCode>> {
    const print = posted.open().find((one) => one.id === id);
    if (print?.job === undefined || hasEnded(print.state)) return err('print-ended');
    const done = await printers.cancel(print.job);
    deps.printWatch.poll();
    return done.ok ? ok(null) : done;
  }

  async function relocate(
    typed: string,
    by: string,
  ): Promise<Result<{ location: string }, RefusalCode>> {
    const wanted = locationText(typed);
    if (wanted === undefined) return err('location-length');
    const old = deps.snapshot().location;
    if (wanted === old) return ok({ location: wanted });
    const changed = await deps.changeLocation(wanted);
    if (!changed.ok) return changed;
    log('locationChanged', by, `${old ?? '–'} → ${changed.value}`);
    return ok({ location: changed.value });
  }

  return {
    setLocation: async ({ location }, caller) => answerOf(await relocate(location, nameOf(caller))),
    readSheet: async () => ok(await viewOf(deps)),
    saveSheet: async ({ stickId }, caller) => answerOf(await save(stickId, nameOf(caller))),
    listPosted: ({ before, limit }) => Promise.resolve(ok(posted.list(before, limit))),
    listPrinters: async () => {
      const known = await printers.list();
      if (!known.ok) return refuse(known.error);
      const usual = usualPrinter(known.value, posted.lastPrint()?.target)?.name;
      return ok({ printers: known.value, usual });
    },
    printSheet: async ({ printer, isTest }, caller) =>
      answerOf(await print(printer, { isTest, by: nameOf(caller) })),
    awaitProof: async ({ isOn }) => {
      const answer = await deps.giveCommand({ kind: 'proof', isOn });
      if (answer === 'done') return ok(null);
      return refuse(answer === 'not-in-service' ? answer : 'no-answer');
    },
    cancelPrint: async ({ id }) => answerOf(await cancel(id)),
  };
}
