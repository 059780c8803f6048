import { credentials, onceSignedOut, problemOf } from './client';

/** Gets an answer in the form that is asked for, and gives it to the visitor as a file. */
export async function download(url: string, accept: string, name: string): Promise<void> {
  const response = await fetch(url, { headers: { Accept: accept, ...credentials() } });
  onceSignedOut(response);
  if (!response.ok) {
    throw problemOf(response, await response.json().catch(() => undefined));
  }
  save(name, await response.blob());
}

/** Gives the visitor a file. */
export function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url));
}
