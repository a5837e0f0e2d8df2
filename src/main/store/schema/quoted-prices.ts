/** What the customer who scanned last was offered, beside the journal of that sale. */
export const PRICE_BOOK_SCHEMA = `
  CREATE TABLE price_book (reference TEXT PRIMARY KEY, book TEXT NOT NULL) STRICT;
  `;
