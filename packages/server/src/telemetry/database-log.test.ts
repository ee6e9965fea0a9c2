import { beforeEach, expect, test } from 'vitest';
import { StoreUnavailableError } from '../domain/errors/store-unavailable-error.ts';
import { type Logger, silentLogger } from '../domain/logger.ts';
import { ServerTelemetry } from './server-telemetry.ts';

let lines: string[];
/** Whether the database was told to be up, each time. */
let up: boolean[];
/** How many errors were counted. */
let errors: number;
let telemetry: ServerTelemetry;

beforeEach(() => watch({ sharesDatabase: true }));

function watch({ sharesDatabase }: { sharesDatabase: boolean }): void {
  lines = [];
  up = [];
  const at = (level: string) => (_: unknown, message: string) => void lines.push(`${level}: ${message}`);
  const logger: Logger = {
    ...silentLogger,
    ...{ debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
  };
  telemetry = new ServerTelemetry({ logger, jobTypes: [], sharesDatabase, onError: undefined });
  errors = 0;
  telemetry.metrics.errorReported = () => {
    errors += 1;
  };
  telemetry.metrics.databaseIs = (isUp) => void up.push(isUp);
}

test('an outage is one line when it begins, one when it is over, and one error, whatever fails meanwhile', () => {
  const { database, report } = telemetry;
  const refused = new AggregateError([new Error('connect ECONNREFUSED ::1:5432.'), new Error('another')]);
  database.away(refused);
  for (let time = 0; time < 3; time += 1) report(new StoreUnavailableError(refused));
  database.back(12_400);

  expect(lines.filter((line) => !line.startsWith('debug'))).toEqual([
    'warn: The database is away: connect ECONNREFUSED ::1:5432.',
    'info: The database is back after 12 s.',
  ]);
  expect(errors).toBe(1);
});

test('of a data folder it is told that it takes no writes, and why, and that it takes them again', () => {
  watch({ sharesDatabase: false });
  telemetry.database.away(new Error('database or disk is full'));
  telemetry.report(new StoreUnavailableError('full'));
  telemetry.database.back(61_000);

  expect(lines.filter((line) => !line.startsWith('debug'))).toEqual([
    'warn: The data folder does not take what is written: database or disk is full.',
    'info: The data folder takes what is written again, after 61 s.',
  ]);
  expect([up, errors]).toEqual([[false, true], 1]);
});

test('any other error is told of in full, and so is a store that tells of no outages itself', () => {
  telemetry.report(new StoreUnavailableError('full'));
  telemetry.database.away('gone');
  telemetry.report(new Error('a mistake'));

  expect(lines.filter((line) => line.startsWith('error'))).toHaveLength(2);
  expect(errors).toBe(3);
});

test('a proxy is named as the cause of silence, and not as that of a connection that is refused', () => {
  telemetry.database.wordsChange(false, new Error('connect ECONNREFUSED'), false);
  expect(lines[0]).not.toContain('proxy');
  telemetry.database.wordsChange(false, new Error('silent'), true);
  expect(lines[1]).toContain('A proxy that shares connections');
});
