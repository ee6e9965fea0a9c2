import { contractLimits } from '@jobwire/contract';
import type { Call } from './call.ts';
import type { Query } from './query.ts';
import { wrongParameter } from './refusal.ts';

const usualLimit = 20;

/** How many entries a page is to have. */
export function readLimit({ world }: Call, { single }: Query, list: 'jobs' | 'results' | 'events'): number {
  const text = single.get('limit');
  if (text === undefined) {
    return usualLimit;
  }
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (limit >= 0 && list === 'results' && world.breaks('a limit of results may be anything')) {
    return limit;
  }
  if (limit >= 0 && list === 'events' && world.breaks('a limit of events may be anything')) {
    return limit;
  }
  if (limit > contractLimits.page_size && world.breaks('a limit above 100 is taken')) {
    return limit;
  }
  if (!(limit >= 1 && limit <= contractLimits.page_size)) {
    throw wrongParameter('query', 'limit', `is not a number from 1 to ${contractLimits.page_size}`);
  }
  return world.breaks('a limit is overlooked') ? usualLimit : limit;
}

/** The place where the page begins; null at the beginning of the list. */
export function readCursor({ world }: Call, { single }: Query, list: string): unknown {
  const ticket = single.get('cursor');
  if (ticket === undefined) {
    return null;
  }
  if (ticket === '' || ticket.length > 2_048) {
    throw wrongParameter('query', 'cursor', 'has no length that a cursor has');
  }
  const place = world.cursors.peek(ticket);
  const [ofResults, ofEvents] = [list.includes('"results"'), list.includes('"events"')];
  const isLax =
    (ofResults && world.breaks('a cursor of results is taken for another job')) ||
    (ofEvents && world.breaks('a cursor of events is taken for another job'));
  if (place !== undefined && isLax) {
    return place;
  }
  const beginsAgain =
    (ofResults && world.breaks('a cursor of results that nobody issued begins again')) ||
    (ofEvents && world.breaks('a cursor of events that nobody issued begins again'));
  if (place === undefined && beginsAgain) {
    return null;
  }
  if (place === undefined && world.breaks('a cursor that nobody issued begins the list again')) {
    return null;
  }
  if (place !== undefined && world.breaks('a cursor is taken for another list')) {
    return place;
  }
  return world.cursors.redeem(ticket, list);
}
