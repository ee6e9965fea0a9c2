import { paletteStyle } from './palette.ts';

type Attributes = Readonly<Record<string, string | number>>;

/** An element of a picture. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`;
}

export interface Words {
  readonly x: number;
  readonly y: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly colour: string;
  readonly size?: number;
  readonly weight?: number;
}

/** About how wide a letter is, in parts of its height: wide enough for the fonts of all systems. */
const letterWidth = 0.56;

/** Words at a place where nothing is behind them. */
export function label(text: string, { x, y, anchor = 'middle', colour, size = 14, weight = 400 }: Words): string {
  return element(
    'text',
    { x, y, 'text-anchor': anchor, fill: colour, 'font-size': size, 'font-weight': weight },
    escapeXml(text),
  );
}

/** Words at a place. What is behind them is covered, so that no line runs through them. */
export function words(text: string, place: Words): string {
  const { x, y, anchor = 'middle', size = 14 } = place;
  const width = Math.round(text.length * size * letterWidth + 6);
  const left = { start: x - 3, middle: x - width / 2, end: x - width + 3 }[anchor];
  const cover = { x: left, y: y - size, width, height: Math.round(size * 1.35), fill: 'var(--paper)' };
  return element('rect', cover) + label(text, place);
}

/** Where an arrow points to. */
export type Direction = 'up' | 'down' | 'left' | 'right';

const turns: Readonly<Record<Direction, number>> = { right: 0, down: 90, left: 180, up: 270 };

/** The head of an arrow whose tip is at a point. */
export function arrowHead(x: number, y: number, direction: Direction, colour: string): string {
  return element('path', {
    d: 'M0 0l-9 -4.5v9z',
    transform: `translate(${x} ${y}) rotate(${turns[direction]})`,
    fill: colour,
  });
}

export interface Picture {
  /** A word for the ids in it, which have to differ between the pictures of a page. */
  readonly name: string;
  readonly title: string;
  /** What the picture shows, in full, for those who do not see it. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly body: readonly string[];
}

/** A picture as a file. Its colours are variables, so that a page that shows it inline gives it its own. */
export function pictureFile({ name, title, description, width, height, body }: Picture): string {
  const drawn = body.join('\n');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${name}-title" aria-describedby="${name}-description" font-family="system-ui, -apple-system, Segoe UI, Roboto, sans-serif" font-size="14">`,
    element('title', { id: `${name}-title` }, escapeXml(title)),
    element('desc', { id: `${name}-description` }, escapeXml(description)),
    paletteStyle(drawn),
    drawn,
    '</svg>\n',
  ].join('\n');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
