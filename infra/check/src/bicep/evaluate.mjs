import { posix } from 'node:path';
import { call, lambda, loop, pattern, properties, unwrapped } from './syntax.mjs';

/** What is not known before a deployment. */
export const unknown = Symbol('unknown');

/** Azure's uniqueString: thirteen lower-case letters and digits, of which only the number is known. */
const uniqueString = 'x'.repeat(13);

/**
 * The value of an expression as far as it is known before a deployment: a plain value, in which anything may be unknown.
 * @param {object} node
 * @param {{file: import('./bicep-file.mjs').BicepFile, params: Map<string, unknown>, locals?: Map<string, unknown>, repository: object}} scope
 */
export function evaluate(node, scope) {
  switch (node.type) {
    case 'parenthesized_expression':
      return evaluate(unwrapped(node), scope);
    case 'string':
      return text(node, scope);
    case 'number':
      return Number(node.text);
    case 'boolean':
      return node.text === 'true';
    case 'null':
      return null;
    case 'array':
      return node.namedChildren.filter((item) => item.type !== 'comment').map((item) => evaluate(item, scope));
    case 'object':
      return Object.fromEntries(properties(node).map(({ key, value }) => [key, evaluate(value, scope)]));
    case 'identifier':
      return named(node.text, scope);
    case 'member_expression': {
      const [object, key] = node.namedChildren;
      return member(evaluate(object, scope), key.text);
    }
    case 'subscript_expression': {
      const [object, key] = node.namedChildren;
      return member(evaluate(object, scope), evaluate(key, scope));
    }
    case 'ternary_expression': {
      const [condition, yes, no] = node.namedChildren.filter((child) => child.type !== 'comment');
      const holds = evaluate(condition, scope);
      return holds === unknown ? unknown : evaluate(holds ? yes : no, scope);
    }
    case 'unary_expression': {
      const value = evaluate(node.namedChildren[0], scope);
      return value === unknown ? unknown : node.children[0].type === '!' ? !value : -value;
    }
    case 'binary_expression':
      return binary(node, scope);
    case 'for_statement':
      return comprehension(node, scope);
    case 'call_expression':
      return called(node, scope);
    default:
      return unknown;
  }
}

/** The same scope with some names of its own. */
export const within = (scope, names, values) => ({ ...scope, locals: new Map([...(scope.locals ?? []), ...names.map((name, i) => [name, values[i]])]) });

function named(name, scope) {
  if (scope.locals?.has(name)) {
    return scope.locals.get(name);
  }
  if (scope.file.variables.has(name)) {
    return evaluate(scope.file.variables.get(name).value, { ...scope, locals: undefined });
  }
  if (scope.file.params.has(name)) {
    if (scope.params.has(name)) {
      return scope.params.get(name);
    }
    const { value } = scope.file.params.get(name);
    return value ? evaluate(value, { ...scope, locals: undefined }) : unknown;
  }
  return unknown;
}

function text(node, scope) {
  let result = '';
  for (const part of node.children) {
    if (part.type === 'interpolation') {
      const value = evaluate(part.namedChildren[0], scope);
      if (value === unknown || (typeof value === 'object' && value !== null)) {
        return unknown;
      }
      result += value;
    } else if (part.isNamed) {
      result += pattern({ children: [part] });
    }
  }
  return result;
}

function member(object, key) {
  if (object === unknown || key === unknown || object === null || typeof object !== 'object') {
    return unknown;
  }
  return Object.hasOwn(object, key) ? object[key] : unknown;
}

function binary(node, scope) {
  const [left, right] = node.namedChildren.map((operand) => evaluate(operand, scope));
  switch (node.children[1].type) {
    case '&&':
      return left === false || right === false ? false : left === unknown || right === unknown ? unknown : left && right;
    case '||':
      return left === true || right === true ? true : left === unknown || right === unknown ? unknown : left || right;
    case '??':
      return left === unknown ? unknown : left ?? right;
  }
  if (left === unknown || right === unknown) {
    return unknown;
  }
  switch (node.children[1].type) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    default:
      return unknown;
  }
}

function comprehension(node, scope) {
  const { names, over, body } = loop(node);
  const items = evaluate(over, scope);
  return Array.isArray(items) ? items.map((item, i) => evaluate(body, within(scope, names, [item, i]))) : unknown;
}

function called(node, scope) {
  const { name, args } = call(node);
  if (name === 'map' || name === 'filter') {
    const items = evaluate(args[0], scope);
    const { names, body } = lambda(args[1]);
    const apply = (item, i) => evaluate(body, within(scope, names, [item, i]));
    if (!Array.isArray(items)) {
      return unknown;
    }
    return name === 'map' ? items.map(apply) : items.filter((item, i) => apply(item, i) !== false);
  }
  if (name === 'uniqueString') {
    return uniqueString;
  }

  const values = args.map((argument) => evaluate(argument, scope));
  if (values.includes(unknown)) {
    return unknown;
  }
  switch (name) {
    case 'loadJsonContent':
      return loaded(values[0], scope, JSON.parse);
    case 'loadTextContent':
      return loaded(values[0], scope, (content) => content);
    case 'union':
      return Array.isArray(values[0]) ? [...new Set(values.flat())] : Object.assign({}, ...values);
    case 'concat':
      return Array.isArray(values[0]) ? values.flat() : values.join('');
    case 'empty':
      return values[0] === null || values[0].length === 0 || (typeof values[0] === 'object' && Object.keys(values[0]).length === 0);
    case 'toLower':
      return values[0].toLowerCase();
    case 'string':
      return typeof values[0] === 'object' ? JSON.stringify(values[0]) : String(values[0]);
    case 'replace':
      return values[0].replaceAll(values[1], values[2]);
    case 'contains':
      return typeof values[0] === 'string' || Array.isArray(values[0]) ? values[0].includes(values[1]) : Object.hasOwn(values[0], values[1]);
    case 'length':
      return values[0].length;
    default:
      return unknown;
  }
}

function loaded(name, { file, repository }, read) {
  const path = posix.join(posix.dirname(file.path), name);
  try {
    return read(repository.read(path));
  } catch {
    return unknown;
  }
}
