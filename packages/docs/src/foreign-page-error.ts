/** The site would replace a page that somebody else made. Nothing was written. */
export class ForeignPageError extends Error {
  override readonly name = 'ForeignPageError';

  readonly path: string;

  constructor(path: string) {
    super(`${path} was made by something else and would be replaced. Name another folder, or remove that file.`);
    this.path = path;
  }
}
