import { contractLimits } from '@jobwire/contract';
import { spec } from '@jobwire/contract/spec';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Refusal, wrongBody } from './refusal.ts';
import type { World } from './world.ts';

const base = 'https://tiny.invalid/contract';
// Not strict: the contract holds keywords of OpenAPI, which mean nothing to a validator.
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: base, components: spec.components });

const validators = new Map<string, ValidateFunction>();

type RequestSchema = 'CreateJobRequest' | 'CancelJobRequest' | 'CancelJobsRequest' | 'CancelJobsFilter';

/** What is wrong with a value, by a schema of the contract. */
export function schemaErrors(name: RequestSchema, value: unknown): ErrorObject[] {
  const validate = validators.get(name) ?? ajv.compile({ $ref: `${base}#/components/schemas/${name}` });
  validators.set(name, validate);
  return validate(value) ? [] : (validate.errors ?? []);
}

/** The pointer to what an error is about; to the member itself where a member is unknown or missing. */
export function pointerOf({ instancePath, params }: ErrorObject): string {
  const member: unknown = params.additionalProperty;
  return typeof member === 'string'
    ? `${instancePath}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`
    : instancePath;
}

/**
 * Holds a body against its schema.
 *
 * @throws Refusal when it does not fit
 */
export function checkBody(world: World, name: RequestSchema, body: unknown): void {
  const errors = schemaErrors(name, body).filter((error) => !isOverlooked(world, error));
  if (
    errors.some(({ instancePath }) => instancePath === '/reason') &&
    world.breaks('a reason that is too long answers 422')
  ) {
    throw new Refusal('validation_error', 'That is too long.', { members: { status: 422 } });
  }
  if (errors.length > 0) {
    const items = errors.map((error) => ({ pointer: pointerOf(error), message: error.message ?? 'breaks a rule' }));
    throw wrongBody(...items);
  }
  if (world.breaks('lengths count UTF-16 units')) {
    refuseLongName(body);
  }
}

function isOverlooked(world: World, { keyword, instancePath, params }: ErrorObject): boolean {
  const serverMembers: readonly unknown[] = ['id', 'status', 'organization_id'];
  const isServerMember = instancePath === '' && serverMembers.includes(params.additionalProperty);
  const overlooked: readonly (readonly [boolean, boolean])[] = [
    [keyword === 'additionalProperties', world.breaks('unknown members of a body are overlooked')],
    [isServerMember, world.breaks('a new job may be given what only the server sets')],
    [instancePath === '' && params.missingProperty === 'input', world.breaks('an input may be left out')],
    [instancePath === '/input', world.breaks('an input may be a list')],
    [instancePath === '/max_attempts', world.breaks('any number of attempts is taken')],
    [instancePath === '/webhook' && keyword === 'required', world.breaks('a webhook without an address is taken')],
    [instancePath === '/priority', world.breaks('any priority is taken')],
    [instancePath === '/metadata' && keyword === 'maxProperties', world.breaks('any number of metadata is taken')],
    [instancePath === '/name', world.breaks('a name may be of any length')],
    [instancePath === '/reason', world.breaks('a reason may be of any length')],
    [instancePath === '/timeout_seconds', world.breaks('a timeout may be of any length')],
    [instancePath.startsWith('/job_ids'), world.breaks('job ids may be any number, and twice the same')],
    [instancePath === '/filter' && keyword === 'minProperties', world.breaks('an empty filter is taken')],
  ];
  return overlooked.some(([matches, broken]) => matches && broken);
}

function refuseLongName(body: unknown): void {
  const { name } = body as { name?: string };
  if (name !== undefined && name.length > contractLimits.name_length) {
    throw wrongBody({ pointer: '/name', message: 'is too long' });
  }
}
