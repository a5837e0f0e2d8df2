import type { Result } from '../base/result.ts';

/** A stick or card that is plugged in and can be read. */
export interface UsbStick {
  /** Names it until it is pulled out. */
  readonly id: string;
  /** As it is called on other computers; `KINGSTON`. */
  readonly name: string;
  readonly freeBytes: number;
  readonly totalBytes: number;
  readonly isReadOnly: boolean;
}

export interface StickFile {
  /** Without folders: only what lies in the stick's top folder is shown. */
  readonly name: string;
  readonly bytes: number;
  /** Wall clock of the computer that wrote it. */
  readonly changedAtMs: number;
}

/** Why a stick could not be used. Nothing half-written stays on it, unless it was pulled out. */
export const USB_FAULTS = [
  /** There is none. */
  'usb-none',
  /** It has been pulled out, or does not answer. */
  'usb-gone',
  'usb-full',
  'usb-read-only',
  'usb-no-such-file',
  /** More than anybody should wait for. */
  'usb-too-many-files',
  /** More than what is read of such a file. */
  'usb-file-too-big',
  'usb-unreadable',
] as const;
export type UsbFault = (typeof USB_FAULTS)[number];

export interface FileToWrite {
  /** Without folders; `isStickFileName`. */
  readonly name: string;
  /** In one piece, or piece by piece. */
  readonly content: string | Uint8Array | AsyncIterable<string | Uint8Array>;
}

/** The sticks of this computer. Every call answers, also when a stick hangs. */
export interface UsbSticks {
  list(): Promise<readonly UsbStick[]>;
  /** Newest first, those whose name ends so (`.csv`), whatever its case. */
  files(stickId: string, ending: string): Promise<Result<readonly StickFile[], UsbFault>>;
  read(
    stickId: string,
    file: { readonly name: string; readonly mostBytes: number },
  ): Promise<Result<Uint8Array, UsbFault>>;
  /**
   * Whole and durable when it returns, or not at all. What lies there already is never overwritten: `sales.csv` becomes
   * `sales-2.csv`. @returns the name that was taken
   */
  write(stickId: string, file: FileToWrite): Promise<Result<string, UsbFault>>;
}

/** What FAT, exFAT and people can all live with. */
const FILE_NAME = /^[0-9A-Za-z][0-9A-Za-z ._-]{0,79}$/;

export function isStickFileName(name: string): boolean {
  return FILE_NAME.test(name) && !name.endsWith('.') && !name.endsWith(' ');
}

/** The n-th file of that name: 1 → `sales.csv`, 2 → `sales-2.csv`. */
export function numberedName(name: string, number: number): string {
  if (number === 1) return name;
  const point = name.lastIndexOf('.');
  const stem = point > 0 ? name.slice(0, point) : name;
  return `${stem}-${String(number)}${name.slice(stem.length)}`;
}
