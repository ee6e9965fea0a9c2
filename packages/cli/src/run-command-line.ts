import { type Command, CommanderError } from 'commander';
import type { CommandContext } from './command-context.ts';
import { createProgram } from './create-program.ts';
import { oneLine } from './one-line.ts';
import { isUsageError } from './usage-error.ts';

/** What cannot be carried out as it was given. */
const unusable = 2;

/**
 * Runs a command line to its end and gives its exit code. What a person can correct is one line on standard error; anything
 * else is a fault of jobwire and comes with its stack.
 */
export async function runCommandLine(args: readonly string[], context: CommandContext): Promise<number> {
  let exitCode = 0;
  const program = createProgram(context, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      context.printError(oneLine(`jobwire: ${refusal(error, program, args)}`));
    } else if (isUsageError(error)) {
      context.printError(oneLine(`jobwire: ${error.message}`));
    } else {
      // Loaded only here: the help is to be there at once.
      const { readThrown } = await import('@jobwire/server');
      const { stack, message } = readThrown(error);
      context.printError(`jobwire: this is a fault of jobwire itself, please report it. ${stack ?? message}`);
    }
    return unusable;
  }
}

function refusal(error: CommanderError, program: Command, args: readonly string[]): string {
  if (error.code === 'commander.help') {
    const names = program.commands.map((command) => command.name());
    return `Name a command: ${names.join(', ')}. See "jobwire --help".`;
  }
  const command = program.commands.find((candidate) => candidate.name() === args[0]);
  const address = args.findIndex((word) => /^https?:\/\//.test(word));
  if (error.code === 'commander.missingArgument' && command?.name() === 'test' && address > 0) {
    return `${args[address]} was taken for a value of the flag before it. Put it first: jobwire test ${args[address]} …, and the flags behind it.`;
  }
  const message = error.message.replace(/^error: /, '').replace(/\.$/, '');
  return `${message}. See "jobwire ${command === undefined ? '' : `${command.name()} `}--help".`;
}
