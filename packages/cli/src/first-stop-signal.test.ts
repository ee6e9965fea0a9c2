import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { firstStopSignal } from './first-stop-signal.ts';

class Signals extends EventEmitter {
  readonly exitCodes: number[] = [];

  exit(code: number): void {
    this.exitCodes.push(code);
  }
}

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])('the first %s asks to stop and does not exit', async (signal, exitCode) => {
  const signals = new Signals();
  const stopped = firstStopSignal(signals);
  signals.emit(signal);
  expect(await stopped).toBe(exitCode);
  expect(signals.exitCodes).toEqual([]);
});

test('one Ctrl-C that arrives several times is one wish', () => {
  const signals = new Signals();
  let now = 1000;
  void firstStopSignal(signals, () => now);
  signals.emit('SIGINT');
  now += 20;
  signals.emit('SIGINT');
  signals.emit('SIGTERM');
  expect(signals.exitCodes).toEqual([]);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
])('a second %s exits at once', (signal, exitCode) => {
  const signals = new Signals();
  let now = 1000;
  void firstStopSignal(signals, () => now);
  signals.emit('SIGINT');
  now += 300;
  signals.emit(signal);
  expect(signals.exitCodes).toEqual([exitCode]);
});
