import type { SheetCallMap, SheetView } from '#contract/ipc/topics/sheet.ts';
import type { KioskSnapshot, PostedQr } from '#core/kiosk/snapshot.ts';
import type { Clock, Log } from '#core/ports.ts';
import { ok } from '#core/result.ts';
import type { ChangeBook } from '#core/service/change.ts';
import type { UsbSticks } from '#core/service/usb.ts';
import { operatorOf, type Settings } from '#core/settings.ts';
import { changesSince, gapsOf, type SheetContent } from '#core/sheet/content.ts';
import { layoutOf } from '#core/sheet/layout.ts';
import type { Measure, Page } from '#core/sheet/marks.ts';
import { sheetNow } from '#core/sheet/now.ts';
import { kindOf } from '#core/sheet/paper.ts';
import type { PostedBook } from '#core/sheet/posted.ts';
import { languageOfMarket } from '#core/sheet/words.ts';
import { answered, refuse } from './answers.ts';
import { nameOf, type Handlers } from './handler.ts';

export interface SheetDeps {
  readonly machineId: string;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
  readonly changes: ChangeBook;
  readonly sticks: Pick<UsbSticks, 'write'>;
  readonly posted: PostedBook;
  readonly settings: () => Settings;
  readonly snapshot: () => Pick<KioskSnapshot, 'location' | 'currency' | 'qr' | 'slots'>;
  readonly measure: Measure;
  readonly pdf: (
    pages: readonly Page[],
    options: { readonly title: string; readonly codeSvg: string; readonly atMs: number },
  ) => Promise<Uint8Array>;
  /** What is shown may have changed. */
  readonly onChange: () => void;
}

interface Draft {
  readonly qr: PostedQr;
  readonly content: SheetContent;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** The day by the computer's own time zone: `2026-11-25`. */
function dayOf(atMs: number): string {
  const at = new Date(atMs);
  return [String(at.getFullYear()), twoDigits(at.getMonth() + 1), twoDigits(at.getDate())].join(
    '-',
  );
}

/** The posted sheet on the screen: what would be printed, and what was. */
export function createSheetCalls(deps: SheetDeps): Handlers<SheetCallMap> {
  const { machineId, clock, posted, settings } = deps;

  /** Undefined: the QR is not known. */
  function draft(): Draft | undefined {
    const { qr, location, currency, slots } = deps.snapshot();
    const code = qr?.content;
    const now = sheetNow({ machineId, location, currency, code, settings: settings(), slots });
    return qr === undefined || now === undefined ? undefined : { qr, content: now };
  }

  function pagesOf(content: SheetContent): readonly Page[] {
    const tools = { measure: deps.measure, printedOn: dayOf(clock.nowMs()) };
    return layoutOf(content, settings().sheetPaper, tools);
  }

  function view(): SheetView {
    const { sheetPaper: paper, sheetLanguages } = settings();
    const kind = kindOf(paper);
    const content = draft()?.content;
    const last = posted.last(kind);
    const ofMarket = [languageOfMarket(deps.snapshot().currency)];
    return {
      paper,
      languages: sheetLanguages === 'auto' ? ofMarket : sheetLanguages,
      isOfMarket: sheetLanguages === 'auto',
      operator: operatorOf(settings()),
      gaps: content === undefined ? [] : gapsOf(content, kind),
      pages: content === undefined ? [] : pagesOf(content),
      last: last?.posted,
      changes:
        last === undefined || content === undefined
          ? []
          : changesSince(last.content, content, kind),
    };
  }

  return {
    readSheet: () => Promise.resolve(ok(view())),
    saveSheet: async ({ stickId }, caller) => {
      const made = draft();
      if (made === undefined) return refuse('no-code');
      const { sheetPaper: paper } = settings();
      const what = kindOf(paper);
      const atMs = clock.nowMs();
      const name = `${machineId}-${what}-${paper}-${dayOf(atMs)}.pdf`;
      const title = name.slice(0, -'.pdf'.length);
      const content = await deps.pdf(pagesOf(made.content), { title, codeSvg: made.qr.svg, atMs });
      const written = await deps.sticks.write(stickId, { name, content });
      if (!written.ok) return answered(written);
      const by = nameOf(caller);
      const file = written.value;
      posted.note({ atMs, by, what, paper, way: 'stick', target: file, content: made.content });
      const noted = deps.changes.apply({ kind: 'sheetSaved', by, patches: [], detail: file });
      if (!noted.ok) deps.log.error('a saved sheet could not be logged', { file });
      deps.onChange();
      return ok({ file });
    },
    listPosted: ({ before, limit }) => Promise.resolve(ok(posted.list(before, limit))),
  };
}
