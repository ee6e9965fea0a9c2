import type { Requirement } from './requirement.ts';

/** What a server says of itself. */
export const capabilitiesRequirements = [
  {
    id: 'capabilities/answers-200',
    level: 'must',
    class: 'core',
    sentence: '`getCapabilities` answers 200 with what the server offers.',
    source: '/paths/~1v1~1capabilities/get',
    covers: ['getCapabilities 200'],
  },
  {
    id: 'capabilities/core-served',
    level: 'must',
    class: 'core',
    sentence: '`core` is among the conformance classes of every server.',
    source: '/components/schemas/Capabilities/properties/conformance_classes',
  },
  {
    id: 'capabilities/limits-of-contract',
    level: 'must',
    class: 'core',
    sentence: "A limit that is not the operator's choice has the value of the contract.",
    source: '/components/schemas/CapabilityLimits',
  },
  {
    id: 'capabilities/input-schemas-valid',
    level: 'must',
    class: 'core',
    sentence: 'Every `input_schema` is a JSON Schema of draft 2020-12.',
    source: '/components/schemas/CapabilityJobType/properties/input_schema',
  },
  {
    id: 'capabilities/unserved-operations-answer-404',
    level: 'must',
    class: 'core',
    sentence: 'The operations of a class that the server does not serve answer 404 `route_not_found`.',
    source: '/info/description#conformance-classes',
    covers: ['listJobs 404', 'cancelJobs 404'],
  },
  {
    id: 'capabilities/unserved-members-answer-400',
    level: 'must',
    class: 'core',
    sentence: 'A member of a class that the server does not serve is refused with 400 `validation_error`.',
    source: '/info/description#conformance-classes',
  },
  {
    id: 'capabilities/unserved-headers-ignored',
    level: 'must',
    class: 'core',
    sentence: 'A request header of a class that the server does not serve is ignored.',
    source: '/info/description#conformance-classes',
  },
] as const satisfies readonly Requirement[];
