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

  /** @param {string} root @param {Map<string, string | null>} changes Contents that differ from those on disk; null is a file taken away. */
  constructor(root, changes = new Map()) {
    this.#root = root;
    this.#changes = changes;
  }

  /** The same repository with one more change. */
  with(file, content) {
    return new Repository(this.#root, new Map([...this.#changes, [file, content]]));
  }

  exists(file) {
    return this.#changes.has(file) ? this.#changes.get(file) !== null : existsSync(path.join(this.#root, file));
  }

  read(file) {
    return this.#changes.get(file) ?? readFileSync(path.join(this.#root, file), 'utf8');
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
    const found = new Set([...this.#changes].filter(([file]) => file.startsWith(`${folder}/`) && file.endsWith(ending)).map(([file]) => file));
    const walk = (from) => {
      for (const entry of readdirSync(path.join(this.#root, from), { withFileTypes: true })) {
        const file = `${from}/${entry.name}`;
        if (entry.isDirectory() && !notOurs.has(entry.name)) {
          walk(file);
        } else if (entry.isFile() && entry.name.endsWith(ending)) {
          found.add(file);
        }
      }
    };
    if (existsSync(path.join(this.#root, folder))) {
      walk(folder);
    }
    return [...found].filter((file) => this.exists(file)).sort();
  }
}
