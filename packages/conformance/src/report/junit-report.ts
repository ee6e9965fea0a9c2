import { areaOf, areas } from '../requirements/area-of.ts';
import { type ConformanceReport, costsTheVerdict } from './conformance-report.ts';
import { escapeMarkup as marked } from './escape-markup.ts';
import { failureLines } from './format-verdicts.ts';
import type { Verdict } from './verdict.ts';

/**
 * Writes a report as JUnit XML, as build servers read it: one suite for each area, one case for each requirement. A broken
 * requirement of level `should` is a case that was skipped, since it does not cost the verdict.
 */
export function junitReport(report: ConformanceReport): string {
  const suites = areas.flatMap((area) => {
    const own = report.verdicts.filter(({ requirement }) => areaOf(requirement.id) === area);
    return own.length === 0 ? [] : suite(area, own, report.startedAt);
  });
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="jobwire conformance"${countsOf(report.verdicts, report.incomplete)} time="${seconds(report.tookMs)}">`,
    ...runSuite(report),
    ...suites,
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

/** A run that did not come to its end is an error of its own, so that a build server cannot take it for a success. */
function runSuite({ incomplete, startedAt, tookMs }: ConformanceReport): string[] {
  if (incomplete === undefined) return [];
  return [
    `  <testsuite name="run"${countsOf([], incomplete)} time="${seconds(tookMs)}" timestamp="${marked(startedAt)}">`,
    `    <testcase classname="run" name="The run comes to its end." time="${seconds(tookMs)}"><error message="${marked(incomplete)}"/></testcase>`,
    '  </testsuite>',
  ];
}

function suite(area: string, verdicts: readonly Verdict[], timestamp: string): string[] {
  const time = seconds(verdicts.reduce((sum, { tookMs }) => sum + tookMs, 0));
  return [
    `  <testsuite name="${marked(area)}"${countsOf(verdicts)} time="${time}" timestamp="${marked(timestamp)}">`,
    ...verdicts.flatMap(testCase),
    '  </testsuite>',
  ];
}

function testCase(verdict: Verdict): string[] {
  const { id, sentence, class: conformanceClass } = verdict.requirement;
  const attributes = `classname="${marked(conformanceClass)}" name="${marked(`${id}: ${sentence}`)}" time="${seconds(verdict.tookMs)}"`;
  const inside = insideOf(verdict);
  return inside === '' ? [`    <testcase ${attributes}/>`] : [`    <testcase ${attributes}>${inside}</testcase>`];
}

function insideOf(verdict: Verdict): string {
  if (verdict.outcome === 'skipped') {
    return `<skipped message="${marked(verdict.reason)}"/>`;
  }
  if (verdict.outcome === 'passed') {
    return '';
  }
  const message = marked(
    verdict.failures.map(({ expected, actual }) => `expected ${expected}, got ${actual}`).join('; '),
  );
  return costsTheVerdict(verdict)
    ? `<failure message="${message}">${marked(failureLines(verdict).join('\n'))}</failure>`
    : `<skipped message="${marked('SHOULD was broken: ')}${message}"/>`;
}

function countsOf(verdicts: readonly Verdict[], incomplete?: string): string {
  const errors = incomplete === undefined ? 0 : 1;
  const failures = verdicts.filter(costsTheVerdict).length;
  const skipped = verdicts.filter((verdict) => verdict.outcome !== 'passed' && !costsTheVerdict(verdict)).length;
  return ` tests="${verdicts.length + errors}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(3);
}
