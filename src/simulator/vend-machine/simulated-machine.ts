import type { Clock } from '#core/base/ports.ts';
import { lineSplitter } from './line-splitter.ts';
import type { VendingMachine } from './machine.ts';
import {
  isMachineBehaviour,
  MACHINE_BEHAVIOURS,
  type MachineBehaviour,
  type MachineProfile,
  type MachineSlot,
} from './profile.ts';
import { createShelves, type Shelves } from './shelves.ts';
import { createTimers, LATE_MS, type Timers } from './timers.ts';
import { ResultReporter } from './result-reporter.ts';
import type { Dispensed, HostLine, MachineView, TranscriptLine } from './view.ts';
import { createAdapterLine, type AdapterLine } from './adapter-line.ts';
import {
  ALREADY_ON,
  configured,
  IS_OFF,
  isAmount,
  isIgnored,
  replyToOthers,
  statusVend,
} from './adapter-replies.ts';

/**
 * A vending machine's controller behind a Qibixx adapter in the cashless role (docs/wires/qibixx.md). Like a real one,
 * it decides on its own and knows nothing of payments.
 */
export class SimulatedMachine implements VendingMachine {
  readonly baudRate = 115_200;
  readonly behaviours = MACHINE_BEHAVIOURS;
  readonly #profile: MachineProfile;
  readonly #clock: Clock;
  readonly #settings = new Map<string, string>();
  readonly #behaviours = new Set<MachineBehaviour>();
  readonly #has = (name: MachineBehaviour): boolean => this.#behaviours.has(name);
  readonly #timers: Timers;
  readonly #line: AdapterLine;
  readonly shelves: Shelves;
  protected readonly results: ResultReporter;
  #state: MachineView['state'] = 'off';
  #display = 'Out of order';
  #request: { readonly slot: MachineSlot; isApproved: boolean } | undefined;

