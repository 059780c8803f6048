import { evaluate, unknown } from './evaluate.mjs';
import { call, isLiteral, lambda, lineOf, loop, pattern, properties, unwrapped } from './syntax.mjs';

/**
 * Holds an expression against a type, as far as it can be seen through: objects and arrays, both sides of a condition, variables, loops,
 * and what union, concat, map and filter make of them.
 * @param {object} node
 * @param {object} type A node of a resource type's tree.
 * @param {{file: object, params: Map<string, unknown>, repository: object}} scope
 * @param {string} path What the expression is the value of, for the reason.
 * @param {(file: string, line: number, reason: string) => void} report
 */
export function validate(node, type, scope, path, report) {
  if (type.t === 'any') {
    return;
  }
  const at = unwrapped(node);
  const wrong = (reason) => report(scope.file.path, lineOf(at), reason);
  switch (at.type) {
    case 'ternary_expression': {
      const [, yes, no] = at.namedChildren.filter((child) => child.type !== 'comment');
      validate(yes, type, scope, path, report);
      validate(no, type, scope, path, report);
      return;
    }
    case 'identifier': {
      const variable = !scope.locals?.has(at.text) && scope.file.variables.get(at.text);
      if (variable) {
        validate(variable.value, type, scope, path, report);
      } else {
        validateValue(evaluate(at, scope), type, path, wrong);
      }
      return;
    }
    case 'call_expression':
      validateCall(at, type, scope, path, report);
      return;
    case 'for_statement':
      if (type.t !== 'array') {
        wrong(`${path} is ${nameOf(type)}, not an array`);
      } else {
        validate(loop(at).body, type.i ?? anything, scope, `${path}[]`, report);
      }
      return;
    case 'object':
      if (type.t !== 'object') {
        wrong(`${path} is ${nameOf(type)}, not an object`);
      } else {
        validateObject(properties(at), at, type, scope, path, report);
      }
      return;
    case 'array':
      if (type.t !== 'array') {
        wrong(`${path} is ${nameOf(type)}, not an array`);
      } else {
        at.namedChildren.filter((item) => item.type !== 'comment').forEach((item) => validate(item, type.i ?? anything, scope, `${path}[]`, report));
      }
      return;
    case 'string':
      if (isLiteral(at)) {
        validateValue(pattern(at), type, path, wrong);
      } else if (!isText(type)) {
        wrong(`${path} is ${nameOf(type)}, not a string`);
      }
      return;
    default:
      validateValue(evaluate(at, scope), type, path, wrong);
  }
}

const anything = { t: 'any' };

/** A type in words. */
const nameOf = (type) => (type.t.includes("'") ? `one of ${type.t.replaceAll('|string', '')}` : type.t);
const isText = (type) => type.t === 'any' || type.t === 'string' || type.t.includes("'");

function validateCall(node, type, scope, path, report) {
  const { name, args } = call(node);
  if (name === 'union' && type.t === 'object') {
    // A part may lack what another has, so nothing is required of it.
    const objects = args.flatMap((argument) => objectsIn(argument, scope));
    objects.forEach((object) => validateObject(properties(object), object, { ...type, p: optional(type.p), d: undefined }, scope, path, report));
  } else if ((name === 'union' || name === 'concat') && type.t === 'array') {
    args.forEach((argument) => validate(argument, type, scope, path, report));
  } else if (name === 'map' && type.t === 'array') {
    validate(lambda(args[1]).body, type.i ?? anything, scope, `${path}[]`, report);
  } else if (name === 'filter') {
    validate(args[0], type, scope, path, report);
  } else if (['guid', 'uniqueString', 'toLower', 'string', 'replace', 'subscriptionResourceId', 'resourceId', 'loadTextContent'].includes(name) && !isText(type)) {
    report(scope.file.path, lineOf(node), `${path} is ${nameOf(type)}, not a string`);
  }
}

const optional = (parts) => Object.fromEntries(Object.entries(parts ?? {}).map(([key, part]) => [key, { ...part, r: 0 }]));

function objectsIn(node, scope) {
  const at = unwrapped(node);
  switch (at.type) {
    case 'object':
      return [at];
    case 'ternary_expression':
      return at.namedChildren.slice(1).flatMap((branch) => objectsIn(branch, scope));
    case 'identifier':
      return scope.file.variables.has(at.text) ? objectsIn(scope.file.variables.get(at.text).value, scope) : [];
    default:
      return [];
  }
}

/**
 * Holds the properties of an object against a type: each has to be known and right, and what is required has to be there.
 * @param ignored Properties of Bicep itself, such as parent.
 */
export function validateObject(parts, node, type, scope, path, report, ignored = []) {
  let known = type.p ?? {};
  let shape = type;
  if (type.d) {
    const tag = parts.find(({ key }) => key === type.d);
    const value = tag && evaluate(tag.value, scope);
    if (!tag) {
      report(scope.file.path, lineOf(node), `${path} needs ${type.d}: one of ${Object.keys(type.v).join(', ')}`);
      return;
    }
    if (value === unknown) {
      return;
    }
    if (!type.v[value]) {
      report(scope.file.path, lineOf(tag.keyNode), `${path}.${type.d} is '${value}', which is none of ${Object.keys(type.v).join(', ')}`);
      return;
    }
    shape = type.v[value];
    known = { ...known, ...shape.p };
  }

  for (const { key, keyNode, value } of parts) {
    if (known[key]) {
      validate(value, known[key], scope, path ? `${path}.${key}` : key, report);
    } else if (!type.a && !shape.a && !ignored.includes(key)) {
      report(scope.file.path, lineOf(keyNode), `${path || 'the resource'} has no property '${key}'${hint(key, known)}`);
    }
  }
  for (const [key, part] of Object.entries(known)) {
    if (part.r && !parts.some((given) => given.key === key)) {
      report(scope.file.path, lineOf(node), `${path || 'the resource'} needs '${key}'`);
    }
  }
}

/** The known name that differs in case only, if there is one. */
function hint(key, known) {
  const like = Object.keys(known).find((candidate) => candidate.toLowerCase() === key.toLowerCase());
  return like ? `; it is '${like}'` : '';
}

function validateValue(value, type, path, wrong) {
  if (value === unknown || value === null) {
    return;
  }
  if (Array.isArray(value) || typeof value === 'object') {
    if (type.t !== (Array.isArray(value) ? 'array' : 'object')) {
      wrong(`${path} is ${nameOf(type)}, not ${Array.isArray(value) ? 'an array' : 'an object'}`);
    }
  } else if (typeof value === 'string') {
    const allowed = [...type.t.matchAll(/'([^']*)'/g)].map((match) => match[1]);
    if (!isText(type)) {
      wrong(`${path} is ${nameOf(type)}, not a string`);
    } else if (allowed.length > 0 && !allowed.includes(value)) {
      wrong(`${path} is '${value}', which is none of ${allowed.join(', ')}`);
    }
  } else if (type.t !== (typeof value === 'number' ? 'int' : 'bool')) {
    wrong(`${path} is ${nameOf(type)}, not ${typeof value === 'number' ? 'a number' : 'a bool'}`);
  }
}
