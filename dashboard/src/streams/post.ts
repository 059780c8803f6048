import { send } from '../api/send';
import type { IngestResult } from './types';

const mediaTypes: readonly (readonly [suffix: string, mediaType: string])[] = [
  ['.ndjson', 'application/x-ndjson'], ['.jsonl', 'application/x-ndjson'], ['.json', 'application/json'], ['.csv', 'text/csv'],
];

/** What a file of events is by its name; undefined when it is none. */
export function formatOf(name: string): { mediaType: string; isGzip: boolean } | undefined {
  const isGzip = name.toLowerCase().endsWith('.gz');
  const plain = isGzip ? name.slice(0, -'.gz'.length) : name;
  const mediaType = mediaTypes.find(([suffix]) => plain.toLowerCase().endsWith(suffix))?.[1];
  return mediaType ? { mediaType, isGzip } : undefined;
}

/** Posts a file of events. */
export async function post(stream: string, file: File, onProgress: (sent: number) => void): Promise<IngestResult> {
  const format = formatOf(file.name);
  if (!format) {
    throw new Error('Files of events end in .ndjson, .jsonl, .json or .csv, with .gz or without.');
  }
  return await send<IngestResult>(
    `/api/streams/${encodeURIComponent(stream)}/events`,
    file,
    { 'Content-Type': format.mediaType, ...(format.isGzip ? { 'Content-Encoding': 'gzip' } : {}) },
    onProgress,
  );
}
