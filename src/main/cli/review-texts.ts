import type { ReviewKind } from '#core/sale/effect.ts';

/** The sentence for each entry of the review list. */
interface ReviewText {
  readonly happened: string;
  readonly done: string;
  readonly can: string;
}

const CLOSE = 'Close the entry when you have seen to it.';

export const REVIEW_TEXTS: Readonly<Record<ReviewKind, ReviewText>> = {
  unknownOutcome: {
    happened: 'A vend was approved, and the machine never said whether the product dropped.',
    done: 'Nothing is charged unless somebody decides so; the slot is marked to be counted.',
    can: 'Count the slot. While the sale is held: charge or release it; by itself it is released after 30 minutes.',
  },
  assumedCapture: {
    happened: 'A vend was approved, and the machine never said whether the product dropped.',
    done: 'The price was charged, as the setting onUnknownOutcome says; the slot is marked to be counted.',
    can: 'Count the slot; refund the customer if the product is still there.',
  },
  lateSuccess: {
    happened: 'The machine reported a drop after the money had been given back.',
    done: 'Nothing is charged; the stock was corrected.',
    can: CLOSE,
  },
  captureRefused: {
    happened: 'The product dropped and Vipps does not take its price.',
    done: 'It is tried again for as long as Vipps may still take it; else everything was released.',
    can: 'Look the code up in the portal; a sales unit that captures only in full needs partialCapture: false.',
  },
  receiptRefused: {
    happened: 'Vipps did not take the receipt, or has another one for this sale.',
    done: 'The charge stands as it is; the operator is told.',
    can: 'Send the customer a receipt when asked for one.',
  },
  refundRefused: {
    happened: 'Vipps did not give the ordered refund.',
    done: 'The charge stands as it is.',
    can: 'Order it again, or refund in the portal.',
  },
  moneyMovedElsewhere: {
    happened: 'Money of this sale was moved by somebody else, such as in the merchant portal.',
    done: 'What Vipps says was taken over; nothing was moved back.',
    can: 'Find out who did it and why.',
  },
  createRefused: {
    happened: 'Vipps refused to ask the customer for the money.',
    done: 'Nothing was reserved.',
    can: 'Look the code up: most often the sales unit is not set up for this.',
  },
  priceMismatch: {
    happened: 'The machine asks another price than the catalogue has.',
    done: 'The machine’s price was charged.',
    can: 'Correct the price at the machine or in the catalogue, and print the sheet again.',
  },
  slotLatched: {
    happened: 'A slot failed to deliver several times in a row.',
    done: 'It was taken out of sale; nobody was charged.',
    can: 'Look at the slot, then clear it.',
  },
  settlementOverdue: {
    happened: 'The money of this sale has been waiting to be moved for more than an hour.',
    done: 'It is tried again and again; after 12 hours the operator is told.',
    can: 'Check the connection to the relay and the state of Vipps.',
  },
};
