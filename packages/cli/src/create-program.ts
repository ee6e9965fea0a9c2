import { Command, Option } from 'commander';
import type { CommandContext } from './command-context.ts';
import type { DocsOptions } from './commands/docs.ts';
import type { MigrateOptions } from './commands/migrate.ts';
import type { TestOptions } from './conformance/test-run-options.ts';
import { docsHelp, migrateHelp, mockHelp, programHelp, serveHelp, testHelp } from './help-texts.ts';
import type { MockFlags } from './mock-flags.ts';
import { addSettingsOptions, givenFlags } from './settings/add-settings-options.ts';
import { resolveSettings } from './settings/resolve-settings.ts';

/** Declares the commands. Each is loaded when it runs, so that its help and the refusal of its flags come at once. */
export function createProgram(context: CommandContext, finish: (exitCode: number) => void): Command {
  const program = new Command('jobwire')
    .description('The open contract for cancellable asynchronous jobs: serve it, mock it, document it, test a server.')
    .version(context.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print the help')
    .exitOverride()
    .configureHelp({ helpWidth: 120 })
    // Refusals are thrown, and printed in one place and one shape.
    .configureOutput({ writeOut: (text) => context.print(text.trimEnd()), writeErr: () => {} })
    .usage('<command> [options]')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', programHelp);

  const serve = program
    .command('serve')
    .description(
      'Run the reference server, with its jobs in a folder or in PostgreSQL, and the guides and the reference at /docs.',
    );
  addSettingsOptions(serve)
    .option('--check-config', 'print the settings and where each comes from, and start nothing')
    .addHelpText('after', serveHelp())
    .action(async (options: Readonly<Record<string, unknown>>) => {
      const flags = givenFlags(options);
      if (options.checkConfig === true) {
        const { checkConfig } = await import('./commands/check-config.ts');
        return finish(await checkConfig(flags, context));
      }
      const { values } = resolveSettings(flags, context.environment);
      const { serve } = await import('./commands/serve.ts');
      finish(await serve(values, context));
    });

  const migrate = program
    .command('migrate')
    .description(
      'Bring the tables of a PostgreSQL up to date for this version, as serve does when it starts, and end.',
    );
  addSettingsOptions(migrate, ['databaseUrl'])
    .option('--check', 'take no step, and only tell which ones are missing')
    .addOption(new Option('--data <folder>').hideHelp())
    .addHelpText('after', migrateHelp)
    .action(async (options: MigrateOptions) => {
      const { migrate } = await import('./commands/migrate.ts');
      finish(await migrate(options, context));
    });

  program
    .command('mock')
    .description('Answer every operation with the examples of the contract, or with --live be the whole API in memory.')
    .option('--host <host>', 'the address or host name to listen on', '127.0.0.1')
    .option('--port <port>', 'the port to listen on; 0 picks a free one', '4010')
    .option('--spec <file>', 'an OpenAPI document to mock in the place of the contract; read anew when it changes')
    .option('--live', 'jobs that queue, progress, complete, fail and get cancelled, in memory; the flags below need it')
    .option('--speed <number>', 'how many seconds pass in one')
    .option('--seed <number>', 'the same calls have the same answers; the clock stands still, unless --speed is given')
    .option('--scenarios <file>', 'how jobs go, by job type, as YAML or JSON')
    .option('--keys <key,...>', 'accept only these keys, and each with .read behind it (default: any)')
    .option('--types <type,...>', 'offer only these job types besides demo.batch (default: any)')
    .option('--grace <ms>', 'how long a cancelled job waits for its worker, in milliseconds (default: 5000)')
    .option('--webhook-secret <secret>', 'send webhooks, to this machine too, signed with this whsec_…')
    .addHelpText('after', mockHelp)
    .action(async (options: MockFlags) => {
      const { mock } = await import('./commands/mock.ts');
      finish(await mock(options, context));
    });

  program
    .command('docs')
    .description('Write the guides and the reference as a static site that needs no network.')
    .requiredOption('--out <folder>', 'the folder to write to; made if it is missing')
    .option('--root <path>', 'where the site will be on its host, for the links of 404.html', '/')
    .addHelpText('after', docsHelp)
    .action(async (options: DocsOptions) => {
      const { docs } = await import('./commands/docs.ts');
      finish(await docs(options, context));
    });

  program
    .command('test')
    .description('Run the conformance kit against a server, in whatever language it is written.')
    .argument('<base-url>', 'where the server is, such as http://127.0.0.1:8080')
    .option('--config <file>', 'keys, jobs, headers and limits of the run, as YAML or JSON')
    .option('--class <name...>', 'try only requirements of these conformance classes')
    .option('--only <pattern...>', 'try only requirements whose id fits; * stands for anything: "cancel/*"')
    .option('--list', 'list the requirements and the operations their checks may call, and send nothing')
    .option('--seed <number>', 'repeat what chance chose in an earlier run')
    .option('--report <kind=file...>', 'write a report: junit=FILE, json=FILE, html=FILE')
    .option('--bail', 'try nothing more after the first failure of a MUST')
    .option('--key <key>', 'a key that may create and cancel jobs; better set JOBWIRE_KEY')
    .option('--foreign-key <key>', 'a key of another organization; better set JOBWIRE_FOREIGN_KEY')
    .option(
      '--read-only-key <key>',
      'a key of the first organization that may only read; better set JOBWIRE_READ_ONLY_KEY',
    )
    .option('--quick-job <json>', 'the body that creates a job which completes within 10 s (default: a demo.batch)')
    .option('--slow-job <json>', 'the body that creates a job which works for 30 s or more (default: a demo.batch)')
    .option('--failing-job <json>', 'the body that creates a job which fails (default: a demo.batch)')
    .option('--stubborn-job <json>', 'the body that creates a job which ignores its cancel (default: none)')
    .addHelpText('after', testHelp)
    .action(async (baseUrl: string, options: TestOptions) => {
      const { test } = await import('./commands/test.ts');
      finish(await test(baseUrl, options, context));
    });

  return program;
}
