import { recounted, type RefillCount } from '#core/refill/refill.ts';
import { create } from 'zustand';
import { useSnapshot } from './kiosk-store.ts';

interface Draft {
  /** Whose it is. */
  readonly personId: string;
  /** When something was last said. */
  readonly atMs: number;
  readonly counts: readonly RefillCount[];
}

/** A refill that was left for longer is not gone on with. */
const LASTS_MS = 2 * 3_600_000;

/** Outlives the screen and a log-out that came by itself: nobody counts twice because they were slow. */
const useStore = create<{ readonly draft: Draft | undefined }>(() => ({ draft: undefined }));

interface RefillDraft {
  readonly counts: readonly RefillCount[];
  readonly say: (news: readonly RefillCount[]) => void;
  readonly takeBack: (selection: string) => void;
  readonly drop: () => void;
}

/** What the person who is signed in has counted and not saved. */
export function useDraft(): RefillDraft {
  const { service, atMs } = useSnapshot();
  const personId = service.session?.personId ?? '';
  const draft = useStore((state) => state.draft);
  const isTheirs = draft?.personId === personId && atMs - draft.atMs < LASTS_MS;
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
