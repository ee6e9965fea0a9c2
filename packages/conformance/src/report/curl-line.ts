import type { Exchange } from '../runner/exchange.ts';
import { keyVariables } from '../runner/key-variables.ts';

/** The request as one line for a POSIX shell. The key is a shell variable, so that the line can be shown to anyone. */
export function curlLine({ method, url, keyName, requestBody }: Exchange): string {
  const words = ['curl', '-i', '-X', method, quote(url), '-H', `"Authorization: Bearer ${keyVariables[keyName]}"`];
  if (requestBody !== null) {
    words.push('-H', quote('Content-Type: application/json'), '--data-raw', quote(requestBody));
  }
  return words.join(' ');
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
