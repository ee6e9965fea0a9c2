import { createTraceState, isSpanContextValid, type SpanContext } from '@opentelemetry/api';

/** Version, trace id, parent id, flags; a later version than 00 may say more behind them (W3C Trace Context, section 3.2). */
const pattern = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** Who asked, as the headers `traceparent` and `tracestate` tell it; null when they do not, or not as they have to. */
export function parseTraceParent(traceParent: unknown, traceState?: unknown): SpanContext | null {
  if (typeof traceParent !== 'string' || traceParent.length > 512) return null;
  const [, version, traceId = '', spanId = '', flags = '', more] = pattern.exec(traceParent) ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return null;
  const context: SpanContext = {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16) & 1,
    isRemote: true,
    ...(typeof traceState === 'string' && traceState !== '' ? { traceState: createTraceState(traceState) } : {}),
  };
  return isSpanContextValid(context) ? context : null;
}

/** The same as a `traceparent` of version 00. */
export function formatTraceParent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${(traceFlags & 1) === 1 ? '01' : '00'}`;
}
