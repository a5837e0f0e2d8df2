import {
  isOfNewerKind,
  machineMessageSchema,
  type MachineMessage,
} from '#contract/relay/messages.ts';
import { z } from 'zod';

/** One frame of a machine. `unknown`: a newer machine may say more than we understand, and an alert may be wrong alone. */
export type MachineFrame =
  | { readonly is: 'message'; readonly message: MachineMessage }
  | { readonly is: 'unknown'; readonly kind: string }
  | { readonly is: 'malformed' };

const anyFrame = z.object({ type: z.string().min(1).max(40) });
const MALFORMED: MachineFrame = { is: 'malformed' };

export function machineFrameOf(text: string): MachineFrame {
  const value = jsonOf(text);
  const parsed = machineMessageSchema.safeParse(value);
  if (parsed.success) return { is: 'message', message: parsed.data };
  const frame = anyFrame.safeParse(value);
  if (!frame.success) return MALFORMED;
  const { type } = frame.data;
  // A machine that cannot report one fault must go on selling.
  const isBearable = type === 'alert' || isOfNewerKind(value, machineMessageSchema);
  return isBearable ? { is: 'unknown', kind: type } : MALFORMED;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
