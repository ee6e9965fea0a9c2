import type { Requirement } from './requirement.ts';

/** What holds for every answer, whatever was asked. */
export const responsesRequirements = [
  {
    id: 'responses/valid',
    level: 'must',
    class: 'core',
    sentence:
      'Every answer has a declared status, its media type, its headers with `X-Request-Id`, and a body that fits its schema.',
  },
] as const satisfies readonly Requirement[];
