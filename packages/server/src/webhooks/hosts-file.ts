import type { LookupAddress } from 'node:dns';
import { readFile, stat } from 'node:fs/promises';
import { isIP } from 'node:net';

/** The names that a machine knows without asking anybody (hosts(5)). It is read again when it has changed. */
export class HostsFile {
  readonly #path: string;
  #version = '';
  #addresses = new Map<string, LookupAddress[]>();

  /** That of the system unless said otherwise. */
  constructor(path: string = systemHostsFile()) {
    this.#path = path;
  }

  /** None where the name does not stand in it, or where it cannot be read. */
  async addressesOf(name: string): Promise<readonly LookupAddress[]> {
    try {
      const { mtimeMs, size } = await stat(this.#path);
      const version = `${mtimeMs} ${size}`;
      if (version !== this.#version) {
        this.#addresses = addressesByName(await readFile(this.#path, 'utf8'));
        this.#version = version;
      }
    } catch {
      return [];
    }
    return this.#addresses.get(name) ?? [];
  }
}

function addressesByName(text: string): Map<string, LookupAddress[]> {
  const found = new Map<string, LookupAddress[]>();
  for (const line of text.split('\n')) {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    const family = isIP(address);
    if (family === 0) continue;
    for (const name of new Set(names.map((each) => each.toLowerCase()))) {
      found.set(name, [...(found.get(name) ?? []), { address, family }]);
    }
  }
  return found;
}

function systemHostsFile(): string {
  return process.platform === 'win32' ? 'C:\\Windows\\System32\\drivers\\etc\\hosts' : '/etc/hosts';
}
