import { ExportResultCode } from '@opentelemetry/core';
import type { SpanExporter } from '@opentelemetry/sdk-trace';

/** A collector that is away for long is told of so often. */
const TELL_EVERY_MS = 3_600_000;

/** Tells when the collector does not take what it is sent: the first time, and then seldom. */
export function reportingExporter(
  exporter: SpanExporter,
  onNotSent: (reason: string) => void,
): SpanExporter {
  let tellFromMs = 0;
  return {
    export: (spans, done) => {
      exporter.export(spans, (result) => {
        done(result);
        if (result.code === ExportResultCode.SUCCESS || performance.now() < tellFromMs) return;
        tellFromMs = performance.now() + TELL_EVERY_MS;
        onNotSent(result.error?.message ?? 'no reason given');
      });
    },
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  };
}
