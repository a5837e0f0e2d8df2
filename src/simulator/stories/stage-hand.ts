import type { StageHand } from './story.ts';

/** Sends orders to whoever runs the programs: `POST <url>/cut-power` and so on. */
export function createStageHand(url: string): StageHand {
  async function ask(what: string): Promise<void> {
    const answer = await fetch(`${url}/${what}`, { method: 'POST' });
    if (!answer.ok) throw new Error(`The stage could not do ${what}: ${await answer.text()}`);
  }
  return {
    cutPower: () => ask('cut-power'),
    restorePower: () => ask('restore-power'),
    cutNetwork: () => ask('cut-network'),
    mendNetwork: () => ask('mend-network'),
  };
}

/** For a simulator that runs alone: stories that need a stage hand are not offered. */
export const NO_HAND: StageHand = {
  cutPower: () => Promise.resolve(),
  restorePower: () => Promise.resolve(),
  cutNetwork: () => Promise.resolve(),
  mendNetwork: () => Promise.resolve(),
};

/** Remembers what it has cut, so that `mend` restores it however the story ends. */
export function withMending(hand: StageHand): StageHand & { readonly mend: () => Promise<void> } {
  let isDark = false;
  let isCut = false;
  const restorePower = async (): Promise<void> => {
    isDark = false;
    await hand.restorePower();
  };
  const mendNetwork = async (): Promise<void> => {
    isCut = false;
    await hand.mendNetwork();
  };
  return {
    restorePower,
    mendNetwork,
    cutPower: async () => {
      isDark = true;
      await hand.cutPower();
    },
    cutNetwork: async () => {
      isCut = true;
      await hand.cutNetwork();
    },
    mend: async () => {
      if (isDark) await restorePower();
      if (isCut) await mendNetwork();
    },
  };
}
