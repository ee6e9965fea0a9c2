import { expect, test } from 'vitest';
import type { Exchange } from '../runner/exchange.ts';
import { classVerdicts } from './class-verdicts.ts';
import { reportOn } from './conformance-report.ts';
import { htmlReport } from './html-report.ts';
import { jsonReport } from './json-report.ts';
import { junitReport } from './junit-report.ts';

const exchange: Exchange = {
  operationId: 'getJob',
  keyName: 'primary',
  method: 'GET',
  url: 'http://host/v1/jobs/job_1',
  jobId: 'job_1',
  requestHeaders: new Map(),
  requestBody: null,
  status: 200,
  headers: new Map([['content-type', 'application/json']]),
  bodyText: '<script>alert("\u0007")</script>',
  body: undefined,
  beganAtMs: 0,
  endedAtMs: 1,
};
const must = { id: 'get/a', level: 'must', class: 'core', sentence: 'It `does` & is.', source: '/paths' } as const;
const should = { ...must, id: 'list/b', level: 'should', class: 'list' } as const;
const facts = { target: 'http://host', seed: 7, startedAt: '2026-11-22T08:00:00.000Z', tookMs: 9, requests: 3 };
const failures = [{ expected: '409', actual: '200 <b>', exchange }];

const broken = reportOn({
  ...facts,
  classesServed: ['core'],
  verdicts: [
    { requirement: must, outcome: 'failed', failures, tookMs: 2 },
    { requirement: should, outcome: 'failed', failures, tookMs: 2 },
    { requirement: { ...must, id: 'get/c' }, outcome: 'skipped', reason: 'no key', tookMs: 0 },
    { requirement: { ...must, id: 'get/d' }, outcome: 'passed', tookMs: 1 },
  ],
});
const incomplete = reportOn({ ...broken, verdicts: broken.verdicts.slice(2), incomplete: 'It was <interrupted>.' });
const warned = reportOn({ ...broken, verdicts: broken.verdicts.slice(1) });

test('a broken SHOULD is counted and costs no verdict', () => {
  expect([broken.conforms, broken.failed]).toEqual([false, 2]);
  expect([warned.conforms, warned.failed]).toEqual([true, 1]);
  expect(classVerdicts(broken).slice(0, 2)).toEqual([
    { name: 'core', outcome: 'failed', passed: 1, failed: 1, warned: 0, skipped: 1 },
    { name: 'list', outcome: 'untried', passed: 0, failed: 0, warned: 1, skipped: 0 },
  ]);
});

test('the HTML report is one file that runs nothing and fetches nothing', () => {
  const html = htmlReport(broken);
  expect(html).not.toMatch(/<script|<link|<img|src=|@import|url\(/);
  expect(html).toContain('Breaks the contract');
  expect(html).toContain('It <code>does</code> &amp; is.');
  expect(html).toContain('200 &lt;b&gt;');
  expect(htmlReport(warned)).toContain('Keeps the contract');
});

test('the JUnit report counts failures of MUST only, and holds nothing that XML cannot', () => {
  const xml = junitReport(broken);
  expect(xml).toContain('tests="4" failures="1" errors="0" skipped="2"');
  expect(xml.match(/<failure /g)).toHaveLength(1);
  expect(xml).toContain('SHOULD was broken');
  expect(xml).not.toContain('\u0007');
  expect(xml).not.toContain('<script');
});

test('the JSON report has each requirement with its exchange and a curl line', () => {
  const report = JSON.parse(jsonReport(broken));
  expect(report).toMatchObject({
    conforms: false,
    incomplete: null,
    counts: { passed: 1, failed: 2, skipped: 1 },
    seed: 7,
  });
  expect(report.requirements[0].failures[0]).toMatchObject({
    expected: '409',
    request: { method: 'GET', headers: { Authorization: 'Bearer $JOBWIRE_KEY' } },
    response: { status: 200 },
    curl: expect.stringContaining("curl -i -X GET 'http://host/v1/jobs/job_1'"),
  });
});

test('a run that did not come to its end conforms to nothing, and every report says why', () => {
  expect(incomplete.conforms).toBe(false);
  const html = htmlReport(incomplete);
  expect(html).toContain('No verdict');
  expect(html).toContain('It was &lt;interrupted&gt;.');
  expect(htmlReport({ ...broken, incomplete: 'It was interrupted.' })).toContain('Breaks the contract');
  const xml = junitReport(incomplete);
  expect(xml).toContain('tests="3" failures="0" errors="1"');
  expect(xml).toContain('<error message="It was &lt;interrupted&gt;."/>');
  expect(JSON.parse(jsonReport(incomplete))).toMatchObject({ conforms: false, incomplete: 'It was <interrupted>.' });
});

test('a class of which a part was left untried has no verdict', () => {
  const untried = { requirement: must, outcome: 'skipped', reason: 'the end', untried: true, tookMs: 0 } as const;
  const [core] = classVerdicts({ verdicts: [{ requirement: must, outcome: 'passed', tookMs: 1 }, untried] });
  expect(core).toMatchObject({ outcome: 'untried', passed: 1, skipped: 1 });
});

test('a webhook that shows a failure is in every report', () => {
  const delivery = ['< POST to the receiver of the kit', '< {"type":"job.completed"}', '> 204'];
  const shown = reportOn({
    ...broken,
    verdicts: [
      {
        requirement: must,
        outcome: 'failed',
        failures: [{ expected: 'a', actual: 'b', exchange: null, delivery }],
        tookMs: 1,
      },
    ],
  });
  for (const text of [htmlReport(shown), junitReport(shown), jsonReport(shown)]) {
    expect(text).toContain('POST to the receiver of the kit');
  }
});
