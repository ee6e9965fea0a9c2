import type { ApiDocument } from '../api-document.ts';
import type { Finding } from '../finding.ts';

/** Finds what breaks somebody between two forms of the contract and is not seen by `redocly diff`. */
export type Rule = (before: ApiDocument, after: ApiDocument) => readonly Finding[];

/** A finding that breaks somebody. */
export function breaking(breaks: 'clients' | 'servers', rule: string, place: string, message: string): Finding {
  return { verdict: 'breaking', breaks, rule: `jobwire/${rule}`, place, message };
}

/** A finding that breaks nobody and says something new. */
export function addition(rule: string, place: string, message: string): Finding {
  return { verdict: 'addition', breaks: null, rule: `jobwire/${rule}`, place, message };
}
