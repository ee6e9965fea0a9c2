import type { Exchange } from '../runner/exchange.ts';
import { isHeaderVariable, keyVariables } from '../runner/key-variables.ts';

/** A body is written out up to this many bytes. */
const shownBytes = 4_096;

/** The request as one line for a POSIX shell. The key is a shell variable, so that the line can be shown to anyone. */
export function curlLine({ method, url, keyName, requestHeaders, requestBody }: Exchange): string {
  const words = ['curl', '-i', ...(method === 'HEAD' ? ['--head'] : ['-X', method]), quote(url)];
  if (keyName !== null) {
    words.push('-H', `"Authorization: Bearer ${keyVariables[keyName]}"`);
  }
  for (const [name, value] of requestHeaders) {
    const header = value === '' ? `${name};` : `${name}: ${value}`;
    words.push('-H', isHeaderVariable(value) ? `"${header}"` : quote(header));
  }
  if (requestBody === null) {
    return words.join(' ');
  }
  if (!requestHeaders.has('Content-Type')) {
    words.push('-H', quote('Content-Type:'));
  }
  const { text, bytes } = requestBody;
  if (bytes.length > shownBytes) {
    return `${words.join(' ')} --data-binary @body  # a body of ${bytes.length} bytes`;
  }
  if (text === null || text.includes('\u0000')) {
    const base64 = Buffer.from(bytes).toString('base64');
    return `printf %s ${quote(base64)} | base64 -d | ${words.join(' ')} --data-binary @-`;
  }
  return [...words, '--data-raw', quote(text)].join(' ');
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
