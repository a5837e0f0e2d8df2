import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import { HIDDEN, isSecretField } from '#logging/secrets.ts';
import { formatMetrics } from './metrics.ts';
import { packTarGz, type TarFile } from './tar.ts';
import { createRedactor } from './without-names.ts';

export interface BundleSources {
  readonly machineId: string;
  readonly atMs: number;
  readonly snapshot: KioskSnapshot;
  /** Files of one JSON value. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Files of one JSON value a line. */
  readonly lists: Readonly<Record<string, readonly unknown[]>>;
  /** Files of plain text. */
  readonly texts: Readonly<Record<string, string>>;
  /** Names of everybody who works or worked at the machine. */
  readonly people: readonly string[];
  /** Secrets to remove wherever they occur. */
  readonly secrets: readonly string[];
}

function toJson(value: unknown, indent?: number): string {
  const hide = (key: string, inner: unknown): unknown => (isSecretField(key) ? HIDDEN : inner);
  return JSON.stringify(value, hide, indent);
}

/** The secret as JSON writes it: quotation marks are escaped there. */
function spellings(secret: string): readonly string[] {
  return [secret, JSON.stringify(secret).slice(1, -1)];
}

function without(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret !== '')
    .flatMap(spellings)
    .reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
}

/** Collects what remote support needs, as a .tar.gz: without credentials, PINs, tokens, names and the QR's picture. */
export function supportBundle(sources: BundleSources): Promise<Uint8Array> {
  const { machineId, atMs, snapshot, facts, lists, texts, secrets } = sources;
  const names = createRedactor(sources.people);
  const files: TarFile[] = [
    { name: 'snapshot.json', content: toJson(names.value({ ...snapshot, qr: undefined }), 2) },
    { name: 'metrics.txt', content: formatMetrics(snapshot) },
    ...Object.entries(facts).map(([name, value]) => ({
      name: `${name}.json`,
      content: toJson(names.value(value), 2),
    })),
    ...Object.entries(lists).map(([name, values]) => ({
      name: `${name}.jsonl`,
      content: values.map((value) => `${toJson(names.value(value))}\n`).join(''),
    })),
    ...Object.entries(texts).map(([name, content]) => ({
      name,
      content: names.text(content),
    })),
  ];
  const folder = `${machineId}-support`;
  const clean = files.map(({ name, content }) => ({
    name: `${folder}/${name}`,
    content: without(content, secrets),
  }));
  return packTarGz(clean, atMs);
}
