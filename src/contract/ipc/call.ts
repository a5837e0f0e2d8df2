import type { Refusal } from './refusals.ts';

/** One method of the bridge: what goes in, and what comes out when it is done. */
export interface Call<Input, Output> {
  readonly input: Input;
  readonly output: Output;
}

/** A method that takes nothing. */
export type NoInput = Readonly<Record<string, never>>;

/** Why a call was not carried out. Nothing has been changed. */
export interface IpcError {
  readonly code:
    | 'ipc/foreign-sender'
    | 'ipc/invalid-argument'
    | 'ipc/not-allowed'
    /** Understood, and the answer is no: `refusal` says why, for the person. */
    | 'ipc/refused'
    | 'ipc/failed';
  /** For the log. */
  readonly message: string;
  readonly refusal?: Refusal | undefined;
}

/**
 * Who may call: anyone in front of the screen, somebody who is signed in, or an owner. Main decides; the screen only
 * leaves out what it would refuse.
 */
export type Admission = 'anyone' | 'technician' | 'owner';
