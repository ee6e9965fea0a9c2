import type { JobStatus, TransitionCause } from '../../../packages/contract/src/lifecycle.ts';
import type { TransitionEntry } from '../contract-document.ts';
import { causeWords, centres, kindOf, type Line, nodeHeight, nodeWidth, port } from './state-layout.ts';
import { arrowHead, element, pictureFile, words } from './svg.ts';

const width = 820;
const height = 372;
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
  const labels = line.causes.map((cause, index) => {
    const { x, y, anchor } = shape;
    return words(causeWords[cause], { x, y: y + index * 18, anchor, colour, weight: isCancel ? 600 : 400 });
  });
  return element('path', stroke) + arrowHead(...shape.head, colour) + labels.join('');
}

interface Shape {
  readonly path: string;
  readonly head: readonly [x: number, y: number, direction: 'down' | 'left' | 'right'];
  /** Where the words are. */
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

function shapeOf(line: Line, lines: readonly Line[]): Shape {
  const { from, to } = line;
  const end = centres[to];
  if (from === null) {
    const tip = end.x - halfWidth - 2;
    return {
      path: `M14 ${end.y}H${tip - 4}`,
      head: [tip, end.y, 'right'],
      x: (14 + tip) / 2 - 2,
      y: end.y - 10,
      anchor: 'middle',
    };
  }
  const start = centres[from];
  switch (kindOf(line)) {
    case 'around': {
      const [right, top] = [width - 16, 34];
      const tip = end.x + halfWidth + 2;
      const path = `M${start.x} ${start.y - halfHeight}V${top + 12}q0 -12 12 -12H${right - 12}q12 0 12 12V${end.y - 12}q0 12 -12 12H${tip + 4}`;
      return { path, head: [tip, end.y, 'left'], x: (start.x + right) / 2, y: top - 9, anchor: 'middle' };
    }
    case 'along':
      return along(line, lines);
    default:
      return down(line, lines);
  }
}

/** Between two boxes of a row; where a line leads back, one runs above the other. */
function along({ from, to }: Line, lines: readonly Line[]): Shape {
  const [start, end] = [centres[from as JobStatus], centres[to]];
  const isForward = start.x < end.x;
  const isPair = lines.some((other) => other.from === to && other.to === from);
  const y = start.y + (isPair ? (isForward ? -11 : 11) : 0);
  const sign = isForward ? 1 : -1;
  const tip = end.x - sign * (halfWidth + 2);
  return {
    path: `M${start.x + sign * halfWidth} ${y}H${tip - sign * 4}`,
    head: [tip, y, isForward ? 'right' : 'left'],
    x: (start.x + end.x) / 2,
    y: isForward ? y - 10 : y + 22,
    anchor: 'middle',
  };
}

/** From an open status to a terminal one; lines leave and arrive side by side, in the order of where they come from. */
function down(line: Line, lines: readonly Line[]): Shape {
  const from = line.from as JobStatus;
  const downwards = lines.filter((other) => other.from !== null && kindOf(other) === 'down');
  const leaving = downwards
    .filter((other) => other.from === from)
    .toSorted((a, b) => centres[a.to].x - centres[b.to].x);
  const arriving = downwards
    .filter((other) => other.to === line.to)
    .toSorted((a, b) => centres[a.from as JobStatus].x - centres[b.from as JobStatus].x);
  const [start, end] = [centres[from], centres[line.to]];
  const isStraight = start.x === end.x;
  const x2 = end.x + port(arriving.indexOf(line), arriving.length, 44);
  const x1 = isStraight ? x2 : start.x + port(leaving.indexOf(line), leaving.length, 26);
  const [y1, y2] = [start.y + halfHeight, end.y - halfHeight - 2];
  const middle = (y1 + y2) / 2;
  const path = `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2 - 4}`;
  const head = [x2, y2, 'down'] as const;
  if (isStraight) {
    const isRight = line.causes.length > 1;
    return { path, head, x: x2 + (isRight ? 12 : -12), y: middle, anchor: isRight ? 'start' : 'end' };
  }
  // The far ones are told where they have parted from the others.
  const at = Math.abs(x2 - x1) > 130 ? 0.6 : 0.5;
  return { path, head, x: bezier(x1, x1, x2, x2, at), y: bezier(y1, middle, middle, y2, at) + 4, anchor: 'middle' };
}

function bezier(a: number, b: number, c: number, d: number, at: number): number {
  const rest = 1 - at;
  return Math.round(a * rest ** 3 + 3 * b * at * rest ** 2 + 3 * c * at ** 2 * rest + d * at ** 3);
}
