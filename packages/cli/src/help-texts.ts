import { environmentHelp } from './settings/add-settings-options.ts';

/** What stands below the flags in the help of each command: examples, environment, exit codes. */

export const programHelp = `
Examples:
  $ jobwire serve                        a server on http://127.0.0.1:8080, with a key of its own
  $ jobwire migrate --check              whether a PostgreSQL has the tables of this version
  $ jobwire mock                         any answer of the contract, on http://127.0.0.1:4010
  $ jobwire docs --out site              the guides and the reference as a static site
  $ jobwire test http://127.0.0.1:8080   a verdict for each requirement of the contract

"jobwire <command> --help" tells more.`;

export const serveHelp = () => `
Examples:
  $ jobwire serve
  $ jobwire serve --port 0 --data :memory:
  $ jobwire serve --handlers ./handlers.ts --concurrency 32
  $ JOBWIRE_API_KEYS="sk_a=acme,sk_r=acme:read" jobwire serve --host 0.0.0.0
  $ jobwire serve --database-url postgres://jobs@db:5432/jobs --role worker --concurrency 32
  $ jobwire serve --check-config

Environment: each flag has the variable that stands behind it; a flag goes before its variable. Only there:
${environmentHelp()}

Keys: without JOBWIRE_API_KEYS a server on a loopback address makes a key of its own, keeps it in the data folder and prints
it; on any other address it refuses to start.

Handlers: the default export of the module is one job type or a list of them, each made by defineJob of @jobwire/server. It
is TypeScript that Node can run by stripping the types, or JavaScript. The type demo.batch is always there.

Operations: GET /healthz and GET /readyz answer without a key, GET /metrics in the format of Prometheus. The log goes to
standard error.

Signals: SIGINT (Ctrl-C) and SIGTERM stop the server. Running jobs may end within the time of --drain; then they are told to
stop, and go on after the next start with the results they have. A second signal exits at once.

Exit codes: 0 after it was stopped, 2 when it could not start.`;

export const migrateHelp = `
Examples:
  $ JOBWIRE_DATABASE_URL=postgres://owner:password@db:5432/jobs jobwire migrate
  $ JOBWIRE_DATABASE_URL=postgres://jobs@db:5432/jobs jobwire migrate --check

It is for processes of serve whose user may not change tables, and for taking the steps of a new version before its first
process starts. serve takes them itself where its user may. All missing steps are taken or none, under the lock that serve
takes too; each leaves what the version before it needs, so that processes may go on meanwhile. Steps of a newer version are
left alone. A data folder needs no migrate: the server that opens it brings it up to date.

--check needs no right but to read the tables, and waits for nobody.

Signals: SIGINT (Ctrl-C) and SIGTERM end it, and what it had begun is taken back.

Exit codes: 0 when the tables are up to date, 1 when --check found steps missing, 2 when it could not be done, 130 after SIGINT,
143 after SIGTERM.`;

export const mockHelp = `
Examples:
  $ jobwire mock
  $ jobwire mock --spec openapi.yaml --port 4011
  $ jobwire mock --live --speed 20
  $ jobwire mock --live --seed 7 --scenarios scenarios.yaml
  $ curl -i http://127.0.0.1:4010/v1/jobs/job_1 -H 'Authorization: Bearer any'
  $ curl -i -X POST http://127.0.0.1:4010/v1/jobs/job_1/cancel -H 'Authorization: Bearer any' -H 'Prefer: code=409'

Without --live it remembers nothing and takes any key. With --live each key is an organization of its own, KEY.read may only
read, and any job type is taken; but keys such as unknown, undefined and null are answered 401, and the type unknown 400.
"Prefer: code=409" still gets any answer. What happens is told at /__mock, which
http://127.0.0.1:4010/__mock/openapi.json describes:
  $ curl -X POST http://127.0.0.1:4010/__mock/clock/advance -H 'Content-Type: application/json' -d '{"ms":60000}'
  $ curl -X POST http://127.0.0.1:4010/__mock/faults -H 'Content-Type: application/json' -d '{"count":3,"status":503}'

With --seed and without --speed the clock stands still, and whatever waits for it does so too until it is advanced: jobs,
delays, and requests with "Prefer: wait".

A file of --scenarios; "*" is for every type that is not named, and every member may be left out:
  documents.extract: { queue_ms: 500, items: 10, item_ms: 500, outputs: [{ text: Invoice }] }
  "*":               { items: 5, fail_at: 2, error: { code: page_unreadable, message: Page 3 cannot be read. } }

It reads no environment variables. Any web page may call it, so keep it on loopback.

Exit codes: 0 after it was stopped, 2 when it could not start.`;

export const docsHelp = `
Examples:
  $ jobwire docs --out site
  $ jobwire docs --out site --root /docs/

It writes index.html, a page for each guide, reference.html, 404.html and openapi.json. What an earlier run wrote is replaced,
other files stay, and a page of somebody else is never replaced. All links are relative, but those of 404.html, which hosts send at
any depth: put the folder anywhere on a host, or open index.html from the disk. A problem's type is /docs/errors#<code>, so that a site at /docs of the API's host answers it.

It reads no environment variables.

Exit codes: 0 when the site was written, 2 when it could not be.`;

export const testHelp = `
Examples:
  $ JOBWIRE_KEY=sk_… jobwire test http://127.0.0.1:8080
  $ jobwire test https://jobs.example.com --config kit.yaml --report html=verdict.html --report junit=verdict.xml
  $ jobwire test http://127.0.0.1:8080 --class core idempotency --bail
  $ jobwire test http://127.0.0.1:8080 --only "cancel/*" --list

The configuration file, every member of which may be left out:
  keys: { primary: sk_a, foreign: sk_b, read_only: sk_r }
  headers: {}                                    # for every request
  jobs:                                          # bodies that create jobs on this server
    quick:    { type: demo.batch, input: { items: 3, item_ms: 10 } }         # completes within 10 s, with results
    slow:     { type: demo.batch, input: { items: 600, item_ms: 100 } }      # runs for 30 s or more, with results
    failing:  { type: demo.batch, input: { items: 2, item_ms: 10, fail_at: 1 } }
    stubborn: { type: demo.batch, input: { items: 1, item_ms: 60000, ignore_cancel: true } }
  webhook_secret: whsec_…
  limits: { requests: 20000, seconds: 300, parallel: 50 }

Environment, which goes before the file:
  JOBWIRE_KEY             a key that may create and cancel jobs. A key in a flag is seen by everyone who can list the
                          processes of the machine, and stays in the history of the shell: prefer the environment.
  JOBWIRE_FOREIGN_KEY     a key of another organization; without it the isolation of organizations is skipped.
  JOBWIRE_READ_ONLY_KEY   a key of the first organization that may only read; without it its refusals are skipped.
  JOBWIRE_WEBHOOK_SECRET  the secret of webhooks; without it their signatures are not checked.

It creates a few hundred small jobs on the server and cancels those it leaves open. For webhooks it listens on 127.0.0.1, which
the server has to be allowed to call. Folders of reports are made. The last line is "N passed, N failed, N skipped".

Signals: SIGINT (Ctrl-C) and SIGTERM end the run early: it cancels its open jobs, and reports what it knows, marked as
incomplete. A second signal exits at once and leaves them open.

Exit codes: 0 when no MUST failed, 1 when one did, 2 when the run could not be done to its end or a report not be written
(1 if a MUST failed besides), 130 after SIGINT, 143 after SIGTERM.`;
