/** The records and classes that configuration is bound to, and what can be set of them. */
export class Options {
  #types = new Map();
  /** @type {{path: string, line: number, type: string, section: string[], bound: boolean}[]} */
  sections = [];

  /**
   * @param {{path: string, text: string, type: string}[]} sources
   * @param {import('./constants.mjs').Constants} constants
   */
  constructor(sources, constants) {
    const all = sources.map(({ text }) => text).join('\n');
    for (const source of sources) {
      this.#types.set(source.type, propertiesOf(source));
      const section = constants.of(source.type).get('Section');
      if (section) {
        this.sections.push({
          path: source.path,
          line: source.lineOf('const string Section'),
          type: source.type,
          section: section.split(':'),
          bound: new RegExp(`(?:BindConfiguration|GetSection)\\(${source.type}\\.Section\\)`).test(all),
        });
      }
    }
  }

  /** Whether a setting, split at its colons, is one of a property. */
  has(path) {
    return this.sections.some(({ section, type }) => startsWith(path, section) && path.length > section.length && this.#resolves(path.slice(section.length), type));
  }

  /** The properties of a type. */
  of(type) {
    return this.#types.get(type) ?? [];
  }

  /** Every property that the sections lead to, with where it is declared. */
  *reachable() {
    const seen = new Set();
    const pending = this.sections.map(({ type }) => type);
    while (pending.length > 0) {
      const type = pending.pop();
      if (!seen.has(type)) {
        seen.add(type);
        for (const property of this.#types.get(type) ?? []) {
          yield { ...property, owner: type };
          pending.push(elementOf(property.type).type);
        }
      }
    }
  }

  #resolves([name, ...rest], type) {
    const property = this.#types.get(type)?.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase() && candidate.settable);
    if (!property) {
      return false;
    }
    const { type: element, keyed } = elementOf(property.type);
    const below = keyed ? rest.slice(1) : rest;
    if (keyed && rest.length === 0) {
      return false;
    }
    return below.length === 0 ? !this.#types.has(element) || isEnum(this.#types.get(element)) : this.#types.has(element) && this.#resolves(below, element);
  }
}

const startsWith = (path, section) => section.every((part, i) => part.toLowerCase() === path[i]?.toLowerCase());
const isEnum = (properties) => properties.length === 0;

/** What a collection is of; `keyed` when an index or a key comes in between. */
function elementOf(type) {
  const bare = type.replace(/\?$/, '');
  const dictionary = /Dictionary<\s*string\s*,\s*([\w.]+\??)\s*>$/.exec(bare);
  const list = /^(?:\w*(?:List|Collection|Enumerable|Set|Array))<\s*([\w.]+\??)\s*>$/.exec(bare) ?? /^([\w.]+)\[\]$/.exec(bare);
  const element = dictionary?.[1] ?? list?.[1];
  return element ? { type: element.replace(/\?$/, '').split('.').at(-1), keyed: true } : { type: bare.split('.').at(-1), keyed: false };
}

/** The properties of the type in a file; those of its constructor too, when it is a record. */
function propertiesOf({ path, text, type, lineAt }) {
  const properties = [];
  const declared = /((?:\[[^\n]*\]\s*)*)public\s+(required\s+)?([\w<>[\],.? ]+?)\s+(\w+)\s*(?:\{\s*get;\s*((?:internal |private )?(?:init|set);)?\s*\}|=>)\s*(=)?/g;
  for (const match of text.matchAll(declared)) {
    const [whole, attributes, required, propertyType, name, setter, initialiser] = match;
    if (!/^(?:static|const|override|event)\b/.test(propertyType)) {
      properties.push({
        path,
        line: lineAt(match.index + whole.trimEnd().length - 1),
        name,
        type: propertyType,
        settable: /^(?:init|set);$/.test(setter ?? ''),
        computed: whole.trimEnd().endsWith('=>'),
        required: Boolean(required) || (/\[Required\b/.test(attributes) && !initialiser),
      });
    }
  }
  const positional = new RegExp(`record (?:struct )?${type}\\(([^)]*)\\)`).exec(text);
  for (const [, propertyType, name] of positional?.[1].matchAll(/([\w<>[\].?]+)\s+(\w+)(?=\s*(?:,|=|$))/g) ?? []) {
    properties.push({ path, line: lineAt(positional.index), name, type: propertyType, settable: true, computed: false, required: false });
  }
  return properties;
}
