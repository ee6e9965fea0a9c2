const words: Readonly<Record<string, string>> = {
  EACCES: 'it may not be used by this user',
  EEXIST: 'a file stands where a folder has to be',
  EISDIR: 'it is a folder',
  ENOENT: 'there is no such file',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is a file and no folder',
  EROFS: 'it can only be read',
};

/** Why a file could not be used, in words where there are some. */
export function reasonOf(error: unknown): string {
  const { code = String(error), syscall } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' && syscall === 'mkdir') return 'no folder can be made there';
  return words[code] ?? code;
}
