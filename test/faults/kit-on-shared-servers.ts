import { runConformance, type Verdict } from '@jobwire/conformance';
import { onTestFinished } from 'vitest';
import { type Running, startJobwire } from '../cli/jobwire.ts';

const keys = { primary: 'sk_acme', foreign: 'sk_globex', readOnly: 'sk_acme_read' };
const webhookSecret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const stubborn = { type: 'demo.batch', input: { items: 1, item_ms: 60_000, ignore_cancel: true } };

/** As many as the kit sends, and so few that it can find out what happens beyond. */
const requestsPerMinute = '6000';

/** Of the flag that lets the kit receive webhooks. */
const knownWarning = 'Webhooks may be sent to this machine';

/** What the kit says of a process that answers and one that runs jobs, on one database; and what they logged. */
export async function kitOnSharedServers(databaseUrl: string, flags: readonly string[] = []) {
  const start = async (role: 'api' | 'worker'): Promise<Running> => {
    const given = ['--role', role, '--port', '0', '--allow-loopback-webhooks', '--cancellation-grace', '5s', ...flags];
    const server = await startJobwire(['serve', ...given], {
      environment: {
        JOBWIRE_DATABASE_URL: databaseUrl,
        JOBWIRE_API_KEYS: `${keys.primary}=acme,${keys.foreign}=globex,${keys.readOnly}=acme:read`,
        JOBWIRE_WEBHOOK_SECRETS: `acme=${webhookSecret},globex=${webhookSecret}`,
        JOBWIRE_REQUESTS_PER_MINUTE: requestsPerMinute,
        JOBWIRE_CHECK_RESPONSES: 'all',
      },
    });
    onTestFinished(async () => {
      server.signal('SIGKILL');
      await server.ended;
    });
    return server;
  };
  const servers = await Promise.all([start('api'), start('worker')]);
  const report = await runConformance({
    baseUrl: servers[0].url,
    keys,
    webhookSecret,
    jobs: { stubborn },
    limits: { seconds: 540 },
  });
  const idsOf = (outcome: string) =>
    report.verdicts.filter((verdict) => verdict.outcome === outcome).map(({ requirement }) => requirement.id);
  const ended = await Promise.all(servers.map((server) => server.stop()));
  const lines = ended.map(({ stderr }) =>
    stderr.split('\n').filter((line) => /"level":"(warn|error)"/.test(line) && !line.includes(knownWarning)),
  );
  return {
    report,
    failed: report.verdicts.flatMap(failuresOf),
    skipped: idsOf('skipped'),
    classes: [...new Set(report.verdicts.filter((v) => v.outcome === 'passed').map((v) => v.requirement.class))],
    /** Warnings and errors of the one that answers, and of the one that works. */
    complaints: lines,
  };
}

function failuresOf(verdict: Verdict): string[] {
  if (verdict.outcome !== 'failed') return [];
  return verdict.failures.map(
    ({ expected, actual }) => `${verdict.requirement.id}: expected ${expected}, found ${actual}`,
  );
}
