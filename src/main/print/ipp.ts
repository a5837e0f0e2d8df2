/** The messages of the Internet Printing Protocol (RFC 8010) that the kiosk needs. */

export type IppValue = string | number | boolean;

/** RFC 8010, 3.5.2. Values of other kinds are passed over when an answer is read. */
const TAGS = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mimeType: 0x49,
} as const;
type Kind = keyof typeof TAGS;

const GROUPS = { operation: 0x01, job: 0x02, unsupported: 0x05 } as const;
const END = 0x03;
/** Tags below stand between groups, from here on before values. */
const FIRST_VALUE_TAG = 0x10;
const VERSION = 0x0200;
const NUMBERS: readonly number[] = [TAGS.integer, TAGS.enum];
/** Text without and with a language, keywords, addresses. */
const TEXTS: readonly number[] = [0x41, 0x42, 0x44, 0x45, 0x47, 0x48, 0x49];

export interface IppAttribute {
  readonly name: string;
  readonly kind: Kind;
  /** At least one; all of one kind. */
  readonly values: readonly [IppValue, ...IppValue[]];
}

export interface IppRequest {
  readonly operation: number;
  readonly attributes: readonly IppAttribute[];
  readonly job?: readonly IppAttribute[] | undefined;
}

export interface IppAnswer {
  /** Below 0x0100: done. */
  readonly status: number;
  /** One for each printer or job, and first of all one about the answer itself. */
  readonly groups: readonly ReadonlyMap<string, readonly IppValue[]>[];
  /** The names of the attributes that were left out or changed. */
  readonly leftOut: readonly string[];
}

const uint16 = (value: number): readonly number[] => [(value >> 8) & 0xff, value & 0xff];
const uint32 = (value: number): readonly number[] => [
  ...uint16((value >>> 16) & 0xffff),
  ...uint16(value & 0xffff),
];

function utf8(text: string): readonly number[] {
  return Array.from(Buffer.from(text, 'utf8'));
}

function bytesOf(value: IppValue): readonly number[] {
  if (typeof value === 'boolean') return [value ? 1 : 0];
  return typeof value === 'number' ? uint32(value) : utf8(value);
}

function encodeAttribute({ name, kind, values }: IppAttribute): readonly number[] {
  return values.flatMap((value, index) => {
    // A further value of the same attribute has no name.
    const written = index === 0 ? utf8(name) : [];
    const bytes = bytesOf(value);
    return [TAGS[kind], ...uint16(written.length), ...written, ...uint16(bytes.length), ...bytes];
  });
}

/** What goes before the document, if there is one. */
export function encodeIpp({ operation, attributes, job = [] }: IppRequest): Uint8Array {
  const head: readonly IppAttribute[] = [
    { name: 'attributes-charset', kind: 'charset', values: ['utf-8'] },
    { name: 'attributes-natural-language', kind: 'language', values: ['en'] },
  ];
  return Uint8Array.from([
    ...uint16(VERSION),
    ...uint16(operation),
    ...uint32(1),
    GROUPS.operation,
    ...[...head, ...attributes].flatMap(encodeAttribute),
    ...(job.length === 0 ? [] : [GROUPS.job, ...job.flatMap(encodeAttribute)]),
    END,
  ]);
}

function textIn({ buffer, byteOffset, byteLength }: DataView): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
}

function valueOf(tag: number, view: DataView): IppValue | undefined {
  if (NUMBERS.includes(tag) && view.byteLength === 4) return view.getInt32(0);
  if (tag === TAGS.boolean && view.byteLength === 1) return view.getUint8(0) !== 0;
  return TEXTS.includes(tag) ? textIn(view) : undefined;
}

/** Reads from the front; undefined once there is less than what is said to be there. */
class Reader {
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  take(length: number): DataView | undefined {
    const from = this.#at;
    if (from + length > this.#view.byteLength) return undefined;
    this.#at += length;
    return new DataView(this.#view.buffer, this.#view.byteOffset + from, length);
  }

  byte(): number | undefined {
    return this.take(1)?.getUint8(0);
  }

  /** A length in two bytes, and as many bytes. */
  piece(): DataView | undefined {
    const length = this.take(2)?.getUint16(0);
    return length === undefined ? undefined : this.take(length);
  }
}

type Group = Map<string, IppValue[]>;

/** What the values that follow belong to; undefined: no group has begun. */
type Place = { readonly group: Group } | { readonly leftOut: string[] } | undefined;

function note(place: Place, name: string, value: IppValue | undefined): void {
  if (place === undefined) return;
  if ('leftOut' in place) {
    // Also where its value is of no kind that is read here.
    if (!place.leftOut.includes(name)) place.leftOut.push(name);
  } else if (value !== undefined) {
    place.group.set(name, [...(place.group.get(name) ?? []), value]);
  }
}

/** Undefined: not a whole message. */
export function decodeIpp(bytes: Uint8Array): IppAnswer | undefined {
  const reader = new Reader(bytes);
  const head = reader.take(8);
  const groups: Group[] = [];
  const leftOut: string[] = [];
  let place: Place;
  let last = '';
  for (;;) {
    const tag = reader.byte();
    if (head === undefined || tag === undefined) return undefined;
    if (tag === END) return { status: head.getUint16(2), groups, leftOut };
    if (tag < FIRST_VALUE_TAG) {
      const group: Group = new Map();
      if (tag !== GROUPS.unsupported) groups.push(group);
      place = tag === GROUPS.unsupported ? { leftOut } : { group };
      continue;
    }
    const name = reader.piece();
    const bytesOfValue = reader.piece();
    if (name === undefined || bytesOfValue === undefined) return undefined;
    if (name.byteLength > 0) last = textIn(name);
    note(place, last, valueOf(tag, bytesOfValue));
  }
}
