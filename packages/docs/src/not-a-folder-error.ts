/** The site cannot be written to a path, because a file is in the way. Nothing was written. */
export class NotAFolderError extends Error {
  override readonly name = 'NotAFolderError';

  readonly path: string;

  constructor(path: string) {
    super(`The site cannot be written to ${path}: a file is in the way. Remove that file, or name another folder.`);
    this.path = path;
  }
}
