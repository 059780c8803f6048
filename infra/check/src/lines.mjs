/** The line, from 1, that an offset is on. */
export function lineAt(text, offset) {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
    line++;
  }
  return line;
}

/** The line of the first place where a text says so, or 1. */
export function lineWith(text, what) {
  const offset = text.indexOf(what);
  return offset < 0 ? 1 : lineAt(text, offset);
}
