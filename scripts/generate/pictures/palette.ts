import { readFileSync } from 'node:fs';

const siteStyle = new URL('../../../packages/docs/src/layout/site.css', import.meta.url);

/** The colours of the site that a picture names as `var(--name)`, for readers of the file itself, in light and dark. */
export function paletteStyle(body: string): string {
  const used = new Set(Array.from(body.matchAll(/var\(--([\w-]+)\)/g), ([, name]) => name));
  const colours = Array.from(
    readFileSync(siteStyle, 'utf8').matchAll(/^ {2}--([\w-]+): light-dark\((#\w+), (#\w+)\);$/gm),
    ([, name = '', light = '', dark = '']) => ({ name, light, dark }),
  ).filter(({ name }) => used.has(name));
  const missing = [...used].filter((name) => !colours.some((colour) => colour.name === name));
  if (missing.length > 0) throw new Error(`The style of the site has no colour ${missing.join(', ')}.`);
  const rule = (mode: 'light' | 'dark') => `svg{${colours.map((c) => `--${c.name}:${c[mode]}`).join(';')}}`;
  return `<style>svg{background:var(--paper)}${rule('light')}@media(prefers-color-scheme:dark){${rule('dark')}}</style>`;
}
