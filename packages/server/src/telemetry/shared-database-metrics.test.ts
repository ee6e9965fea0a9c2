import { Registry } from 'prom-client';
import { beforeEach, expect, test } from 'vitest';
import { SharedDatabaseMetrics } from './shared-database-metrics.ts';

let registry: Registry;
let metrics: SharedDatabaseMetrics;

beforeEach(() => {
  registry = new Registry();
  metrics = new SharedDatabaseMetrics(registry);
});

/** The lines of the series whose names begin so. */
async function series(beginning: string): Promise<string[]> {
  return (await registry.metrics()).split('\n').filter((line) => line.startsWith(beginning));
}

test('connections, those who wait for one and what is heard are told as they are when they are read', async () => {
  const connections = { active: 3, idle: 2, limit: 10, waiting: 4 };
  metrics.read({ words: { areHeard: true }, connections });
  expect(await series('jobwire_database_connection')).toEqual([
    'jobwire_database_connections{state="active"} 3',
    'jobwire_database_connections{state="idle"} 2',
    'jobwire_database_connections_limit 10',
    'jobwire_database_connection_waiters 4',
    'jobwire_database_connection_wait_seconds_total 0',
  ]);
  expect(await series('jobwire_database_listening')).toEqual(['jobwire_database_listening 1']);

  metrics.read({ words: { areHeard: false }, connections });
  expect(await series('jobwire_database_listening')).toEqual(['jobwire_database_listening 0']);
});

test('waits add up in seconds, and faults by kind, each of which is there from the beginning', async () => {
  metrics.waited(250);
  metrics.waited(1500);
  metrics.failed('conflict');
  expect(await series('jobwire_database_connection_wait_seconds_total')).toEqual([
    'jobwire_database_connection_wait_seconds_total 1.75',
  ]);
  expect(await series('jobwire_database_faults_total')).toEqual([
    'jobwire_database_faults_total{kind="conflict"} 1',
    'jobwire_database_faults_total{kind="disconnected"} 0',
    'jobwire_database_faults_total{kind="unavailable"} 0',
  ]);
});
