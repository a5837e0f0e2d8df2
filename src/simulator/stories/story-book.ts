import { reasonOf } from '#core/base/errors.ts';
import { formatMajor } from '#core/money/money.ts';
import type { Clock } from '#core/base/ports.ts';
import type { Phone } from '../phone/phone.ts';
import { messageFor } from '../phone/payment-message.ts';
import type { VendingMachine } from '../vend-machine/machine.ts';
import type { SimulatedVipps } from '../vipps/simulated-vipps.ts';
import { buy } from './customer.ts';
import { withMending, NO_HAND } from './stage-hand.ts';
import { STORIES } from './stories.ts';
import type { StageHand, Story } from './story.ts';
import { createNarration, StoryStopped } from './narration.ts';

/** What happened to the customer's money, in words and in the amounts of the ledger. */
export interface StoryEnd {
  readonly sentence: string;
  readonly amounts: readonly { readonly label: string; readonly amount: string }[];
}

/** The running story, or the last one. */
export interface StoryRun {
  readonly name: string;
  readonly state: 'playing' | 'done' | 'stopped' | 'failed';
  readonly steps: readonly string[];
  /** Undefined while it runs, and when nobody paid. */
  readonly end: StoryEnd | undefined;
}

export interface StoryBook {
  /** The stories that can be played here. */
  list(): readonly Pick<Story, 'name' | 'title' | 'what'>[];
  run(): StoryRun | undefined;
  /** False: no such story here, or one is already running. */
  play(name: string): boolean;
  /** Stops the running story and restores what it cut. */
  stop(): void;
}

interface StoryDeps {
  readonly clock: Clock;
  readonly phone: Phone;
  readonly machine: VendingMachine;
  readonly vipps: Pick<SimulatedVipps, 'control' | 'ledger'>;
  /** Undefined: nobody can cut the kiosk's power or network. */
  readonly hand: StageHand | undefined;
  /** Who may refund, with their PIN, as the page shows them. */
  readonly owner: string;
  /** Pause after each step, milliseconds. */
  readonly paceMs: number;
}

function endOf({ vipps, machine }: StoryDeps, reference: string): StoryEnd | undefined {
  const row = vipps.ledger.row(reference);
  if (row === undefined) return undefined;
  const beganMs = Date.parse(row.createdAt);
  const hasDropped = machine.dispensed().some(({ atMs }) => atMs >= beganMs);
  const { reserved, captured: charged, released, refunded } = row;
  return {
    sentence: messageFor(row, hasDropped).title,
    amounts: Object.entries({ reserved, charged, released, refunded }).map(([label, minor]) => ({
      label,
      amount: formatMajor(minor),
    })),
  };
}

/** Plays the stories, one at a time. */
export function createStoryBook(deps: StoryDeps): StoryBook {
  const { clock, machine, phone, vipps } = deps;
  const stories = STORIES.filter((story) => deps.hand !== undefined || !story.needsHand);
  let turn = 0;
  let run: StoryRun | undefined;
  let stopPlaying: () => void = () => undefined;

  async function play(story: Story): Promise<void> {
    let reference = '';
    const show = (state: StoryRun['state']): void => {
      const end = state === 'playing' ? undefined : endOf(deps, reference);
      run = { name: story.name, state, steps: [...narration.steps], end };
    };
    const narration = createNarration({
      clock,
      paceMs: deps.paceMs,
      onStep: () => {
        show('playing');
      },
    });
    const hand = withMending(deps.hand ?? NO_HAND);
    stopPlaying = () => {
      narration.stop();
    };
    show('playing');
    try {
      const customer = { phone, machine, vipps, turn, monotonicMs: () => clock.monotonicMs() };
      const scene = {
        machine,
        owner: deps.owner,
        tell: narration.tell,
        until: narration.until,
        ledgerRow: (one: string) => vipps.ledger.row(one),
        buy: async () => {
          const bought = await buy(customer, narration);
          reference = bought.reference;
          return bought;
        },
        scanBySomebodyElse: async () => {
          const qr = vipps.control.listQrs()[0]?.merchantQrId ?? '';
          return (await vipps.control.scan(qr)).status === 200;
        },
      };
      await story.play(scene, hand);
      await hand.mend();
      show('done');
    } catch (error) {
      if (!(error instanceof StoryStopped)) narration.note(reasonOf(error));
      await hand.mend();
      show(error instanceof StoryStopped ? 'stopped' : 'failed');
    }
    machine.takeProduct();
  }

  return {
    list: () => stories.map(({ name, title, what }) => ({ name, title, what })),
    run: () => run,
    play: (name) => {
      const story = stories.find((one) => one.name === name);
      if (story === undefined || run?.state === 'playing') return false;
      turn += 1;
      void play(story);
      return true;
    },
    stop: () => {
      stopPlaying();
    },
  };
}
