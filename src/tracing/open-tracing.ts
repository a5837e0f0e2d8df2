import type { OpenTracing, TracedProgram, TracingSettings } from './settings.ts';

/** Loads OpenTelemetry, which a program without `tracing` never does. */
export async function openTracing(
  settings: TracingSettings,
  program: TracedProgram,
): Promise<OpenTracing> {
  const { openOtlp } = await import('./otlp.ts');
  return openOtlp(settings, program);
}
