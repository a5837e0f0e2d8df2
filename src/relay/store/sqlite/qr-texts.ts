import type { Database } from '#sqlite/database.ts';
import { z } from 'zod';
import type { StoreLane } from './ordered-queue.ts';
import type { RelayStore, ShownText } from '../ports/relay-store.ts';

const shownRow = z
  .object({ text: z.string(), isSure: z.number() })
  .transform(({ text, isSure }): ShownText => ({ text, isSure: isSure !== 0 }));

/** What the machines' QRs show at Vipps. */
export function qrTextMethods(
  db: Database,
  { read, write }: StoreLane,
): Pick<RelayStore, 'shownText' | 'keepShownText'> {
  return {
    shownText: (machineId) =>
      read(() =>
        db.first(
          shownRow,
          'SELECT text, is_sure AS isSure FROM qr_text WHERE machine_id = ?',
          machineId,
        ),
      ),
    keepShownText: (machineId, { text, isSure }) =>
      write(() => {
        db.run(
          `INSERT INTO qr_text (machine_id, text, is_sure) VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET text = excluded.text, is_sure = excluded.is_sure`,
          machineId,
          text,
          isSure ? 1 : 0,
        );
      }),
  };
}
