import type { Log } from '#core/base/ports.ts';
import type { Tracing } from '#core/base/tracing.ts';
import { openTracing } from '#tracing/open-tracing.ts';
import type { KioskConfig } from '../config/config.ts';
import { VERSION } from '../runtime/version.ts';
import type { Teardown } from './teardown.ts';

/** Undefined: kiosk.json asks for no traces, and nothing of them is loaded. */
export async function tracingOf(
  { tracing, machineId }: KioskConfig,
  log: Log,
  opened: Teardown,
): Promise<Tracing | undefined> {
  if (tracing === undefined) return undefined;
  log.info('tracing.on', { sampleShare: tracing.sampleShare });
  const open = await openTracing(tracing, {
    ...{ name: 'vendskap-kiosk', version: VERSION, instance: machineId },
    onNotSent: (reason) => {
      log.warn('tracing.not-sent', { reason });
    },
  });
  opened.add(() => open.close());
  return open;
}
