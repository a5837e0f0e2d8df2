/** English. Every key stands in every language; a test refuses what is missing or never used. */
export const en = {
  starting: 'Starting …',
  stateReady: 'Ready',
  stateSelling: 'Selling',
  stateStopped: 'Not selling',
  readyWhy: 'Customers can scan the code and buy.',
  stale: 'This screen has not heard from the machine for {{seconds}} s. It reconnects by itself.',
  'reason.store-unwritable':
    'The disk cannot be written. Nothing is sold until it can. Restart the PC; if it stays, replace the disk.',
  'reason.journal-damaged':
    'The journal is damaged. Nothing is sold. Keep the file kiosk.db and have it looked at; restarting does not mend it.',
  'reason.clock-implausible':
    'The clock of this PC is wrong. Check its network time; sales start again by themselves.',
  'reason.service-mode': 'The machine is in service mode. It sells again when service ends.',
  'reason.hardware-down':
    'The card adapter does not answer. Check its USB cable; it will come back by itself.',
  'reason.door-open': 'The door is open. Close it; sales start again by themselves.',
  'reason.machine-fault':
    'A fault stops the machine. See its code with the command status; clear it when its cause is gone.',
  'reason.machine-not-enabled':
    'The machine does not accept payments yet. Starting takes up to a minute; close the door and wait.',
  'reason.relay-down':
    'No connection to the relay. Check the network cable or the router; it will come back by itself.',
  'reason.nothing-sellable': 'Nothing is in stock. Fill the machine and correct the stock.',
  'reason.amount-not-payable': 'The maximum amount cannot be reserved. Correct the maximum amount.',
  'reason.select-first':
    'Prices differ and this account charges in full only. Customers must choose before they scan.',
  'reason.stopping': 'The program is stopping.',
  customerSafe: 'A customer who scans now is told so, and nothing is charged.',
  'step.scanned': 'Scanned',
  'step.approved': 'Approved',
  'step.chosen': 'Chosen',
  'step.dropped': 'Dropped',
  'step.charged': 'Charged',
  'sale.reserving': 'Asking Vipps to reserve {{amount}}.',
  'sale.awaitingApproval': 'The customer is asked to approve {{amount}} in the app.',
  'sale.withdrawing': 'No approval. The request is being withdrawn; nothing is charged.',
  'sale.offering': '{{amount}} is reserved. The customer can choose on the machine.',
  'sale.vending': '{{product}} is on its way. Only what drops is charged.',
  secondsLeft: '{{seconds}} s left',
  links: 'Connections',
  adapter: 'Card adapter',
  relay: 'Relay',
  linkUp: 'connected',
  linkOpening: 'connecting',
  linkDown: 'not connected',
  lastSales: 'Last sales',
  noSales: 'No sales yet. The first customer who buys appears here.',
  charged: 'charged {{amount}}',
  released: 'nothing charged',
  inProgress: 'in progress',
  today: 'Today: {{count}} sold, {{amount}}',
  settling: 'Settling: {{count}}',
  reviews: 'To review: {{count}}',
  stock: 'Stock',
  stockFine: 'Every slot has enough.',
  'note.low': '{{slot}} {{product}}: {{count}} left',
  'note.empty': '{{slot}} {{product}}: empty',
  'note.countMe': '{{slot}} {{product}}: count it',
  'note.latched': '{{slot}} {{product}}: out of sale, failed to deliver',
  more: 'and {{count}} more',
  postedCode: 'The posted code',
  noCode: 'The code has not been fetched yet. It comes with the first connection.',
  nextCustomer: 'The next customer reserves {{amount}} at most.',
  language: 'Norsk',
} as const;

export type TextKey = keyof typeof en;
