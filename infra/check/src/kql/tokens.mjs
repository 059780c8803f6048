/**
 * The words, strings and signs of a KQL query with their offsets. Comments are left out, and `{...}` counts as a number: something is put
 * in there before the query is run.
 * @returns {{kind: 'word' | 'string' | 'number' | 'sign', text: string, offset: number}[]}
 */
export function tokens(query) {
  const found = [];
  const pattern = /(?<comment>\/\/[^\n]*)|(?<string>"[^"\n]*"|'[^'\n]*')|(?<number>\{\w+\}\w*|\d[\w.]*)|(?<word>[A-Za-z_]\w*)|(?<sign>[^\s\w])/g;
  for (const match of query.matchAll(pattern)) {
    const [kind, text] = Object.entries(match.groups).find(([, value]) => value !== undefined);
    if (kind !== 'comment') {
      found.push({ kind, text: kind === 'string' ? text.slice(1, -1) : text, offset: match.index });
    }
  }
  return found;
}
