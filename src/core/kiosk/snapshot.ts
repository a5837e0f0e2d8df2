import type { Currency } from '../money/money.ts';
import type { SaleOutcome, SaleStateName } from '../sale/state.ts';
import type { LinkState, MachineState } from '../vend/controller.ts';
import type { DoorWait, SessionView } from '../people/person.ts';
import type { ScreenSettings } from '../settings/screen.ts';
import type { SetupHold } from '../setup/setup.ts';
import type { SheetState } from './sheet-state.ts';
import type { PrintRecord } from '../sheet/print-history.ts';
import type { SlotView } from '../slots/slot-view.ts';
import type { TestSale } from './test-sale.ts';
import type { UpdateView } from '../update/update-view.ts';
import type { MachineView } from './machine-view.ts';
import type { QrVerification } from './qr-verification.ts';
import type { NotReadyReason } from './readiness.ts';

/** The running sale, step by step. A step without a time has not happened yet. */
export const SALE_STEPS = ['scanned', 'approved', 'chosen', 'dropped', 'charged'] as const;
export type SaleStepName = (typeof SALE_STEPS)[number];

export interface SaleStep {
  readonly step: SaleStepName;
  readonly atMs: number | undefined;
}

export interface RunningSale {
  readonly reference: string;
  readonly state: SaleStateName;
  readonly steps: readonly SaleStep[];
  /** What was asked for or is reserved, minor units. */
  readonly reservedMinor: number;
  readonly product: string | undefined;
  readonly selection: string | undefined;
  readonly priceMinor: number | undefined;
  /** When the present wait ends by itself, wall clock. */
  readonly deadlineAtMs: number | undefined;
}

export interface PastSale {
  readonly reference: string;
  readonly state: SaleStateName;
  readonly outcome: SaleOutcome | undefined;
  readonly startedAtMs: number;
  readonly endedAtMs: number | undefined;
  readonly selection: string | undefined;
  readonly product: string | undefined;
  readonly reservedMinor: number;
  readonly capturedMinor: number;
  readonly releasedMinor: number;
  readonly refundedMinor: number;
}

export interface StockNote {
  readonly selection: string;
  readonly product: string;
  readonly stock: number;
  readonly note: 'low' | 'empty' | 'countMe' | 'latched';
}

/** The posted QR. `svg` is the picture itself, `content` what it encodes. */
export interface PostedQr {
  readonly svg: string;
  readonly content: string;
  readonly fetchedAtMs: number;
}

/** Who is at the screen. */
export interface ServiceView {
  readonly session: SessionView | undefined;
  /** False: nobody may sign in yet, and the first owner is made on the screen. */
  readonly hasPeople: boolean;
  /** The PIN was right; the door must be opened before anybody is signed in. */
  readonly doorWait: DoorWait | undefined;
}

/** The read model that main publishes, whole, with a rising revision; the screen mirrors it. */
export interface KioskSnapshot {
  readonly revision: number;
  readonly atMs: number;
  readonly version: string;
  readonly machineId: string;
  readonly location: string | undefined;
  readonly currency: Currency;
  readonly state: 'ready' | 'busy' | 'notReady';
  readonly reasons: readonly NotReadyReason[];
  readonly relay: {
    readonly state: LinkState;
    readonly latencyMs: number | undefined;
    readonly detail: string;
  };
  readonly hardware: {
    readonly state: LinkState;
    readonly machine: MachineState;
    readonly detail: string;
  };
  readonly machine: MachineView;
  /** In the order of the catalogue. */
  readonly slots: readonly SlotView[];
  readonly service: ServiceView;
  /** The set-up that was begun at the screen is not finished: out of sale, or in sale by an owner’s decision. */
  readonly setUpHold: SetupHold | undefined;
  readonly screen: ScreenSettings;
  readonly sale: RunningSale | undefined;
  /** Newest first, at most ten. */
  readonly lastSales: readonly PastSale[];
  /** Sales whose money is still being settled in the background. */
  readonly settlingCount: number;
  readonly reviewCount: number;
  readonly today: { readonly count: number; readonly sumMinor: number };
  readonly stockNotes: readonly StockNote[];
  /** What the next customer is asked to reserve, minor units. */
  readonly maxAmountMinor: number | undefined;
  /** The most that the sales unit ever reserves, minor units; undefined: the relay has not said yet. */
  readonly capMinor: number | undefined;
  readonly qr: PostedQr | undefined;
  /** What became of a test sale, while somebody asks. */
  readonly testSale: TestSale | undefined;
  /** Whether what hangs on the machine is what would be printed now. */
  readonly sheet: SheetState;
  /** The newest that went to a printer. */
  readonly print: PrintRecord | undefined;
  /** Whose sticker hangs on the machine, while somebody asks. */
  readonly qrVerification: QrVerification | undefined;
  /** New versions of this program. */
  readonly update: UpdateView;
}
