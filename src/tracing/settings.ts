import type { Tracing } from '#core/base/tracing.ts';

/** The part `tracing` of relay.json and kiosk.json. */
export interface TracingSettings {
  /** Of an OpenTelemetry collector: OTLP over HTTP, without `/v1/traces`. */
  readonly otlpUrl: string;
  /** Sent with every request, for a collector that wants a key. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The share of traces that begin here and are kept, 0 to 1. What another program began follows its choice. */
  readonly sampleShare: number;
}

/** Who sends the traces. */
export interface TracedProgram {
  readonly name: 'vendskap-relay' | 'vendskap-kiosk';
  readonly version: string;
  /** Which one of them: the machine, or the process of the relay. */
  readonly instance: string;
  /** The collector did not take what was sent; told seldom. */
  readonly onNotSent: (reason: string) => void;
}

export interface OpenTracing extends Tracing {
  /** Sends what is left, within a second. */
  close(): Promise<void>;
}
