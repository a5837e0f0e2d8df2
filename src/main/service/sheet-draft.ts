import type { KioskSnapshot, PostedQr } from '#core/kiosk/snapshot.ts';
import type { Clock } from '#core/base/ports.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { SheetContent } from '#core/sheet/content.ts';
import { layoutOf } from '#core/sheet/layout.ts';
import type { Measure, Page } from '#core/sheet/marks.ts';
import { currentSheet } from '#core/kiosk/sheet-state.ts';
import { kindOf } from '#core/sheet/paper.ts';
import type { PrintedKind } from '#core/sheet/print-history.ts';
import { testPage } from '#core/sheet/test-page.ts';
import { localDay } from '../runtime/local-time.ts';

export interface DraftDeps {
  readonly machineId: string;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly settings: () => Settings;
  readonly snapshot: () => Pick<KioskSnapshot, 'location' | 'currency' | 'qr' | 'slots'>;
  /** Fonts and PDF; the first call loads them. */
  readonly typesetter: () => Promise<{
    readonly measure: Measure;
    readonly pdf: (
      pages: readonly Page[],
      options: { readonly title: string; readonly codeSvg: string; readonly atMs: number },
    ) => Promise<Uint8Array>;
  }>;
}

interface Draft {
  readonly qr: PostedQr;
  readonly content: SheetContent;
}

export interface MadeSheet {
  readonly what: PrintedKind;
  readonly content: SheetContent;
  /** `vm-0001-sheet-A4-2026-11-25`. */
  readonly title: string;
  readonly pdf: Uint8Array;
}

/** The sheet as it would be printed now. Undefined: the QR is not known. */
export function draftOf(deps: DraftDeps): Draft | undefined {
  const { machineId, settings } = deps;
  const { qr, location, currency, slots } = deps.snapshot();
  const code = qr?.content;
  const atMs = deps.clock.nowMs();
  const now = currentSheet({
    machineId,
    location,
    currency,
    code,
    settings: settings(),
    slots,
    atMs,
  });
  return qr === undefined || now === undefined ? undefined : { qr, content: now };
}

export async function pagesOf(deps: DraftDeps, content: SheetContent): Promise<readonly Page[]> {
  const { measure } = await deps.typesetter();
  const tools = { measure, printedOn: localDay(deps.clock.nowMs()) };
  return layoutOf(content, deps.settings().sheetPaper, tools);
}

/** The sheet, or the test page, as a PDF. Undefined: the QR is not known. */
export async function makeSheet(deps: DraftDeps, isTest: boolean): Promise<MadeSheet | undefined> {
  const draft = draftOf(deps);
  if (draft === undefined) return undefined;
  const { content, qr } = draft;
  const { sheetPaper: paper } = deps.settings();
  const what = isTest ? 'test' : kindOf(paper);
  const atMs = deps.clock.nowMs();
  const title = `${deps.machineId}-${what}-${paper}-${localDay(atMs)}`;
  const { languages, machineId, code } = content;
  const { measure, pdf } = await deps.typesetter();
  const pages = isTest
    ? [testPage({ machineId, code, paper, languages, measure })]
    : await pagesOf(deps, content);
  return { what, content, title, pdf: await pdf(pages, { title, codeSvg: qr.svg, atMs }) };
}
