import { recounted, type RefillCount } from '#core/refill/refill.ts';
import { create } from 'zustand';
import { useSnapshot } from './kiosk-store.ts';

interface Draft {
  /** Who is counting. */
  readonly personId: string;
  /** Time of the last count. */
  readonly atMs: number;
  readonly counts: readonly RefillCount[];
}

/** An older draft is discarded. */
const MAX_AGE_MS = 2 * 3_600_000;

/** Survives leaving the screen and an automatic sign-out, so that nobody has to count twice. */
const useStore = create<{ readonly draft: Draft | undefined }>(() => ({ draft: undefined }));

interface RefillDraft {
  readonly counts: readonly RefillCount[];
  readonly say: (news: readonly RefillCount[]) => void;
  readonly takeBack: (selection: string) => void;
  readonly drop: () => void;
}

/** The unsaved counts of the signed-in person. */
export function useDraft(): RefillDraft {
  const { service, atMs } = useSnapshot();
  const personId = service.session?.personId ?? '';
  const draft = useStore((state) => state.draft);
  const isTheirs = draft?.personId === personId && atMs - draft.atMs < MAX_AGE_MS;
  const counts = isTheirs ? draft.counts : [];
  const keep = (kept: readonly RefillCount[]): void => {
    useStore.setState({ draft: { personId, atMs, counts: kept } });
  };
  return {
    counts,
    say: (news) => {
      keep(recounted(counts, news));
    },
    takeBack: (selection) => {
      keep(counts.filter((count) => count.selection !== selection));
    },
    drop: () => {
      useStore.setState({ draft: undefined });
    },
  };
}
