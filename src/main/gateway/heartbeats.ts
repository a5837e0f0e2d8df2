import {
  HEARTBEAT_EVERY_MS,
  HEARTBEAT_SILENCE_MS,
  silenceLimitMs,
  WHOLE_HEARTBEAT_EVERY_MS,
} from '#contract/relay/heartbeat.ts';
import type { Clock } from '#core/base/ports.ts';

/** The signs of life on one link, both ways. */
export interface Heartbeats {
  /** A connection is being opened: the other end must say something in time. */
  expectWords(): void;
  /** The relay is there. `seconds`: the pace that it asks for; undefined: a relay that wants a heartbeat every 10 s. */
  begin(seconds: number | undefined): void;
  /** Something is new: a whole heartbeat goes out at once. */
  beatNow(): void;
  /** Something came from the relay. */
  heard(): void;
  /** The relay answered the heartbeat with this id, or the last ping. */
  answered(id: number | 'ping'): void;
  end(): void;
}

interface HeartbeatsDeps {
  readonly clock: Clock;
  /** `nextWithinSeconds`: what the relay is promised; undefined when it asked for no pace. */
  readonly sendWhole: (id: number, nextWithinSeconds: number | undefined) => void;
  readonly sendPing: () => void;
  /** With each sign of life. */
  readonly onBeat: () => void;
  readonly onRoundTrip: (ms: number) => void;
  readonly onSilence: () => void;
}

class LinkHeartbeats implements Heartbeats {
  readonly #deps: HeartbeatsDeps;
  #pace: number | undefined;
  #id = 0;
  #wholeAtMs = 0;
  /** What waits for its answer. */
  #asked: { readonly id: number | 'ping'; readonly atMs: number } | undefined;
  #silenceMs = HEARTBEAT_SILENCE_MS;
  #cancelBeat: () => void = () => undefined;
  #cancelSilence: () => void = () => undefined;

  constructor(deps: HeartbeatsDeps) {
    this.#deps = deps;
  }

  expectWords(): void {
    this.#silenceMs = HEARTBEAT_SILENCE_MS;
    this.heard();
  }

  begin(seconds: number | undefined): void {
    this.#pace = seconds;
    this.#silenceMs = seconds === undefined ? HEARTBEAT_SILENCE_MS : silenceLimitMs(seconds);
    this.heard();
    this.beatNow();
  }

  beatNow(): void {
    this.#id += 1;
    this.#ask(this.#id);
    this.#wholeAtMs = this.#deps.clock.monotonicMs();
    this.#deps.sendWhole(this.#id, this.#pace);
    this.#goOn();
  }

  heard(): void {
    this.#cancelSilence();
    this.#cancelSilence = this.#deps.clock.setTimer(this.#silenceMs, this.#deps.onSilence);
  }

  answered(id: number | 'ping'): void {
    if (this.#asked?.id !== id) return;
    const { atMs } = this.#asked;
    this.#asked = undefined;
    this.#deps.onRoundTrip(Math.round(this.#deps.clock.monotonicMs() - atMs));
  }

  end(): void {
    this.#cancelBeat();
    this.#cancelSilence();
  }

  #ask(id: number | 'ping'): void {
    this.#asked = { id, atMs: this.#deps.clock.monotonicMs() };
  }

  #beat(): void {
    const sinceWholeMs = this.#deps.clock.monotonicMs() - this.#wholeAtMs;
    if (this.#pace === undefined || sinceWholeMs >= WHOLE_HEARTBEAT_EVERY_MS) {
      this.beatNow();
      return;
    }
    this.#ask('ping');
    this.#deps.sendPing();
    this.#goOn();
  }

  #goOn(): void {
    this.#deps.onBeat();
    this.#cancelBeat();
    const everyMs = this.#pace === undefined ? HEARTBEAT_EVERY_MS : this.#pace * 1000;
    this.#cancelBeat = this.#deps.clock.setTimer(everyMs, () => {
      this.#beat();
    });
  }
}

export function createHeartbeats(deps: HeartbeatsDeps): Heartbeats {
  return new LinkHeartbeats(deps);
}
