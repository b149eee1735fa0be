import { ROOT_CONTEXT, SpanStatusCode, trace, type Attributes, type Span, type SpanContext } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  RandomIdGenerator,
  type IdGenerator,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-node';

export interface SpanWriter {
  /** A span to be ended; `at` and its end in milliseconds since 1970. */
  begin(name: string, where: { readonly parent: SpanContext; readonly attributes: Attributes }): Span;
  /** A whole span with its own ids. */
  write(span: WrittenSpan): void;
  close(): Promise<void>;
}

export interface WrittenSpan {
  readonly name: string;
  readonly ids: SpanContext;
  readonly parent?: SpanContext;
  readonly from: number;
  readonly to: number;
  readonly attributes: Attributes;
  /** Error code of what failed. */
  readonly failed?: string | undefined;
}

const EXPORT_TIMEOUT_MS = 5_000;

export function otlpExporter(url: string, timeoutMillis = EXPORT_TIMEOUT_MS): SpanExporter {
  return new OTLPTraceExporter({ url, timeoutMillis });
}

/** Spans go out in batches; a collector that does not answer loses them, and holds up nothing. */
export function createSpanWriter(exporter: SpanExporter, worker: string): SpanWriter {
  const ids = new ChosenIds();
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'limbeck-worker', 'service.instance.id': worker }),
    idGenerator: ids,
    spanProcessors: [new BatchSpanProcessor(exporter, { exportTimeoutMillis: EXPORT_TIMEOUT_MS })],
  });
  const tracer = provider.getTracer('limbeck');
  const under = (parent: SpanContext | undefined) =>
    parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
  return {
    begin: (name, { parent, attributes }) => tracer.startSpan(name, { attributes }, under(parent)),
    write({ name, ids: chosen, parent, from, to, attributes, failed }) {
      const span = ids.use(chosen, () => tracer.startSpan(name, { startTime: from, attributes }, under(parent)));
      if (failed !== undefined) markFailed(span, failed);
      span.end(to);
    },
    close: async () => {
      await provider.shutdown().catch(() => undefined);
    },
  };
}

/** The code alone: messages may quote what a server or a row said. */
export function markFailed(span: Span, code: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: code });
}

class ChosenIds implements IdGenerator {
  private readonly random = new RandomIdGenerator();
  private chosen: SpanContext | undefined;

  use<Result>(ids: SpanContext, work: () => Result): Result {
    this.chosen = ids;
    try {
      return work();
    } finally {
      this.chosen = undefined;
    }
  }

  readonly generateTraceId = (): string => this.chosen?.traceId ?? this.random.generateTraceId();
  readonly generateSpanId = (): string => this.chosen?.spanId ?? this.random.generateSpanId();
}
