import { formatMajor } from '#core/money/money.ts';
import { settledRow, type Scene, type Story } from './story.ts';

/** Time for the kiosk to start, recover its journal and connect to the relay. */
const COMES_BACK_MS = 90_000;

const NOTHING_DROPS: Story = {
  name: 'nothing-drops',
  title: 'Nothing drops',
  what: 'The customer pays, and the motor jams.',
  needsHand: false,
  async play(scene) {
    scene.machine.setBehaviour('jam', true);
    try {
      const { reference, product } = await scene.buy();
      await scene.tell(`The motor of “${product}” jams. The machine reports: nothing dropped.`);
      await scene.until('everything to come back', () => settledRow(scene, reference));
      await scene.tell('The kiosk gives back everything that was reserved, at once.');
    } finally {
      scene.machine.setBehaviour('jam', false);
    }
  },
};

const POWER_CUT: Story = {
  name: 'power-cut',
  title: 'Power cut',
  what: 'The power goes while the motor turns. The kiosk’s process is really killed.',
  needsHand: true,
  async play(scene, hand) {
    const { reference, product } = await scene.buy();
    await hand.cutPower();
    scene.machine.restart();
    await scene.tell(
      `The power goes while “${product}” is on its way. Kiosk and machine are dark; the money is still reserved.`,
    );
    await hand.restorePower();
    await scene.tell(
      'The power is back. The kiosk finds the sale in its journal: nobody will ever know whether it dropped.',
    );
    await scene.until('the sale to be settled', () => settledRow(scene, reference), COMES_BACK_MS);
    await scene.tell(
      'When in doubt, the customer does not pay: everything comes back. The slot waits to be counted, and the sale is on the list “To review”.',
    );
  },
};

const NO_NETWORK: Story = {
  name: 'no-network',
  title: 'No network',
  what: 'The link to the relay is really cut while the motor turns.',
  needsHand: true,
  async play(scene, hand) {
    const before = scene.machine.dispensed().length;
    const { reference, product } = await scene.buy();
    await hand.cutNetwork();
    await scene.tell('The network is gone while the motor turns.');
    await scene.until('the product to drop', () => scene.machine.dispensed()[before]);
    await scene.tell(
      `“${product}” drops all the same: its price was reserved before. The charge waits in the kiosk.`,
    );
    const wasTaken = await scene.scanBySomebodyElse();
    if (wasTaken) throw new Error('A scan was taken although the machine cannot be reached.');
    await scene.tell('The next customer scans and is told at once: the machine cannot be reached.');
    await hand.mendNetwork();
    await scene.tell('The network is back. The kiosk charges the price and releases the rest.');
    await scene.until('the sale to be settled', () => settledRow(scene, reference), COMES_BACK_MS);
  },
};

async function refundedByOwner(scene: Scene, reference: string): Promise<void> {
  await scene.tell('Now you are the owner. On the kiosk: press “Service”.');
  await scene.tell(`Sign in as ${scene.owner}.`);
  await scene.tell('Press “Sales”, then the newest sale, then “Refund”.');
  await scene.tell(
    'Say why (“Nothing came”) and hold “Refund” until its ring is full. This story waits for you.',
  );
  await scene.until(
    'the refund',
    () => {
      const row = scene.ledgerRow(reference);
      return row !== undefined && row.refunded > 0 ? row : undefined;
    },
    Infinity,
  );
  await scene.tell(
    'The refund is on its way. “Back in sale” on the kiosk lets the next customer buy.',
  );
}

const GOT_NOTHING: Story = {
  name: 'got-nothing',
  title: '“I paid and got nothing”',
  what: 'A product hangs in its spiral where no sensor sees it. You find the sale and refund it.',
  needsHand: false,
  async play(scene) {
    scene.machine.shelves.hangNext();
    const { reference, product } = await scene.buy();
    const { captured, currency } = await scene.until('the charge', () =>
      settledRow(scene, reference),
    );
    await scene.tell(
      `“${product}” hangs in its spiral. The machine took it for dropped, so the customer paid ${formatMajor(captured)} ${currency}.`,
    );
    await refundedByOwner(scene, reference);
  },
};

/** In page order. */
export const STORIES: readonly Story[] = [NOTHING_DROPS, POWER_CUT, NO_NETWORK, GOT_NOTHING];
