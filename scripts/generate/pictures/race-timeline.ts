import type { JobStatus } from '../../../packages/contract/src/lifecycle.ts';
import type { Lane, Race, Step } from './race.ts';
import { arrowHead, element, label, pictureFile } from './svg.ts';

/** So narrow that a phone shows all of it. */
const width = 432;
const lanes: Readonly<Record<Lane, number>> = { client: 46, job: 216, worker: 386 };
const laneWords: Readonly<Record<Lane, string>> = { client: 'Client', job: 'Job in the store', worker: 'Worker' };
const terminal = new Set<JobStatus>(['completed', 'failed', 'cancelled', 'expired']);

const firstY = 74;
const heights: Readonly<Record<Step['kind'], number>> = { message: 44, status: 44, note: 36 };
/** Between a line that is drawn thick and the tip of an arrow. */
const beside = 5;

type Message = Extract<Step, { kind: 'message' }>;
type Note = Extract<Step, { kind: 'note' }>;

/** A race from above to below: who says what to whom, and which status the job has meanwhile. */
export function raceTimeline(race: Race): string {
  const { name, title, steps } = race;
  const places = placesOf(steps);
  const bottom = (places.at(-1) ?? firstY) + 34;
  return pictureFile({
    name,
    title,
    description: steps.map(sentenceOf).join(' '),
    width,
    height: bottom + 8,
    body: [
      ...(Object.keys(lanes) as Lane[]).map((lane) => drawLane(lane, bottom)),
      drawWork(race, places, bottom),
      ...drawStatusLine(steps, places, bottom),
      ...steps.map((step, index) => drawStep(step, places[index] ?? 0)),
    ],
  });
}

function placesOf(steps: readonly Step[]): number[] {
  let y = firstY;
  return steps.map(({ kind }, index) => {
    if (index > 0) y += Math.round((heights[kind] + heights[steps[index - 1]?.kind ?? kind]) / 2);
    return y;
  });
}

function drawLane(lane: Lane, bottom: number): string {
  const x = lanes[lane];
  const line = { x1: x, y1: 40, x2: x, y2: bottom, stroke: 'var(--line)', 'stroke-width': 2 };
  return element('line', line) + label(laneWords[lane], { x, y: 26, colour: 'var(--quiet)', weight: 600 });
}

/** As long as there is work, whatever the status says. */
function drawWork({ work, steps }: Race, places: readonly number[], bottom: number): string {
  const last = steps.findLastIndex(
    (step) => (step.kind === 'note' ? step.lane : step.kind === 'message' && step.from) === 'worker',
  );
  const end = work === 'on' ? bottom : (places[last] ?? 0);
  const line = {
    x1: lanes.worker,
    y1: firstY - 14,
    x2: lanes.worker,
    y2: end,
    stroke: 'var(--quiet)',
    'stroke-width': 6,
  };
  return work === 'never' ? '' : element('line', { ...line, 'stroke-linecap': 'round' });
}

/** The line of the job has the colour of the status that it has at that time. */
function drawStatusLine(steps: readonly Step[], places: readonly number[], bottom: number): string[] {
  const changes = steps.flatMap((step, index) =>
    step.kind === 'status' ? [{ status: step.status, y: places[index] ?? 0 }] : [],
  );
  return changes.map(({ status, y }, index) =>
    element('line', {
      x1: lanes.job,
      y1: y,
      x2: lanes.job,
      y2: changes[index + 1]?.y ?? bottom,
      stroke: `var(--${status})`,
      'stroke-width': 6,
      'stroke-linecap': 'round',
    }),
  );
}

function drawStep(step: Step, y: number): string {
  if (step.kind === 'status') return drawStatus(step.status, step.note, y);
  if (step.kind === 'note') return drawNote(step, y);
  return drawMessage(step, y);
}

/** A dot on the line of the one whom it is about, and the words in the free space between the job and the worker. */
function drawNote({ lane, text }: Note, y: number): string {
  const isWorker = lane === 'worker';
  const x = lanes[lane] + (isWorker ? -1 : 1) * 12;
  return (
    element('circle', { cx: lanes[lane], cy: y, r: 5, fill: 'var(--paper)', stroke: 'var(--ink)', 'stroke-width': 2 }) +
    label(text, { x, y: y + 5, anchor: isWorker ? 'end' : 'start', colour: 'var(--ink)' })
  );
}

function drawStatus(status: JobStatus, note: string | undefined, y: number): string {
  const colour = `var(--${status})`;
  const isTerminal = terminal.has(status);
  const box = { x: lanes.job - 52, y: y - 14, width: 104, height: 28, rx: isTerminal ? 6 : 14, stroke: colour };
  const x = lanes.job;
  return (
    element('rect', { ...box, fill: isTerminal ? colour : 'var(--paper)', 'stroke-width': 2 }) +
    element(
      'text',
      { x, y: y + 5, 'text-anchor': 'middle', 'font-weight': 600, fill: isTerminal ? 'var(--paper)' : colour },
      status,
    ) +
    (note === undefined ? '' : label(note, { x: x + 60, y: y + 5, anchor: 'start', colour: 'var(--quiet)' }))
  );
}

function drawMessage({ from, to, text, fate }: Message, y: number): string {
  const isRight = lanes[from] < lanes[to];
  const sign = isRight ? 1 : -1;
  const start = lanes[from] + sign * beside;
  const tip = lanes[to] - sign * beside;
  const end = fate === 'lost' ? (start + tip) / 2 : tip;
  const colour = fate === undefined ? 'var(--ink)' : 'var(--failed)';
  const line = { x1: start, y1: y, x2: end - sign * 6, y2: y, stroke: colour, 'stroke-width': 1.5 };
  const isAnswer = from === 'job';
  const said = fate === undefined ? text : `${text}: ${fate}`;
  return (
    element('line', isAnswer ? { ...line, 'stroke-dasharray': '5 4' } : line) +
    label(said, {
      x: (start + tip) / 2 - (fate === 'refused' ? sign * 9 : 0),
      y: y - (fate === undefined ? 8 : 11),
      colour,
    }) +
    (fate === undefined ? arrowHead(end, y, isRight ? 'right' : 'left', colour) : cross(end - sign * 6, y, colour))
  );
}

function cross(x: number, y: number, colour: string): string {
  const d = `M${x - 5} ${y - 5}l10 10m0 -10l-10 10`;
  return element('path', { d, stroke: colour, 'stroke-width': 2.5, 'stroke-linecap': 'round', fill: 'none' });
}

function sentenceOf(step: Step): string {
  if (step.kind === 'status') return `The job is ${step.status}${step.note === undefined ? '' : ` (${step.note})`}.`;
  if (step.kind === 'note') return `${laneWords[step.lane]}: ${step.text}.`;
  return `${laneWords[step.from]} to ${laneWords[step.to]}: ${step.text}${step.fate === undefined ? '' : ` (${step.fate})`}.`;
}
