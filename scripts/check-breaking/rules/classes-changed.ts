import { isObject, membersOf, within } from '../api-document.ts';
import type { Finding } from '../finding.ts';
import { addition, breaking, type Rule } from './rule.ts';

const table = 'x-jobwire-conformance-classes';

/** What servers have to serve. */
export const classesChanged: Rule = (before, after) => {
  const isRequired = (value: unknown) => isObject(value) && value.required === true;
  const earlier = new Map(membersOf(before[table]));
  const now = new Map(membersOf(after[table]));
  const removed = Array.from(earlier.keys())
    .filter((name) => !now.has(name))
    .map((name) => finding(name, `Class \`${name}\` is gone, and servers list it.`));
  const required = Array.from(now)
    .filter(([name, value]) => isRequired(value) && !isRequired(earlier.get(name)))
    .map(([name]) => finding(name, `Class \`${name}\` is required now, and not every server that conforms serves it.`));
  const added = Array.from(now.keys())
    .filter((name) => !earlier.has(name))
    .map((name) => addition('classes-changed', within('#', table, name), `Class \`${name}\` is new.`));
  return [...removed, ...required, ...added];
};

function finding(name: string, message: string): Finding {
  return breaking('servers', 'classes-changed', within('#', table, name), message);
}
