import { lineAt, lineWith } from '../lines.mjs';
import { Constants } from './constants.mjs';
import { Options } from './options.mjs';

/** What the C# code of the Azure host says that the infrastructure has to agree with. */
export class Code {
  #sources;
  #repository;

  constructor(repository) {
    this.#repository = repository;
    this.#sources = ['FunctionApp.Core', 'FunctionApp'].flatMap((folder) => repository.list(folder, '.cs')).map((path) => {
      const text = repository.read(path);
      const type = /\b(?:class|record|struct|interface|enum)\s+(?:struct\s+)?(\w+)/.exec(text.replace(/\/\/.*$/gm, ''))?.[1] ?? '';
      return { path, text, type, lineAt: (offset) => lineAt(text, offset), lineOf: (what) => lineWith(text, what) };
    });
    this.constants = new Constants(this.#sources);
    this.options = new Options(this.#sources, this.constants);
  }

  /** Names of blob containers: the constants of every `...Containers`, and every constant that is called Container. */
  get containers() {
    return this.#sources
      .filter(({ path }) => path.startsWith('FunctionApp.Core/'))
      .flatMap((source) => [...this.constants.of(source.type)]
        .filter(([name]) => source.type.endsWith('Containers') || name === 'Container')
        .map(([name, container]) => ({ container, path: source.path, line: source.lineOf(`const string ${name} `) })));
  }

  /** Every Azure function: its name and, when a blob starts it, the container and the connection. */
  get functions() {
    return this.#sources
      .filter(({ path }) => path.startsWith('FunctionApp/Functions/'))
      .flatMap((source) => [...source.text.matchAll(/\[Function\(([^\n]*)\)\]/g)].map((match, i, all) => {
        const text = source.text.slice(match.index, all[i + 1]?.index);
        const [, blob, rest = ''] = /\[BlobTrigger\(([^,\]]+)([^\]]*)\)\]/.exec(text) ?? [];
        const connection = /Connection\s*=\s*([\w."]+)/.exec(rest)?.[1];
        return {
          name: this.constants.value(match[1], source.type),
          path: source.path,
          line: source.lineAt(match.index),
          container: blob && this.constants.value(blob, source.type)?.split('/')[0],
          connection: connection && this.constants.value(connection, source.type),
        };
      }));
  }

  /** Names of settings that triggers are given as `%Name%`, as environment variables spell them. */
  get triggerSettings() {
    return this.#sources
      .filter(({ path }) => path.startsWith('FunctionApp/Functions/'))
      .flatMap(({ path, text }) => [...text.matchAll(/Trigger\("%([\w:]+)%"/g)].map((match) => ({ name: match[1].replaceAll(':', '__'), path })));
  }

  /** Names of the settings that are read by a constant, without options. */
  get readSettings() {
    return this.#sources
      .filter(({ path }) => path.startsWith('FunctionApp/'))
      .flatMap(({ text, type }) => [...text.matchAll(/\bconfiguration\[([\w.]+)\]/g)].map((match) => this.constants.value(match[1], type)))
      .filter(Boolean)
      .map((name) => name.replaceAll(':', '__'));
  }

  /** Names of connections. */
  get connections() {
    return [...this.constants.of('Connections').values()];
  }

  /** Metrics by name: the attributes of each, with the values that are listed. */
  get instruments() {
    const source = this.#sources.find(({ type }) => type === 'InstrumentNames');
    const instruments = new Map();
    for (const [, summary, name] of source.text.matchAll(/<summary>([^\n]*)<\/summary>\s*public const string (\w+) =/g)) {
      const listed = /Attributes?: (.*)/.exec(summary)?.[1] ?? '';
      const attributes = new Map();
      for (const [, attribute, values] of listed.matchAll(/([a-z][\w.]*)\s*(?:\(([^)]*)\))?/g)) {
        if (attribute !== 'or') {
          attributes.set(attribute.replace(/\.$/, ''), values?.split('|').map((value) => value.trim()));
        }
      }
      if (name !== 'Scope') {
        instruments.set(this.constants.value(`InstrumentNames.${name}`), attributes);
      }
    }
    return instruments;
  }
}
