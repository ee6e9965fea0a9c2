import type { Exchange } from '../runner/exchange.ts';
import { keyVariables } from '../runner/key-variables.ts';
import { classVerdicts } from './class-verdicts.ts';
import type { ConformanceReport } from './conformance-report.ts';
import { curlLine } from './curl-line.ts';
import type { Failure, Verdict } from './verdict.ts';

/** Writes a report as JSON for machines, with the names of the wire. It holds no key. */
export function jsonReport(report: ConformanceReport): string {
  const { target, seed, startedAt, tookMs, requests, classesServed, conforms, passed, failed, skipped } = report;
  const document = {
    format: 'jobwire-conformance-report/1',
    target,
    conforms,
    incomplete: report.incomplete ?? null,
    counts: { passed, failed, skipped },
    seed,
    started_at: startedAt,
    took_ms: tookMs,
    requests,
    classes_served: classesServed,
    classes: classVerdicts(report),
    requirements: report.verdicts.map(verdictOf),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function verdictOf(verdict: Verdict) {
  const { id, level, class: conformanceClass, sentence, source } = verdict.requirement;
  return {
    id,
    level,
    class: conformanceClass,
    sentence,
    source,
    outcome: verdict.outcome,
    took_ms: verdict.tookMs,
    ...(verdict.outcome === 'skipped' ? { reason: verdict.reason } : {}),
    ...(verdict.outcome === 'failed' ? { failures: verdict.failures.map(failureOf) } : {}),
  };
}

function failureOf({ expected, actual, exchange, delivery, script }: Failure) {
  return {
    expected,
    actual,
    ...(exchange === null ? {} : exchangeOf(exchange)),
    ...(delivery ? { delivery } : {}),
    ...(script ? { script } : {}),
  };
}

function exchangeOf(exchange: Exchange) {
  const { method, url, keyName, requestHeaders, requestBody, status, headers, bodyText } = exchange;
  const authorization = keyName === null ? {} : { Authorization: `Bearer ${keyVariables[keyName]}` };
  return {
    request: {
      method,
      url,
      headers: { ...authorization, ...Object.fromEntries(requestHeaders) },
      body: requestBody === null ? null : (requestBody.text ?? `${requestBody.bytes.length} bytes`),
    },
    response: { status, headers: Object.fromEntries(headers), body: bodyText },
    curl: curlLine(exchange),
  };
}
