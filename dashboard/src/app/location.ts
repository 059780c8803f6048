import { useEffect, useState } from 'preact/hooks';

/** Where the visitor is: kept in the fragment, so that any static server will do and every view can be linked to. */
export interface Location {
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

export function parse(fragment: string): Location {
  const [path = '', query = ''] = fragment.replace(/^#\/?/, '').split('?', 2);
  return { path: path.split('/').filter(Boolean).map(decode), query: new URLSearchParams(query) };
}

/** Somebody may have typed what is no encoding of anything. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** A link to a view. Filters that are empty are left out. */
export function href(path: readonly string[], query: Record<string, string | undefined> = {}): string {
  const filters = new URLSearchParams(
    Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1])),
  ).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${filters ? `?${filters}` : ''}`;
}

/** Changes the filters of the current view without a new entry in the history. */
export function replaceQuery(location: Location, changes: Record<string, string | undefined>): void {
  const query = { ...Object.fromEntries(location.query), ...changes };
  history.replaceState(null, '', href(location.path, query));
  dispatchEvent(new HashChangeEvent('hashchange'));
}

export function useLocation(): Location {
  const [location, setLocation] = useState(() => parse(window.location.hash));
  useEffect(() => {
    const onChange = () => setLocation(parse(window.location.hash));
    addEventListener('hashchange', onChange);
    return () => removeEventListener('hashchange', onChange);
  }, []);
  return location;
}
