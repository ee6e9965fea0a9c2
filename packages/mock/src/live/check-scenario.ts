import { demoBatch } from '@jobwire/server';
import { checkAgainst } from '../control/control-document.ts';
import { MockControlError } from '../control/mock-control-error.ts';
import { JobOffer } from './job-offer.ts';
import { everyType, type Scenario, usualScenario } from './scenario.ts';

/**
 * Judges a scenario, and whether what it says can come to pass.
 *
 * @throws {MockControlError} that names the member and what it has to be.
 */
export function checkScenario(type: string, scenario: Scenario, offer: JobOffer): void {
  const refusal = (reason: string) => new MockControlError(400, reason);
  if (type !== everyType && !JobOffer.isType(type)) {
    throw refusal(`${JSON.stringify(type)} is no job type: name one such as documents.extract, or *.`);
  }
  if (type !== everyType && !offer.includes(type)) {
    throw refusal(`No job can be of type ${type}, which is not offered. Offered: ${offer.describe()}.`);
  }
  const what = `The scenario of ${type}`;
  checkAgainst('Scenario', scenario, what);
  // Its input says how many items such a job has, and at which of them it fails.
  if (type === demoBatch.type) return;
  const { items = usualScenario.items, fail_at: failAt = null, error } = scenario;
  if (failAt !== null && failAt >= items) {
    const reachable = items === 0 ? 'there is no item at all' : `the last item is ${items - 1}`;
    throw refusal(`${what} at /fail_at must be below \`items\`: it is ${failAt}, and ${reachable}.`);
  }
  // Where it stands for every type, it is for demo.batch too.
  if (error !== undefined && failAt === null && type !== everyType) {
    throw refusal(`${what} has an \`error\` and no \`fail_at\`, so that it would never fail: say at which item.`);
  }
}
