type OfferedType = 'application/json' | 'text/event-stream';

/**
 * Which of the two forms of an event log an `Accept` header asks for (RFC 9110 section 12.5.1): the stream where it is
 * named with a weight not lower than that of JSON, JSON where it is allowed otherwise, null where neither is.
 */
export function acceptedMediaType(accept: string | undefined): OfferedType | null {
  if (accept === undefined || accept.trim() === '') return 'application/json';
  const weights = weightsOf(accept);
  const anything = weights.get('*/*') ?? 0;
  const json = weights.get('application/json') ?? weights.get('application/*') ?? anything;
  const stream = weights.get('text/event-stream') ?? weights.get('text/*') ?? 0;
  if (stream > 0 && stream >= json) return 'text/event-stream';
  if (json > 0) return 'application/json';
  return null;
}

function weightsOf(accept: string): Map<string, number> {
  return new Map(
    accept.split(',').map((range) => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return [type, weight === undefined ? 1 : Number(weight.slice(2)) || 0];
    }),
  );
}
