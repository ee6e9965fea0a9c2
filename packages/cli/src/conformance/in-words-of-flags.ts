/** The kit speaks of the options of its function; a person at the command line has flags and a file. */
export function inWordsOfFlags(message: string): string {
  return message
    .replaceAll(/`jobs\.(quick|slow|failing|stubborn)`/g, '--$1-job, or `jobs.$1` in the file of --config,')
    .replaceAll(/`(limits\.\w+)`/g, '`$1` in the file of --config');
}
