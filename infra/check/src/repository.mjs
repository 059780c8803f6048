import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { InvalidFile } from './invalid-file.mjs';
import { lineAt } from './lines.mjs';

const notOurs = new Set(['node_modules', 'artifacts', 'bin', 'obj', '.git']);

/** The files of a repository, by their paths from its root with forward slashes. Changes are kept in memory: tests break files in it. */
export class Repository {
  #root;
  #changes;
  #read;

  /**
   * @param {string} root
   * @param {Map<string, string | null>} changes Contents that differ from those on disk; null is a file taken away.
   * @param {Map<string, string | string[]>} read What was read of the disk already.
   */
  constructor(root, changes = new Map(), read = new Map()) {
    this.#root = root;
    this.#changes = changes;
    this.#read = read;
  }

  /** The same repository with one more change. */
  with(file, content) {
    return new Repository(this.#root, new Map([...this.#changes, [file, content]]), this.#read);
  }

  exists(file) {
    return this.#changes.has(file) ? this.#changes.get(file) !== null : existsSync(path.join(this.#root, file));
  }

  read(file) {
    return this.#changes.get(file) ?? this.#once(file, () => readFileSync(path.join(this.#root, file), 'utf8'));
  }

  /** What a JSON file says. */
  json(file) {
    const text = this.read(file);
    try {
      return JSON.parse(text);
    } catch (error) {
      const [, offset] = /position (\d+)/.exec(error.message) ?? [];
      throw new InvalidFile(file, offset ? lineAt(text, Number(offset)) : 1, error.message);
    }
  }

  /** What a YAML file says. */
  yaml(file) {
    try {
      return parse(this.read(file));
    } catch (error) {
      throw new InvalidFile(file, error.linePos?.[0].line ?? 1, error.message.split('\n')[0]);
    }
  }

  /** Every file under a folder whose name ends so, in order. */
  list(folder, ending) {
    const onDisk = this.#once(`${folder}/`, () => this.#walk(folder));
    const changed = [...this.#changes.keys()].filter((file) => file.startsWith(`${folder}/`));
    return [...new Set([...onDisk, ...changed])].filter((file) => file.endsWith(ending) && this.exists(file)).sort();
  }

  #walk(folder) {
    if (!existsSync(path.join(this.#root, folder))) {
      return [];
    }
    return readdirSync(path.join(this.#root, folder), { withFileTypes: true })
      .filter((entry) => !notOurs.has(entry.name))
      .flatMap((entry) => (entry.isDirectory() ? this.#walk(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]));
  }

  #once(key, read) {
    if (!this.#read.has(key)) {
      this.#read.set(key, read());
    }
    return this.#read.get(key);
  }
}
