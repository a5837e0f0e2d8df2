import {
  isOfNewerKind,
  machineMessageSchema,
  type MachineMessage,
} from '#contract/relay/messages.ts';
import { z } from 'zod';

/** A parsed frame. `unknown`: a kind that only newer versions know, or an alert that does not fit its schema. */
export type MachineFrame =
  | { readonly is: 'message'; readonly message: MachineMessage }
  | { readonly is: 'unknown'; readonly kind: string }
  | { readonly is: 'malformed' };

const anyFrame = z.object({ type: z.string().min(1).max(40) });
const MALFORMED: MachineFrame = { is: 'malformed' };

export function parseMachineFrame(text: string): MachineFrame {
  const value = parseJson(text);
  const parsed = machineMessageSchema.safeParse(value);
  if (parsed.success) return { is: 'message', message: parsed.data };
  const frame = anyFrame.safeParse(value);
  if (!frame.success) return MALFORMED;
  const { type } = frame.data;
  // A faulty alert must not end the link: the machine has to go on selling.
  const isTolerated = type === 'alert' || isOfNewerKind(value, machineMessageSchema);
  return isTolerated ? { is: 'unknown', kind: type } : MALFORMED;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
