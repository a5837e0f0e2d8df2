import type { StageHand } from './story.ts';

/** Asks whoever runs the programs: `POST <url>/cut-power` and so on. */
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

/** Where nobody runs the programs, the stories that need it are not offered. */
export const NO_HAND: StageHand = {
  cutPower: () => Promise.resolve(),
  restorePower: () => Promise.resolve(),
  cutNetwork: () => Promise.resolve(),
  mendNetwork: () => Promise.resolve(),
};

/** Remembers what is broken, so that it is mended however the story ends. */
export function careful(hand: StageHand): StageHand & { readonly mend: () => Promise<void> } {
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
