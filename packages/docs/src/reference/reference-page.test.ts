import { spec } from '@jobwire/contract/spec';
import { describe, expect, test } from 'vitest';
import { referenceContentSecurityPolicy } from './reference-content-security-policy.ts';
import { referencePage } from './reference-page.ts';

describe('referencePage', () => {
  test('the page holds the contract and a title', async () => {
    const html = await referencePage();
    expect(html).toContain(`<title>${spec.info.title} reference</title>`);
    expect(dataIn(html).spec).toEqual(spec);
  });

  test('no element of the page points at a host', async () => {
    const [beforeScripts = ''] = (await referencePage()).split('<script');
    expect(beforeScripts).not.toMatch(/(?:src|href)="(?!data:)/);
    expect(await referencePage()).not.toContain('cdn.redoc.ly');
  });

  test('the notices of the licences are kept', async () => {
    const html = await referencePage();
    expect(html).toContain('The MIT License (MIT)');
    expect(html).toContain('Copyright (c) Facebook, Inc.');
  });

  test('the page of the contract is made once', async () => {
    expect(referencePage()).toBe(referencePage());
  });

  test('another spec and title are shown when they are passed, and cannot break out of the page', async () => {
    const description = '</script><script>alert(1)</script><!--';
    const hostile = { ...spec, info: { ...spec.info, description } };
    const html = await referencePage({ spec: hostile, title: '</title><script>alert(1)</script>' });
    expect(html).toContain('<title>&lt;/title&gt;&lt;script&gt;');
    expect(html).not.toContain('<script>alert(1)');
    expect(dataIn(html).spec).toEqual(hostile);
  });

  function dataIn(html: string): { spec: unknown } {
    const [, json = ''] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html) ?? [];
    return JSON.parse(json);
  }
});

describe('referenceContentSecurityPolicy', () => {
  test('the policy allows two scripts by their hashes, and no host (S24)', async () => {
    const policy = referenceContentSecurityPolicy(await referencePage());
    expect(policy).toMatch(/script-src 'sha256-\S{44}' 'sha256-\S{44}';/);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  test('the policy is the same for every spec, and another one for other code', async () => {
    const html = await referencePage();
    const other = await referencePage({ spec: { ...spec, info: { ...spec.info, version: '9' } }, title: 'Other' });
    expect(referenceContentSecurityPolicy(other)).toBe(referenceContentSecurityPolicy(html));
    expect(referenceContentSecurityPolicy(html.replace('Redoc.init', 'Redoc.other'))).not.toBe(
      referenceContentSecurityPolicy(html),
    );
  });

  test('the page states the policy itself, for hosts that send no header', async () => {
    const html = await referencePage();
    const [, stated] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html) ?? [];
    expect(`${stated}; frame-ancestors 'none'`).toBe(referenceContentSecurityPolicy(html));
  });
});
