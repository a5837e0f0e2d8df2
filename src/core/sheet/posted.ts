import type { SheetContent } from './content.ts';
import type { Paper, PostedKind } from './paper.ts';

/** `stick`: saved as a file, to be printed elsewhere. */
export const POSTED_WAYS = ['stick'] as const;
export type PostedWay = (typeof POSTED_WAYS)[number];

/** One sheet or label that was made to hang on the machine. */
export interface Posted {
  /** Rises. */
  readonly id: number;
  readonly atMs: number;
  /** The name of the person. */
  readonly by: string;
  readonly what: PostedKind;
  readonly paper: Paper;
  readonly way: PostedWay;
  /** The file's name on the stick. */
  readonly target: string;
}

export type NewPosted = Omit<Posted, 'id'> & { readonly content: SheetContent };

/** What was printed and saved, when and by whom. */
export interface PostedBook {
  /** @returns its id */
  note(posted: NewPosted): number;
  /** The newest of a kind, with what stands on it. */
  last(kind: PostedKind): { readonly posted: Posted; readonly content: SheetContent } | undefined;
  /** Newest first; `before`: the id of the last one shown. */
  list(before: number | undefined, limit: number): readonly Posted[];
}
