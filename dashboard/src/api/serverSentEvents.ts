import { ApiError, credentials, onceSignedOut } from './client';

export interface ServerSentEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
}

/** Takes text as it comes and gives the events that are whole (WHATWG HTML, 9.2.6). */
export class EventParser {
  #rest = '';
  #id = '';
  #type = '';
  #data: string[] = [];

  push(text: string): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop()!;
    for (const line of lines) {
      if (line === '') {
        if (this.#data.length > 0) {
          events.push({ id: this.#id, type: this.#type || 'message', data: this.#data.join('\n') });
        }
        this.#type = '';
        this.#data = [];
      } else {
        this.#field(line);
      }
    }
    return events;
  }

  #field(line: string): void {
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') {
      this.#data.push(value);
    } else if (name === 'event') {
      this.#type = value;
    } else if (name === 'id') {
      this.#id = value;
    }
  }
}

const firstDelayMs = 1000;
const longestDelayMs = 15_000;

interface Watcher<T> {
  readonly onEvent: (data: T) => void;
  readonly onState: (isConnected: boolean) => void;
}

/**
 * Follows a source of server-sent events and comes back when the connection is lost. EventSource cannot say who asks; fetch can.
 * It ends when the signal says so, or when what is watched is not there.
 */
export async function watch<T>(url: string, signal: AbortSignal, { onEvent, onState }: Watcher<T>): Promise<void> {
  let lastId = '';
  let delay = firstDelayMs;
  while (!signal.aborted) {
    try {
      const response = await fetch(url, {
        headers: { Accept: 'text/event-stream', ...credentials(), ...(lastId ? { 'Last-Event-ID': lastId } : {}) }, signal,
      });
      onceSignedOut(response);
      if (response.status === 404) {
        return;
      }
      if (!response.ok || !response.body) {
        throw new ApiError(response.status, response.statusText, undefined);
      }
      onState(true);
      const parser = new EventParser();
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        for (const event of parser.push(piece.value)) {
          lastId = event.id;
          delay = firstDelayMs;
          onEvent(JSON.parse(event.data) as T);
        }
      }
    } catch {
      // It is tried again below, unless the visitor has left.
    }
    if (!signal.aborted) {
      onState(false);
      await new Promise(resolve => setTimeout(resolve, delay));
      delay = Math.min(delay * 2, longestDelayMs);
    }
  }
}
