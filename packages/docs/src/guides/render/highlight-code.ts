import highlighter from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import diff from 'highlight.js/lib/languages/diff';
import http from 'highlight.js/lib/languages/http';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import { escapeHtml } from '../../layout/escape-html.ts';

const languages = { bash, diff, http, javascript, json, python, sql, typescript, xml, yaml };
for (const [name, language] of Object.entries(languages)) highlighter.registerLanguage(name, language);

/** What the guides call the languages, beside the names and short names of the highlighter. */
const plain = new Set(['', 'text']);

/**
 * Code as HTML whose words carry classes, and no styles, which a strict policy would refuse.
 *
 * @throws when no highlighter knows the language: name another one, or register it here.
 */
export function highlightCode(code: string, language: string): string {
  if (plain.has(language)) return escapeHtml(code);
  if (highlighter.getLanguage(language) === undefined) {
    throw new Error(`A code block says that it is ${language}, which ${import.meta.filename} does not know.`);
  }
  return highlighter.highlight(code, { language }).value;
}
