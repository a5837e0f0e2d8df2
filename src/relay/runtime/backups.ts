import { readdirSync } from 'node:fs';

/** `relay-20270131T033000Z.backup`: when the backup began (UTC). Other files of the folder are nobody's business here. */
const NAME = /^relay-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.backup$/;
const DRAFT = /^relay-\d{8}T\d{6}Z\.backup\.part$/;

/** A whole backup in the folder. */
export interface Backup {
  readonly name: string;
  readonly beganAtMs: number;
}

export function backupName(beganAtMs: number): string {
  const digits = new Date(beganAtMs).toISOString().replace(/\.\d+|[-:]/g, '');
  return `relay-${digits}.backup`;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Newest first; none when the folder cannot be read. */
export function backupsIn(folder: string): readonly Backup[] {
  return namesIn(folder)
    .flatMap((name) => {
      const [, ...parts] = NAME.exec(name) ?? [];
      if (parts.length === 0) return [];
      const [year = '', month = '', day = '', hour = '', minute = '', second = ''] = parts;
      const beganAtMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
      return Number.isNaN(beganAtMs) ? [] : [{ name, beganAtMs }];
    })
    .sort((one, other) => other.beganAtMs - one.beganAtMs);
}

/** What a backup that was cut short has left. */
export function draftsIn(folder: string): readonly string[] {
  return namesIn(folder).filter((name) => DRAFT.test(name));
}
