import type { MachineProfile } from '../../../src/simulator/vend-machine/profile.ts';
import { SimulatedMachine } from '../../../src/simulator/vend-machine/simulated-machine.ts';
import type { Clock } from '#core/base/ports.ts';

/** The payment being served, and its open amount, at the moment a motor was told to turn. */
export interface Payer {
  readonly reference: string | undefined;
  /** Reserved, neither captured nor released; minor units. */
  readonly openMinor: number;
}

/** A vend that the machine carried out on an order. */
export interface WitnessedVend extends Payer {
  readonly priceMinor: number;
  readonly item: number;
  /** The reported result; undefined: none yet. */
  readonly said: 'success' | 'failure' | undefined;
}

/** Credit that the machine was told to show. */
export interface WitnessedOffer {
  readonly reference: string | undefined;
  readonly creditMinor: number;
  /** The house's true wall clock. */
  readonly atMs: number;
}

const OFFERED = /^C,START,([\d.]+)$/;
const ASKED = /^c,STATUS,VEND,([\d.]+),(\d+)$/;
/** The machine reset itself during a vend; other results come with the number of their vend. */
const RESET = 'c,ERR,VEND 5';

/** The simulated machine, with a record of which payment each vend was for. */
export class WitnessedMachine extends SimulatedMachine {
  readonly #payer: () => Payer;
  readonly #clock: Clock;
  readonly #vends: WitnessedVend[] = [];
  readonly #offers: WitnessedOffer[] = [];
  #read = 0;
  #asked: Pick<WitnessedVend, 'priceMinor' | 'item'> | undefined;

  constructor(profile: MachineProfile, clock: Clock, payer: () => Payer) {
    super(profile, clock);
    this.#payer = payer;
    this.#clock = clock;
    this.results.onReported = (vend, isSuccess) => {
      this.#note(vend, isSuccess ? 'success' : 'failure');
    };
  }

  override hear(line: string): void {
    const credit = OFFERED.exec(line)?.[1];
    if (credit !== undefined) {
      const { reference } = this.#payer();
      const creditMinor = Math.round(Number(credit) * 100);
      this.#offers.push({ reference, creditMinor, atMs: this.#clock.nowMs() });
    }
    const isFree = this.view().state === 'requesting';
    const payer = isFree && line.startsWith('C,VEND,') ? this.#payer() : undefined;
    this.#catchUp();
    super.hear(line);
    if (payer === undefined || this.view().state !== 'vending' || this.#asked === undefined) return;
    this.#vends.push({ ...payer, ...this.#asked, said: undefined });
    this.#read = this.transcript().length;
  }

  offers(): readonly WitnessedOffer[] {
    return this.#offers;
  }

  vends(): readonly WitnessedVend[] {
    this.#catchUp();
    return this.#vends;
  }

  /** A success overrides an earlier failure; nothing overrides a success. */
  #note(vend: number, said: 'success' | 'failure'): void {
    const known = this.#vends[vend];
    if (known === undefined || known.said === 'success') return;
    this.#vends.splice(vend, 1, { ...known, said });
  }

  #catchUp(): void {
    for (const { line } of this.transcript().slice(this.#read)) {
      const asked = ASKED.exec(line);
      if (asked !== null) {
        this.#asked = { priceMinor: Math.round(Number(asked[1]) * 100), item: Number(asked[2]) };
      }
      const last = this.#vends.at(-1);
      if (line === RESET && last !== undefined) this.#note(this.#vends.length - 1, 'failure');
    }
    this.#read = this.transcript().length;
  }
}
