/** String constants by `Type.Name`, as far as their values are made of literals and other constants. */
export class Constants {
  #expressions = new Map();

  /** @param {{path: string, text: string, type: string}[]} sources */
  constructor(sources) {
    for (const { text, type } of sources) {
      for (const [, name, expression] of text.matchAll(/\bconst string (\w+)\s*=\s*([^;]+);/g)) {
        this.#expressions.set(`${type}.${name}`, { expression, type });
      }
    }
  }

  /** All constants of a type, by name. */
  of(type) {
    return new Map([...this.#expressions].filter(([name]) => name.startsWith(`${type}.`)).map(([name]) => [name.slice(type.length + 1), this.value(name)]));
  }

  /** The value of an expression that is constant, else undefined. */
  value(expression, type = '') {
    const parts = expression.trim().split(/\s*\+\s*/).map((part) => this.#part(part.trim(), type));
    return parts.includes(undefined) ? undefined : parts.join('');
  }

  #part(part, type) {
    if (/^"[^"]*"$/.test(part)) {
      return part.slice(1, -1);
    }
    if (/^\$"[^"]*"$/.test(part)) {
      let known = true;
      const text = part.slice(2, -1).replace(/\{([\w.]+)\}/g, (_, name) => this.#named(name, type) ?? (known = false));
      return known ? text : undefined;
    }
    const nameOf = /^nameof\((?:\w+\.)*(\w+)\)$/.exec(part);
    return nameOf ? nameOf[1] : this.#named(part, type);
  }

  #named(name, type) {
    const found = this.#expressions.get(name.split('.').slice(-2).join('.')) ?? this.#expressions.get(`${type}.${name}`);
    return found && this.value(found.expression, found.type);
  }
}
