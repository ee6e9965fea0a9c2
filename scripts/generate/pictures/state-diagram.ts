import type { JobStatus, TransitionCause } from '../../../packages/contract/src/lifecycle.ts';
import type { TransitionEntry } from '../contract-document.ts';
import { causeWords, centres, kindOf, type Line, nodeHeight, nodeWidth, port } from './state-layout.ts';
import { arrowHead, type Direction, element, label, pictureFile, words } from './svg.ts';

const width = 460;
const height = 440;
const [halfWidth, halfHeight] = [nodeWidth / 2, nodeHeight / 2];

/** The statuses and every transition of the contract's table between them. */
export function stateDiagram(transitions: readonly TransitionEntry[], terminal: readonly string[]): string {
  const lines = linesOf(transitions);
  return pictureFile({
    name: 'lifecycle',
    title: 'The lifecycle of a job',
    description: `${transitions.map(({ from, to, cause }) => `${from ?? 'start'} to ${to}: ${causeWords[cause as TransitionCause]}`).join('; ')}.`,
    width,
    height,
    body: [
      ...lines.map((line) => drawLine(line, lines)),
      ...(Object.keys(centres) as JobStatus[]).map((status) => drawStatus(status, terminal.includes(status))),
    ],
  });
}

function linesOf(transitions: readonly TransitionEntry[]): Line[] {
  const groups = Map.groupBy(transitions, ({ from, to }) => `${from} ${to}`);
  return Array.from(groups.values(), (group) => ({
    from: (group[0]?.from ?? null) as JobStatus | null,
    to: group[0]?.to as JobStatus,
    causes: group.map(({ cause }) => cause as TransitionCause),
  }));
}

function drawStatus(status: JobStatus, isTerminal: boolean): string {
  const { x, y } = centres[status];
  const colour = `var(--${status})`;
  const box = { x: x - halfWidth, y: y - halfHeight, width: nodeWidth, height: nodeHeight, stroke: colour };
  const fill = isTerminal ? colour : 'var(--paper)';
  const label = { x, y: y + 5, 'text-anchor': 'middle', 'font-size': 15.5, 'font-weight': 600 };
  return (
    element('rect', { ...box, rx: isTerminal ? 8 : halfHeight, fill, 'stroke-width': 2 }) +
    element('text', { ...label, fill: isTerminal ? 'var(--paper)' : colour }, status)
  );
}

function drawLine(line: Line, lines: readonly Line[]): string {
  const isCancel = line.causes.includes('cancel_requested');
  const colour = isCancel ? 'var(--cancelled)' : 'var(--quiet)';
  const shape = shapeOf(line, lines);
  const stroke = { d: shape.path, fill: 'none', stroke: colour, 'stroke-width': isCancel ? 2 : 1.5 };
  const labels = line.causes.flatMap((cause) => (shape.inLines ? causeWords[cause].split(' ') : [causeWords[cause]]));
  const drawn = labels.map((text, index) => {
    const { x, y, anchor, spacing = 17, isStraight = false } = shape;
    return (isStraight ? label : words)(text, {
      x,
      y: y + index * spacing,
      anchor,
      colour,
      weight: isCancel ? 600 : 400,
    });
  });
  return element('path', stroke) + arrowHead(...shape.head, colour) + drawn.join('');
}

interface Shape {
  readonly path: string;
  readonly head: readonly [x: number, y: number, direction: Direction];
  /** Where the words are. */
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  /** From one cause to the next. */
  readonly spacing?: number;
  /** Nothing is behind the words, which stand beside the line. */
  readonly isStraight?: boolean;
  /** Whether every word has a line of its own, where there is little room. */
  readonly inLines?: boolean;
}

function shapeOf(line: Line, lines: readonly Line[]): Shape {
  const { from, to } = line;
  const end = centres[to];
  if (from === null) {
    const tip = end.y - halfHeight - 2;
    return { path: `M${end.x} 14V${tip - 4}`, head: [end.x, tip, 'down'], x: end.x + 10, y: 32, anchor: 'start' };
  }
  switch (kindOf(line)) {
    case 'around': {
      const start = centres[from];
      const [left, bottom] = [20, height - 14];
      const tip = end.y + halfHeight + 2;
      const path = `M${start.x - halfWidth} ${start.y}H${left + 12}q-12 0 -12 12V${bottom - 12}q0 12 12 12H${end.x - 12}q12 0 12 -12V${tip + 4}`;
      return { path, head: [end.x, tip, 'up'], x: (left + end.x) / 2, y: bottom + 5, anchor: 'middle' };
    }
    case 'along':
      return along(line, lines);
    default:
      return across(line, lines);
  }
}

/** Between two boxes of a column; where a line leads back, one runs at the side of the other. */
function along({ from, to }: Line, lines: readonly Line[]): Shape {
  const [start, end] = [centres[from as JobStatus], centres[to]];
  const isForward = start.y < end.y;
  const isPair = lines.some((other) => other.from === to && other.to === from);
  const x = start.x + (isPair ? (isForward ? 13 : -13) : 0);
  const sign = isForward ? 1 : -1;
  const tip = end.y - sign * (halfHeight + 2);
  const middle = (start.y + end.y) / 2;
  return {
    path: `M${x} ${start.y + sign * halfHeight}V${tip - sign * 4}`,
    head: [x, tip, isForward ? 'down' : 'up'],
    ...(isForward
      ? { x: x + 9, y: middle + 5, anchor: 'start' }
      : { x: x - 9, y: middle - 3, anchor: 'end', inLines: true }),
  };
}

/** From an open status to a terminal one; lines leave and arrive side by side, in the order of where they come from. */
function across(line: Line, lines: readonly Line[]): Shape {
  const from = line.from as JobStatus;
  const crossing = lines.filter((other) => other.from !== null && kindOf(other) === 'across');
  const leaving = crossing.filter((other) => other.from === from).toSorted((a, b) => centres[a.to].y - centres[b.to].y);
  const arriving = crossing
    .filter((other) => other.to === line.to)
    .toSorted((a, b) => centres[a.from as JobStatus].y - centres[b.from as JobStatus].y);
  const [start, end] = [centres[from], centres[line.to]];
  const isStraight = start.y === end.y;
  const y2 = end.y + port(arriving.indexOf(line), arriving.length, 16);
  const y1 = isStraight ? y2 : start.y + port(leaving.indexOf(line), leaving.length, 12);
  const [x1, x2] = [start.x + halfWidth, end.x - halfWidth - 2];
  const middle = (x1 + x2) / 2;
  const head = [x2, y2, 'right'] as const;
  // One cause stands above its line, and another one below it.
  if (isStraight) {
    return {
      path: `M${x1} ${y1}H${x2 - 4}`,
      head,
      x: middle - 3,
      y: y1 - 8,
      anchor: 'middle',
      spacing: 27,
      isStraight,
    };
  }
  const path = `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2 - 4} ${y2}`;
  // A short way is told beyond the place where it has parted from the others.
  const at = Math.abs(y2 - y1) < 60 ? 0.62 : 0.5;
  const x = bezier(x1, middle, middle, x2, at);
  return { path, head, x, y: bezier(y1, y1, y2, y2, at) + 5, anchor: 'middle' };
}

function bezier(a: number, b: number, c: number, d: number, at: number): number {
  const rest = 1 - at;
  return Math.round(a * rest ** 3 + 3 * b * at * rest ** 2 + 3 * c * at ** 2 * rest + d * at ** 3);
}