  constructor(profile: MachineProfile, clock: Clock) {
    this.#profile = profile;
    this.#clock = clock;
    this.#timers = createTimers(clock);
    this.#line = createAdapterLine(clock, this.#has);
    this.shelves = createShelves(profile.slots);
    this.results = new ResultReporter(this.#timers, this.#line, this.#has);
  }

  view(): MachineView {
    const [state, display] = [this.#state, this.#display];
    return { state, display, slots: this.shelves.slots(), tray: this.shelves.tray() };
  }

  transcript(): readonly TranscriptLine[] {
    return this.#line.transcript();
  }

  dispensed(): readonly Dispensed[] {
    return this.shelves.dispensed();
  }

  listen(): (bytes: Uint8Array) => void {
    return lineSplitter(this.hear.bind(this));
  }

  setBehaviour(name: string, isOn: boolean): void {
    if (!isMachineBehaviour(name)) return;
    if (name === 'loses-state' && isOn) this.#powerOff();
    else if (isOn) this.#behaviours.add(name);
    else this.#behaviours.delete(name);
  }

  /** The adapter stays off until the host switches it on. */
  connect(line: HostLine): void {
    this.#line.open(line);
  }

  disconnect(): void {
    this.#line.close();
    this.#powerOff();
  }

  restart(): void {
    if (this.#state !== 'off') this.#reset();
  }

  takeProduct(): void {
    this.shelves.empty();
  }

  press(selection: string): string {
    const slot = this.shelves.slots().find((one) => one.selection === selection);
    if (slot === undefined) return this.#show('No such selection');
    if (slot.count === 0) return this.#show('Sold out');
    if (this.#state === 'requesting' || this.#state === 'vending') return this.#show('Please wait');
    const isAlwaysIdle = this.#settings.get('mdb-always-idle') === '1';
    const mayAsk = this.#state === 'session' || (isAlwaysIdle && this.#state === 'enabled');
    if (!mayAsk) return this.#show(`${slot.product}: scan the code to pay`);
    if (this.#has('reset-before-approval')) {
      this.#reset();
      return this.#display;
    }
    this.#request = { slot, isApproved: false };
    this.#state = 'requesting';
    this.#show('Please wait');
    this.#line.say(statusVend(slot, this.#profile.decimals));
    this.#timers.after(Number(this.#settings.get('mdb-timeout') ?? '5') * 1000, () => {
      this.#takeBack();
    });
    if (this.#has('cancel-by-cash')) this.#takeBack();
    if (this.#has('forgets-request')) this.#request = undefined;
    return this.#display;
  }

  returnLever(): void {
    if (this.#state === 'session') this.#endSession();
  }

  hear(line: string): void {
    this.#line.noteHeard(line);
    if (isIgnored(line, this.#has)) return;
    const [group = '', verb = '', ...rest] = line.split(',');
    if (group === 'C') this.#hearCashless(verb, rest);
    else this.#line.say(replyToOthers(group, verb));
  }

  close(): void {
    this.#timers.cancelAll();
  }

  #hearCashless(verb: string, rest: readonly string[]): void {
    const [first = ''] = rest;
    if (this.#state === 'off' && ['START', 'STOP', 'VEND', 'DISPLAY'].includes(verb)) {
      this.#line.say(IS_OFF);
    } else if (verb === '1') this.#powerOn();
    else if (verb === 'SETCONF') this.#configure(rest.join(','));
    else if (verb === 'START') this.#start(first);
    else if (verb === 'STOP') this.#stop();
    else if (verb === 'VEND') this.#answer(first);
    else if (verb === 'DISPLAY') this.#show(rest.join(','));
    else if (verb !== '0') this.#line.say(`c,UNKNOWN,${verb}`);
    else {
      this.#powerOff();
      this.#line.say('c,0');
    }
  }

  #configure(setting: string): void {
    const isOld = this.#has('old-firmware');
    const answer = this.#state === 'off' ? configured(this.#settings, setting, isOld) : ALREADY_ON;
    this.#line.say(answer);
  }

  #powerOn(): void {
    if (this.#state !== 'off') {
      this.#line.say(ALREADY_ON);
      return;
    }
    this.#line.say('c,STATUS,INACTIVE');
    this.#line.say(this.#has('old-firmware') ? 'c,STATUS,ONLINE' : 'c,1');
    this.#boot();
  }

  #boot(): void {
    this.#state = 'booting';
    this.#show('Starting');
    this.#timers.after(this.#profile.bootMs / 2, () => {
      this.#line.say('c,STATUS,DISABLED');
      this.#line.acknowledge();
    });
    this.#timers.after(this.#profile.bootMs, () => {
      this.#state = 'enabled';
      this.#show('Scan the code');
      this.#line.say('c,STATUS,ENABLED');
    });
  }

  #powerOff(): void {
    this.#timers.cancelAll();
    this.#settings.clear();
    this.#request = undefined;
    this.#state = 'off';
    this.#show('Out of order');
  }

  #reset(): void {
    const wasAsked = this.#request !== undefined;
    this.#timers.cancelAll();
    this.#request = undefined;
    if (wasAsked) this.#line.say('c,ERR,VEND 5');
    this.#line.say('c,STATUS,INACTIVE');
    this.#boot();
  }

  #start(amount: string): void {
    if (this.#state !== 'enabled' || !isAmount(amount, this.#profile.decimals)) {
      this.#line.say('c,ERR,"START -3"');
      return;
    }
    this.#state = 'session';
    this.#show(`Credit ${amount}: choose`);
    this.#line.say(`c,STATUS,IDLE,${amount}`);
    this.#line.acknowledge();
    this.#timers.after(this.#profile.sessionIdleMs, () => {
      if (this.#state === 'session') this.#endSession();
    });
  }

  #stop(): void {
    if (this.#state === 'requesting') this.#deny();
    else if (this.#state === 'session') this.#endSession();
    else if (this.#state === 'enabled') this.#line.say('c,STATUS,ENABLED');
  }

  #answer(amount: string): void {
    const request = this.#request;
    if (request === undefined || request.isApproved) {
      this.#line.say('c,ERR,"VEND -3"');
      if (this.#state === 'requesting') this.#state = 'session';
    } else if (amount === '-1') {
      this.#deny();
    } else if (!isAmount(amount, this.#profile.decimals)) {
      this.#line.say('c,ERR,"VEND -2"');
    } else {
      request.isApproved = true;
      this.#state = 'vending';
      this.#timers.cancelAll();
      this.#line.acknowledge();
      this.#show('Vending');
      this.results.begin();
      this.#vend(request.slot);
    }
  }

  #vend(slot: MachineSlot): void {
    if (this.#has('unplug')) {
      this.#line.break();
      return;
    }
    if (this.#has('silence')) return;
    const isLate = this.#has('late-answer');
    this.#timers.after(isLate ? LATE_MS : this.#profile.vendMs, () => {
      this.#finishVend(slot);
    });
  }

  #finishVend(slot: MachineSlot): void {
    const isLateDrop = this.#has('jam-then-success');
    const isJammed = this.#has('jam') || this.#has('reset-after-approval') || isLateDrop;
    const drop = (): void => {
      this.shelves.drop(slot, this.#clock.nowMs());
    };
    if (!isJammed) drop();
    if (this.#has('reset-after-approval') || this.#has('drop-then-reset')) {
      this.#reset();
      return;
    }
    this.#request = undefined;
    this.results.report(!isJammed);
    if (this.#has('no-enabled-after-vend')) this.#state = 'session';
    else this.#endSession();
    this.results.afterSession(drop);
    this.#show(isJammed ? 'Sorry: nothing is charged' : 'Thank you');
  }

  #deny(): void {
    this.#request = undefined;
    this.#line.acknowledge();
    this.#endSession();
    this.#show('Not possible');
  }

  #takeBack(): void {
    if (this.#request === undefined || this.#request.isApproved) return;
    this.#request = undefined;
    this.#line.say('c,ERR,VEND 1');
    this.#endSession();
  }

  #endSession(): void {
    this.#timers.cancelAll();
    this.#state = 'enabled';
    this.#show('Scan the code');
    this.#line.say('c,STATUS,IDLE');
    this.#line.say('c,STATUS,ENABLED');
    this.#line.acknowledge();
  }

  #show(text: string): string {
    this.#display = text;
    return text;
  }
}
