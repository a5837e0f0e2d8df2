import { z } from 'zod';
import type { QrTextStore } from '../ports/qr-texts.ts';
import type { Queries } from './database-access.ts';

const qrTextRow = z.object({ text: z.string(), isConfirmed: z.boolean() });

export function createQrTextStore(db: Queries): QrTextStore {
  return {
    find: (machineId) =>
      db.first(
        qrTextRow,
        'SELECT text, is_sure AS "isConfirmed" FROM qr_text WHERE machine_id = $1',
        machineId,
      ),
    save: async (machineId, { text, isConfirmed }) => {
      await db.run(
        `INSERT INTO qr_text (machine_id, text, is_sure) VALUES ($1, $2, $3)
         ON CONFLICT (machine_id) DO UPDATE SET text = excluded.text, is_sure = excluded.is_sure`,
        machineId,
        text,
        isConfirmed,
      );
    },
  };
}
