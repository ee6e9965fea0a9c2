/** Why one document has no text. It fails the document's result; the job goes on with the next one. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
  readonly code: 'unreadable_document' | 'encrypted_document';

  constructor(code: DocumentError['code'], message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}
