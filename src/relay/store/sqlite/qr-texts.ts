import type { Database } from '#sqlite/database.ts';
import { z } from 'zod';
import type { QrText, QrTextStore } from '../ports/qr-texts.ts';
import type { DatabaseAccess } from './database-access.ts';

const qrTextRow = z
  .object({ text: z.string(), isSure: z.number() })
  .transform(({ text, isSure }): QrText => ({ text, isConfirmed: isSure !== 0 }));

export function createQrTextStore(db: Database, { read, write }: DatabaseAccess): QrTextStore {
  return {
    find: (machineId) =>
      read(() =>
        db.first(
          qrTextRow,
          'SELECT text, is_sure AS isSure FROM qr_text WHERE machine_id = ?',
          machineId,
        ),
      ),
    save: (machineId, { text, isConfirmed }) =>
      write(() => {
        db.run(
          `INSERT INTO qr_text (machine_id, text, is_sure) VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET text = excluded.text, is_sure = excluded.is_sure`,
          machineId,
          text,
          isConfirmed ? 1 : 0,
        );
      }),
  };
}
