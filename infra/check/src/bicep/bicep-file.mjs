import { posix } from 'node:path';
import { parse } from './parser.mjs';
import { call, childOf, isLiteral, lineOf, loop, pattern, properties, unwrapped, visit } from './syntax.mjs';

/** What one Bicep file declares. */
export class BicepFile {
  /** @type {Map<string, {name: string, node: object, type: string, decorators: Map<string, object[]>, value?: object}>} */
  params = new Map();
  variables = new Map();
  /** @type {Map<string, {name: string, node: object, type: string, version: string, existing: boolean, condition?: object, loop?: object, body: object}>} */
  resources = new Map();
  modules = new Map();
  outputs = new Map();
  functions = new Map();
  targetScope = 'resourceGroup';

  static async read(repository, path) {
    const file = new BicepFile();
    file.path = path;
    file.root = await parse(repository.read(path));
    let decorators = [];
    for (const node of file.root.namedChildren) {
      if (node.type === 'decorators') {
        decorators = node.namedChildren;
      } else if (node.type !== 'comment') {
        file.#declare(node, decorators);
        decorators = [];
      }
    }
    return file;
  }

  /** Every declaration but outputs: what a name can mean. */
  symbols = new Map();

  /** Names that are declared more than once. */
  duplicates = [];

  #declare(node, decoratorNodes) {
    const decorators = new Map(decoratorNodes.map((decorator) => call(childOf(decorator, 'call_expression'))).filter(Boolean).map(({ name, args }) => [name, args]));
    const name = childOf(node, 'identifier')?.text;
    switch (node.type) {
      case 'target_scope_assignment':
        this.targetScope = pattern(childOf(node, 'string'));
        break;
      case 'parameter_declaration':
        this.#add(this.params, name, { name, node, decorators, type: childOf(node, 'type')?.text, value: valueOf(node) });
        break;
      case 'variable_declaration':
        this.#add(this.variables, name, { name, node, decorators, value: valueOf(node) });
        break;
      case 'output_declaration':
        this.#add(this.outputs, name, { name, node, decorators, value: valueOf(node) }, false);
        break;
      case 'user_defined_function':
        this.#add(this.functions, name, { name, node, decorators });
        break;
      case 'resource_declaration': {
        const [type, version = ''] = pattern(childOf(node, 'string')).split('@');
        this.#add(this.resources, name, { name, node, type, version, decorators, existing: node.children.some((child) => child.type === 'existing'), ...body(node) });
        break;
      }
      case 'module_declaration': {
        const target = pattern(childOf(node, 'string'));
        this.#add(this.modules, name, { name, node, target, path: posix.join(posix.dirname(this.path), target), decorators, ...body(node) });
        break;
      }
    }
  }

  #add(table, name, declaration, shared = true) {
    if (table.has(name) || (shared && this.symbols.has(name))) {
      this.duplicates.push(declaration);
    }
    table.set(name, declaration);
    if (shared) {
      this.symbols.set(name, declaration);
    }
  }

  /** The files that load...Content takes in: their paths, and the calls. */
  get loaded() {
    const files = [];
    visit(this.root, (node) => {
      const called = call(node);
      if (called && /^load\w+Content$/.test(called.name) && called.args[0] && isLiteral(called.args[0])) {
        files.push({ path: posix.join(posix.dirname(this.path), pattern(called.args[0])), line: lineOf(node) });
      }
    });
    return files;
  }
}

function valueOf(node) {
  const assigned = node.children.findIndex((child) => child.type === '=');
  return assigned < 0 ? undefined : node.children.slice(assigned + 1).find((child) => child.isNamed && child.type !== 'comment');
}

/** What a resource or module says of itself, under its condition and its loop. */
function body(node) {
  let at = unwrapped(valueOf(node));
  const parts = {};
  if (at.type === 'for_statement') {
    parts.loop = loop(at);
    at = parts.loop.body;
  }
  if (at.type === 'if_statement') {
    [parts.condition, at] = at.namedChildren;
  }
  return { ...parts, body: at, has: (key) => at.type === 'object' && properties(at).some((candidate) => candidate.key === key) };
}
