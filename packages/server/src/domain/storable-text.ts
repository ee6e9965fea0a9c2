/** Text that every database takes: well-formed Unicode without NUL. What is neither becomes U+FFFD. */
export function storableText(text: string): string {
  return String(text).toWellFormed().replaceAll('\0', '\ufffd');
}
