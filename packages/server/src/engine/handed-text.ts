import { storableText } from '../domain/storable-text.ts';

/**
 * Text that a handler hands over, as it is stored: NUL becomes U+FFFD, since not every database takes it.
 *
 * @param place What it is in the words of the handler, such as `phase`.
 * @throws TypeError when it is no Unicode text: a reader would get something else than was handed over.
 */
export function handedText(place: string, text: string): string {
  if (typeof text === 'object' || typeof text === 'symbol') {
    throw new TypeError(`${place} has to be text, not ${text === null ? 'null' : `a value of type ${typeof text}`}.`);
  }
  if (!String(text).isWellFormed()) {
    throw new TypeError(`${place} holds a lone surrogate, which is not Unicode text: cut text between characters.`);
  }
  return storableText(text);
}
