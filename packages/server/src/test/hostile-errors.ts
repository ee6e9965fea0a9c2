import { JobFailure } from '../engine/job-failure.ts';

/** What a handler may throw that throws itself when it is looked at, by name. Each is made anew. */
export const hostileErrors: Readonly<Record<string, () => unknown>> = {
  'an error whose message throws': () => throwing(new Error('m'), 'message'),
  'an error whose stack throws': () => throwing(new Error('m'), 'stack'),
  'an error whose name throws': () => throwing(new Error('m'), 'name'),
  'an error whose code throws': () => throwing(new Error('m'), 'code'),
  'an error whose cause throws': () => throwing(new Error('m'), 'cause'),
  'an error whose class throws': () => throwing(new Error('m'), 'constructor'),
  'an error whose message has no text': () => Object.assign(new Error('m'), { message: { toString: refuse } }),
  'an error that is its own cause': () => {
    const error = new Error('m');
    return Object.assign(error, { cause: error });
  },
  'an error with a stack of another type': () => Object.assign(new Error('m'), { stack: 5, name: {}, code: {} }),
  'an error with a stack of many lines': () => Object.assign(new Error('m'), { stack: 'm\n'.repeat(2e5) }),
  'a failure whose code throws': () => throwing(new JobFailure('c', 'm'), 'code'),
  'a failure whose retryable throws': () => throwing(new JobFailure('c', 'm'), 'retryable'),
  'a failure whose details throw': () => throwing(new JobFailure('c', 'm'), 'details'),
  'a failure whose fault throws': () => throwing(new JobFailure('c', 'm'), 'detailsFault'),
  'a proxy that was revoked': () => revoked({}),
  'a proxy of an error that was revoked': () => revoked(new Error('m')),
  'an object without a prototype': () => Object.create(null) as unknown,
  'an object that becomes no primitive': () => ({ [Symbol.toPrimitive]: refuse }),
  'a symbol': () => Symbol('m'),
  'a text of many characters': () => 'm'.repeat(5_000_000),
};

function refuse(): never {
  throw new Error('It refuses to be looked at.');
}

function throwing(error: Error, member: string): Error {
  return Object.defineProperty(error, member, { get: refuse, configurable: true });
}

function revoked(target: object): unknown {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}
