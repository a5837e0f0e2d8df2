import { isOfNewerKind, relayMessageSchema, type RelayMessage } from '#contract/relay/messages.ts';

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One frame of the link; `newer`: of a kind that only a newer relay knows; undefined when it is no frame. */
export function relayMessageOf(text: string): RelayMessage | 'newer' | undefined {
  const frame = parse(text);
  const parsed = relayMessageSchema.safeParse(frame);
  if (parsed.success) return parsed.data;
  return isOfNewerKind(frame, relayMessageSchema) ? 'newer' : undefined;
}
