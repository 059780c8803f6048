import { lineOf } from '../bicep/syntax.mjs';

/** Bicep that cannot be parsed. */
export function syntax({ infrastructure }, report) {
  for (const file of infrastructure.files.values()) {
    if (file.root.hasError) {
      walk(file.root, (node) => {
        report(file.path, lineOf(node), node.isMissing ? `'${node.type}' is missing` : `not understood: ${node.text.split('\n')[0].slice(0, 60)}`);
      });
    }
  }
}

function walk(node, wrong) {
  if (node.isError || node.isMissing) {
    wrong(node);
  } else if (node.hasError) {
    node.children.forEach((child) => walk(child, wrong));
  }
}
