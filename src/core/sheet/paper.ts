/** What the posted sheet is printed on. `label`: a sticker with the code and who sells, without the price list. */
export const PAPERS = ['A4', 'A5', 'A6', 'label'] as const;
export type Paper = (typeof PAPERS)[number];

/** Upright. */
export interface PaperSize {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** ISO 216; the label is the common 62 mm roll, 100 mm long. */
export const PAPER_SIZES: Readonly<Record<Paper, PaperSize>> = {
  A4: { widthMm: 210, heightMm: 297 },
  A5: { widthMm: 148, heightMm: 210 },
  A6: { widthMm: 105, heightMm: 148 },
  label: { widthMm: 62, heightMm: 100 },
};

/** The two things that are posted: a label shows other things than a sheet, and is out of date at other times. */
export const POSTED_KINDS = ['sheet', 'label'] as const;
export type PostedKind = (typeof POSTED_KINDS)[number];

export function kindOf(paper: Paper): PostedKind {
  return paper === 'label' ? 'label' : 'sheet';
}
