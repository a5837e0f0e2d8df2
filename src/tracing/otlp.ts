import type { About, RunningStep, Step } from '#core/base/tracing.ts';
import {
  defaultTextMapGetter,
  defaultTextMapSetter,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Link,
  type Span,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';
import type { OpenTracing, TracedProgram, TracingSettings } from './settings.ts';
import { reportingExporter } from './reporting-exporter.ts';

/** Steps that wait for the collector: about a megabyte. What is more is left out. */
const MOST_WAITING = 2_048;
const SENT_TOGETHER = 512;
/** What waits at the end is sent at once, beside what is under way. */
const SENT_AT_ONCE = MOST_WAITING / SENT_TOGETHER + 1;
const SEND_EVERY_MS = 5_000;
const ANSWER_WITHIN_MS = 10_000;
const CLOSE_WITHIN_MS = 1_000;
/** Of one value. */
const LONGEST_VALUE = 200;

const KINDS = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

const PROPAGATOR = new W3CTraceContextPropagator();

/** Undefined when it is no `traceparent`. */
function contextOf(traceparent: string | undefined): Context | undefined {
  if (traceparent === undefined) return undefined;
  const context = PROPAGATOR.extract(ROOT_CONTEXT, { traceparent }, defaultTextMapGetter);
  return trace.getSpanContext(context) === undefined ? undefined : context;
}

function linksTo(traceparent: string | undefined): Link[] {
  const context = contextOf(traceparent);
  const spanContext = context && trace.getSpanContext(context);
  return spanContext === undefined ? [] : [{ context: spanContext }];
}

function attributesOf(about: About = {}): Attributes {
  return Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined));
}

function failed(span: Span, code: string): void {
  span.setAttribute('error.type', code);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** A message may quote what must not be told. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

function createProvider(settings: TracingSettings, program: TracedProgram): TracerProvider {
  const exporter = new OTLPTraceExporter({
    url: `${settings.otlpUrl}/v1/traces`,
    headers: { ...settings.headers },
    timeoutMillis: ANSWER_WITHIN_MS,
    concurrencyLimit: SENT_AT_ONCE,
  });
  return new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': program.name,
      'service.version': program.version,
      'service.instance.id': program.instance,
    }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(settings.sampleShare) }),
    spanLimits: { attributeValueLengthLimit: LONGEST_VALUE },
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: reportingExporter(exporter, program.onNotSent),
        maxQueueSize: MOST_WAITING,
        maxExportBatchSize: SENT_TOGETHER,
        scheduledDelayMillis: SEND_EVERY_MS,
        exportTimeoutMillis: ANSWER_WITHIN_MS,
      }),
    ],
  });
}

/** Tracing over OTLP. It sets nothing global: two programs in one process do not meet. */
export function openOtlp(settings: TracingSettings, program: TracedProgram): OpenTracing {
  const provider = createProvider(settings, program);
  const tracer = provider.getTracer('vendskap', program.version);
  const active = new AsyncLocalStorage<Context>();

  function start(step: Step, parent: Context): Span {
    const options = { attributes: attributesOf(step.about), links: linksTo(step.link) };
    const kind = step.kind === undefined ? SpanKind.INTERNAL : KINDS[step.kind];
    return tracer.startSpan(step.name, { ...options, kind }, parent);
  }

  function follow<Value>(step: Step, work: (running: RunningStep) => Value): Value {
    const parent = contextOf(step.parent) ?? active.getStore() ?? ROOT_CONTEXT;
    const span = start(step, parent);
    const running: RunningStep = {
      note: (about) => span.setAttributes(attributesOf(about)),
      fail: (code) => {
        failed(span, code);
      },
    };
    const endFailed = (error: unknown): void => {
      failed(span, codeOf(error));
      span.end();
    };
    try {
      const value = active.run(trace.setSpan(parent, span), () => work(running));
      if (value instanceof Promise) {
        value.then(() => {
          span.end();
        }, endFailed);
      } else span.end();
      return value;
    } catch (error) {
      endFailed(error);
      throw error;
    }
  }

  return {
    follow,
    current: () => {
      const context = active.getStore();
      if (context === undefined) return undefined;
      const carrier: { traceparent?: string } = {};
      PROPAGATOR.inject(context, carrier, defaultTextMapSetter);
      return carrier.traceparent;
    },
    close: async () => {
      const end = new AbortController();
      const { signal } = end;
      const late = setTimeout(CLOSE_WITHIN_MS, undefined, { signal }).catch(() => undefined);
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
      end.abort();
    },
  };
}
