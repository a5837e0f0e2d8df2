import { relayMessageSchema, type RelayMessage } from '#contract/relay/messages.ts';

/** One frame of the link, or undefined when it is none. */
export function relayMessageOf(text: string): RelayMessage | undefined {
  try {
    const parsed = relayMessageSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
