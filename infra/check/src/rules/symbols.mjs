import { call, chain, childOf, lineOf, lambda, loop } from '../bicep/syntax.mjs';
import { facts } from '../facts.mjs';

const functions = new Set(facts('facts/bicep-functions.json'));
const readable = facts('facts/readable-properties.json');
const ofEveryResource = ['id', 'name', 'type', 'apiVersion', 'location', 'tags'];

/** Names that stand for nothing or for several things, members that are not there, and declarations that nobody uses. */
export function symbols({ infrastructure }, report) {
  for (const file of infrastructure.files.values()) {
    const used = new Set();
    file.duplicates.forEach(({ name, node }) => report(file.path, lineOf(node), `'${name}' is declared twice`));
    for (const declaration of [...file.symbols.values(), ...file.outputs.values()]) {
      walk(declaration.node, new Set(), { file, infrastructure, used, report, first: true });
    }
    for (const { name, node } of [...file.params.values(), ...file.variables.values()]) {
      if (!used.has(name)) {
        report(file.path, lineOf(node), `'${name}' is declared and never used`);
      }
    }
    for (const { name, node, existing } of file.resources.values()) {
      if (existing && !used.has(name)) {
        report(file.path, lineOf(node), `'${name}' is looked up and never used`);
      }
    }
  }
}

function walk(node, locals, context) {
  switch (node.type) {
    case 'comment':
    case 'type':
    case 'decorators':
      return;
    case 'parameter_declaration':
    case 'variable_declaration':
    case 'output_declaration':
    case 'resource_declaration':
    case 'module_declaration': {
      const name = childOf(node, 'identifier');
      node.namedChildren.filter((child) => child !== name).forEach((child) => walk(child, locals, context));
      return;
    }
    case 'user_defined_function':
    case 'target_scope_assignment':
      return;
    case 'object_property': {
      const [key, ...rest] = node.namedChildren;
      // A name in front of the colon stands for itself; only a string can have something put in.
      [...(key.type === 'string' ? [key] : []), ...rest].forEach((child) => walk(child, locals, context));
      return;
    }
    case 'for_statement': {
      const { names, over, body } = loop(node);
      walk(over, locals, context);
      walk(body, new Set([...locals, ...names]), context);
      return;
    }
    case 'call_expression': {
      const { name, args } = call(node);
      const [target] = node.namedChildren;
      if (target.type === 'identifier' && !functions.has(name) && !context.file.functions.has(name)) {
        context.report(context.file.path, lineOf(node), `there is no function '${name}'`);
      }
      args.forEach((argument) => walk(argument, locals, context));
      return;
    }
    case 'lambda_expression': {
      const { names, body } = lambda(node);
      walk(body, new Set([...locals, ...names]), context);
      return;
    }
    case 'member_expression':
      member(node, locals, context);
      break;
    case 'identifier':
      reference(node, locals, context);
      return;
  }
  node.namedChildren.forEach((child) => walk(child, locals, context));
}

function reference(node, locals, { file, used, report }) {
  used.add(node.text);
  if (!locals.has(node.text) && !file.symbols.has(node.text)) {
    report(file.path, lineOf(node), `nothing is called '${node.text}'`);
  }
}

/** A whole chain, looked at from its outer end: what it is a member of has to have it. */
function member(node, locals, { file, infrastructure, report }) {
  const { root, path } = chain(node);
  if (root.type !== 'identifier' || locals.has(root.text) || node.parent?.type === 'member_expression') {
    return;
  }
  const module = file.modules.get(root.text);
  if (module) {
    const target = infrastructure.files.get(module.path);
    if (path[0] === 'outputs' && target && path[1] && !target.outputs.has(path[1])) {
      report(file.path, lineOf(node), `${module.target} has no output '${path[1]}'`);
    } else if (path[0] !== 'outputs' && path[0] !== 'name') {
      report(file.path, lineOf(node), `a module has no '${path[0]}'; take one of its outputs`);
    }
    return;
  }

  const resource = file.resources.get(root.text);
  if (resource && !ofEveryResource.includes(path[0]) && !(readable[resource.type] ?? []).includes(path.join('.'))) {
    report(file.path, lineOf(node), `${resource.type} has no '${path.join('.')}' to read`);
  }
}
