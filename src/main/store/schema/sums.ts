const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Takes the sale OLD out of the sums (-1), or adds NEW (1). */
function count(row: 'OLD' | 'NEW', sign: 1 | -1): string {
  const values = `${String(sign)}, ${String(sign)} * ${row}.captured, ${String(sign)} * ${row}.refunded`;
  const add =
    'count = count + excluded.count, charged = charged + excluded.charged, refunded = refunded + excluded.refunded';
  return `
    INSERT INTO sale_day (day, product, selection, count, charged, refunded)
      SELECT ${row}.started_at / ${String(DAY_MS)}, coalesce(${row}.product, ''), coalesce(${row}.selection, ''), ${values}
      WHERE ${row}.captured > 0
      ON CONFLICT (day, product, selection) DO UPDATE SET ${add};
    INSERT INTO sale_hour (hour, count, charged, refunded)
      SELECT ${row}.started_at / ${String(HOUR_MS)}, ${values} WHERE ${row}.captured > 0
      ON CONFLICT (hour) DO UPDATE SET ${add};`;
}

const IS_CHANGED = ['captured', 'refunded', 'product', 'selection']
  .map((column) => `OLD.${column} IS NOT NEW.${column}`)
  .join(' OR ');

/**
 * The sums of charged sales by day and slot and by hour, in UTC, for reports over a million sales. Triggers keep them in the
 * commit of the sale, whichever version of the program makes it.
 */
export const SUMS_SCHEMA = `
  CREATE TABLE sale_day (
    day INTEGER NOT NULL,
    product TEXT NOT NULL,
    selection TEXT NOT NULL,
    count INTEGER NOT NULL,
    charged INTEGER NOT NULL,
    refunded INTEGER NOT NULL,
    PRIMARY KEY (day, product, selection)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE sale_hour (
    hour INTEGER PRIMARY KEY,
    count INTEGER NOT NULL,
    charged INTEGER NOT NULL,
    refunded INTEGER NOT NULL
  ) STRICT;
  INSERT INTO sale_day
    SELECT started_at / ${String(DAY_MS)}, coalesce(product, ''), coalesce(selection, ''), count(*), sum(captured), sum(refunded)
    FROM sale WHERE captured > 0 GROUP BY 1, 2, 3;
  INSERT INTO sale_hour
    SELECT started_at / ${String(HOUR_MS)}, count(*), sum(captured), sum(refunded) FROM sale WHERE captured > 0 GROUP BY 1;

  CREATE TRIGGER sale_sums_of_new AFTER INSERT ON sale WHEN NEW.captured > 0 BEGIN
    ${count('NEW', 1)}
  END;
  CREATE TRIGGER sale_sums_of_changed AFTER UPDATE OF captured, refunded, product, selection ON sale
    WHEN (OLD.captured > 0 OR NEW.captured > 0) AND (${IS_CHANGED}) BEGIN
    ${count('OLD', -1)}
    ${count('NEW', 1)}
  END;
  CREATE TRIGGER sale_sums_of_removed AFTER DELETE ON sale WHEN OLD.captured > 0 BEGIN
    ${count('OLD', -1)}
  END;
  `;
