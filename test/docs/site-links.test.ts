import { siteFiles } from '@jobwire/docs';
import { describe, expect, test } from 'vitest';
import { linkedWords } from '../../packages/docs/src/guides/render/linked-words.ts';

const files = await siteFiles();
const pages = Array.from(files).filter(([name]) => name.endsWith('.html') && name !== 'reference.html');

/** What can be named after a `#` in each file. Those of the reference come to be in the browser, which has a test of its own. */
const fragments = new Map([
  ...pages.map(([name, { text }]) => [name, new Set(valuesOf(text, 'id'))] as const),
  [
    'reference.html',
    new Set([...linkedWords.values()].flatMap((href) => href.split('reference.html#')[1] ?? [])),
  ] as const,
]);

describe('the site', () => {
  test.each(pages)('%s has links and anchors that lead somewhere', (name, { text }) => {
    // The page for missing pages is sent at any depth, so its links begin at the root.
    const links = valuesOf(text, 'href').map((href) => (name === '404.html' ? href.replace(/^\/(?=.)/, '') : href));
    const broken = links.filter((href) => !/^(https:|data:)/.test(href) && !leads(href, name));
    expect(broken).toEqual([]);
  });

  test.each(pages)('%s has every id once, and one main heading', (_name, { text }) => {
    const ids = valuesOf(text, 'id');
    expect(ids).toEqual([...new Set(ids)]);
    expect(text.match(/<h1\b/g)).toHaveLength(1);
  });

  test.each(pages)('%s asks for nothing: no script, no picture, no font, no style elsewhere', (_name, { text }) => {
    expect(text).not.toMatch(/<script|<img|<iframe|<object|\bsrc=|\bon\w+="|<link rel="(?!icon)|@import|url\(|style="/);
  });

  test('the page for missing pages has links that hold at any depth', async () => {
    for (const [root, site] of [['/', files] as const, ['/docs/', await siteFiles({ root: '/docs/' })] as const]) {
      const links = valuesOf(site.get('404.html')?.text ?? '', 'href').filter((href) => !/^(data:|#)/.test(href));
      expect(links.length).toBeGreaterThan(20);
      expect(links.filter((href) => !href.startsWith(root))).toEqual([]);
    }
  });

  test('every page can be reached from the first', () => {
    const seen = new Set<string>();
    const visit = (name: string): void => {
      const { text = '' } = files.get(name) ?? {};
      if (seen.has(name)) return;
      seen.add(name);
      if (name !== 'reference.html') for (const href of valuesOf(text, 'href')) visit(href.split('#')[0] || name);
    };
    visit('index.html');
    expect([...files.keys()].filter((name) => !seen.has(name))).toEqual(['404.html']);
  });
});

function leads(href: string, from: string): boolean {
  const [file = '', fragment] = href.split('#');
  const target = file || from;
  return files.has(target) && (fragment === undefined || fragments.get(target)?.has(fragment) === true);
}

function valuesOf(html: string, attribute: string): string[] {
  return Array.from(html.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g')), ([, value = '']) =>
    value.replaceAll('&amp;', '&'),
  );
}
