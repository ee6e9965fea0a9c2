import { describe, expect, test } from 'vitest';
import { renderGuide } from './render-guide.ts';
import { guidesFolder } from './render-guides.ts';

const render = (text: string, name = 'a-guide') => renderGuide(name, `# A guide\n\n${text}\n`, guidesFolder);

describe('renderGuide', () => {
  test('the first heading is the title, and the others are places to link to', () => {
    const { title, headings, html } = render('## Where *it* `sends`\n\n### What is it?\n\n## What is it?');
    expect(title).toBe('A guide');
    expect(headings).toEqual([
      { level: 2, id: 'where-it-sends', text: 'Where it sends' },
      { level: 3, id: 'what-is-it', text: 'What is it?' },
      { level: 2, id: 'what-is-it-1', text: 'What is it?' },
    ]);
    for (const { id } of headings) expect(html).toContain(` id="${id}"`);
  });

  test('beside a column of Jobwire nothing of the other column leads to it, whatever it is called', () => {
    const { html } = render('| Other | Jobwire |\n|---|---|\n| `POST /v1/jobs` | `createJob` |');
    expect(html).toContain('<td><code>POST /v1/jobs</code></td>');
    expect(html).toMatch(/<td><a href="reference[^"]*createJob"><code>createJob<\/code><\/a><\/td>/);
  });

  test.each<[string, { given: string; want: string }]>([
    ['another guide', { given: '[x](limits.md#requests)', want: '<a href="limits.html#requests">x</a>' }],
    ['its own section', { given: '[x](#there)', want: '<a href="#there">x</a>' }],
    [
      'the web',
      {
        given: '[x](https://example.org/?a=1&b)',
        want: '<a href="https://example.org/?a=1&amp;b" rel="external noreferrer">x</a>',
      },
    ],
    ['the contract', { given: '[x](../../../openapi/openapi.yaml)', want: '<a href="reference.html">x</a>' }],
    [
      'a file of the repository, which is no part of the site',
      { given: '[x](../../../README.md)', want: '<span class="file" title="README.md in the repository">x</span>' },
    ],
    [
      'a problem code',
      { given: '`job_not_found`', want: '<a href="errors.html#job_not_found"><code>job_not_found</code></a>' },
    ],
    [
      'an operation',
      {
        given: '`cancelJob`',
        want: '<a href="reference.html#tag/Jobs/operation/cancelJob"><code>cancelJob</code></a>',
      },
    ],
    [
      'an operation by its path',
      {
        given: '`GET /v1/capabilities`',
        want: '<a href="reference.html#tag/Capabilities/operation/getCapabilities"><code>GET /v1/capabilities</code></a>',
      },
    ],
    [
      'a word within a link',
      { given: '[`cancelJob`](limits.md)', want: '<a href="limits.html"><code>cancelJob</code></a>' },
    ],
    ['any other word', { given: '`getJob()`', want: '<p><code>getJob()</code></p>' }],
  ])('a link to %s', (_target, { given, want }) => {
    expect(render(given).html).toContain(want);
  });

  test('a table of many columns tells each cell its column, and says what it is, for phones that show it as a list', () => {
    const { html } = render('| flag | default | |\n|---|---|---|\n| `--a`<br>`A` | 1 | |');
    expect(html).toContain('<table class="stacked" role="table">');
    expect(html).toContain('<td role="cell" data-title="flag"><code>--a</code><br><code>A</code></td>');
    expect(html).toContain('<td role="cell" data-title="default">1</td>\n<td role="cell"></td>');
    expect(html.match(/role="columnheader"/g)).toHaveLength(2);
    expect(render('| a | b |\n|---|---|\n| 1 | 2 |').html).not.toContain('stacked');
  });

  test('code is coloured by classes, keeps its text, and cannot become a part of the page', () => {
    const { html } = render('```ts\nconst a = "</code><script>";\n```\n\n```\n<b>\n```');
    expect(html).toContain('<span class="hljs-keyword">const</span>');
    expect(html).toContain('&lt;b&gt;');
    expect(html).not.toMatch(/<script|<b>|style=/);
  });

  test('comments are left out', () => {
    expect(render('<!-- table:begin -->\n\ntext').html).toBe('<p>text</p>\n');
  });

  test.each<[string, { given: string; want: RegExp }]>([
    ['HTML', { given: 'a <b>word</b>', want: /a-guide\.md holds HTML/ }],
    [
      'a link to a file that is not there',
      { given: '[x](missing.md)', want: /links to missing\.md, which is not there/ },
    ],
    ['code in a language that nobody knows', { given: '```klingon\nx\n```', want: /says that it is klingon/ }],
  ])('%s is refused', (_what, { given, want }) => {
    expect(() => render(given)).toThrow(want);
  });

  test('a guide without a title is refused', () => {
    expect(() => renderGuide('a-guide', 'text', guidesFolder)).toThrow('a-guide.md does not begin with its title');
  });
});
