/** String constants by type and name, as far as their values are made of literals and other constants. */
export class Constants {
  #types = new Map();

  /** @param {{path: string, text: string, type: string}[]} sources */
  constructor(sources) {
    for (const { text, type } of sources) {
      const declared = [...text.matchAll(/\bconst string (\w+)\s*=\s*([^;]+);/g)].map(([, name, expression]) => [name, expression]);
      this.#types.set(type, new Map([...(this.#types.get(type) ?? []), ...declared]));
    }
  }

  /** All constants of a type, by name. */
  of(type) {
    return new Map([...(this.#types.get(type) ?? [])].map(([name, expression]) => [name, this.value(expression, type)]));
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
    const [constant, owner = type] = name.split('.').reverse();
    const expression = this.#types.get(owner)?.get(constant);
    return expression && this.value(expression, owner);
  }
}
