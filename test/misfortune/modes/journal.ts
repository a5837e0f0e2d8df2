import type { FailureModes } from './failure-mode.ts';

/** The kiosk's journal, clock and computer. */
export const JOURNAL_MODES = {
  'journal-bad-middle': {
    misfortune: 'The journal is damaged in the middle: entries missing or unreadable, pages spoilt',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: [],
    meanwhile: ['The journal is damaged.'],
    besides: 'Sales that can be read are settled; the others when the file is mended.',
  },
  'database-damaged': {
    misfortune:
      'The kiosk’s database is damaged: bytes flipped, cut short, emptied, or its beginning gone',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'A1 Cola: count it'],
    meanwhile: ['The machine does not accept payments yet.'],
    besides:
      'It is set aside, and another one is made of what can be read of it and of the last backup. Every slot is to be counted.',
  },
  'journal-disk-full': {
    misfortune: 'The disk is full when a product drops',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready'],
    meanwhile: ['The disk cannot be written.'],
    besides: 'The drop is kept in memory and written when there is room.',
  },
  'journal-unwritable-with-an-offer-open': {
    misfortune:
      'The disk is full, or another program holds the journal’s file, while a customer approves or chooses',
    customerPays: 'nothing',
    outcome: 'noSelection',
    reviews: [],
    technicianSees: [],
    meanwhile: ['The disk cannot be written.'],
    besides:
      'Offer and reservation end all the same, and are written when it can be; a drop that was not written waits to be charged.',
  },
  'database-locked': {
    misfortune: 'Another program holds the journal’s file when a product drops',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    meanwhile: ['Selling'],
    besides: 'It passes when the program lets go.',
  },
  'second-kiosk-same-journal': {
    misfortune: 'The program is started twice on one data directory',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready'],
    besides: 'The second one ends with a sentence; the first one goes on.',
  },
  'journal-torn-tail': {
    misfortune: 'A commit is half written when the power goes',
    customerPays: 'nothing',
    outcome: 'unknownReleased',
    reviews: ['unknownOutcome'],
    technicianSees: ['Ready'],
    besides: 'The slot is to be counted.',
  },
  'clock-jumps-back': {
    misfortune: 'The clock of the PC jumps back or ahead in the middle of a sale',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready'],
    meanwhile: ['The clock of this PC is wrong.'],
    besides: 'The running sale is not touched.',
  },
  'technician-opens-service-mid-sale': {
    misfortune: 'Service mode begins while a customer is being served',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: [],
    meanwhile: ['Selling', 'In service', 'The machine is in service mode.'],
  },
  'set-up-left-half-done': {
    misfortune:
      'The set-up of a new machine is left before its sheet, QR verification and test sale are done: nobody touches the screen, or the power goes',
    customerPays: 'nothing',
    outcome: undefined,
    reviews: [],
    technicianSees: [],
    meanwhile: ['The set-up is not finished.'],
    besides:
      'It sells when it is, or when an owner decides to sell without; the first screen then says so each time.',
  },
  'catalogue-file-misread': {
    misfortune:
      'A product list that can be read in two ways is imported: 1.500, a VAT rate of 0.25, letters of another computer, a selection twice',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready'],
    besides: 'Each fault with line, column and both readings. Nothing was imported.',
  },
  'product-named-like-a-formula': {
    misfortune:
      'A product is called like a formula (`=1+1`, `@SUM(A1)`), and a file of the machine is opened in a spreadsheet',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    besides:
      'The name, with an apostrophe before it, in every file for a spreadsheet: nothing is computed. A product list that was saved is read back as it was.',
  },
  'support-bundle-in-strange-hands': {
    misfortune: 'A support bundle is sent to people who should not know who works at the machine',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    besides:
      'What was done, in the change log, the journal and the log of the bundle, and never by whom: `[person]` stands where a name stood.',
  },
  'started-as-root': {
    misfortune: 'The window is started as root, where Chromium has no sandbox',
    customerPays: 'nothing',
    outcome: undefined,
    reviews: [],
    technicianSees: [],
    besides:
      'The machine works. A line on stderr says that the sandbox is switched off, and how to keep it.',
  },
  'sheet-not-true-to-size': {
    misfortune:
      'The print service takes the sheet and leaves its paper or scaling out, holds it back, or ends while it waits',
    customerPays: 'nothing',
    outcome: undefined,
    reviews: [],
    technicianSees: [],
    besides:
      'The sheet: the printer does not keep this size, do not hang up what comes out of it; or why it waits and what to do. It does not count as printed.',
  },
} as const satisfies FailureModes;
