import { useState } from 'preact/hooks';
import type { HistoryEvent } from '../api/client';
import { save } from '../api/download';
import { count } from '../ui/format';
import { VirtualRows } from '../ui/VirtualRows';

const rowHeight = 36;
const longest = 160;

/** What happened, event by event. */
export function History({ events }: { events: readonly HistoryEvent[] }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details class="card" onToggle={event => setIsOpen(event.currentTarget.open)}>
      <summary>History, {count(events.length)} events</summary>
      {isOpen && (
        <>
          <div class="line">
            <button class="quiet" onClick={() => save('history.json', new Blob([JSON.stringify(events, null, 2)], { type: 'application/json' }))}>Download</button>
          </div>
          <div role="table" aria-label="History" aria-rowcount={events.length + 1}>
            <div role="rowgroup">
              <div role="row" class="event labels">
                <span role="columnheader">Time</span><span role="columnheader">Event</span><span role="columnheader">Name</span>
                <span role="columnheader" class="number wide">Task</span><span role="columnheader" class="wide">Details</span>
              </div>
            </div>
            <VirtualRows role="rowgroup" items={events} rowHeight={rowHeight} render={(event, index) => <Row key={index} event={event} index={index} />} />
          </div>
        </>
      )}
    </details>
  );
}

function Row({ event, index }: { event: HistoryEvent; index: number }) {
  const details = event.failureDetails?.errorMessage ?? event.reason ?? text(event.result ?? event.input);
  return (
    <div role="row" class="event" aria-rowindex={index + 2}>
      <span role="cell" class="tabular soft">{event.timestamp.slice(11, 23)}</span>
      <span role="cell" class="clip">{event.type}</span>
      <span role="cell" class="clip">{event.name}</span>
      <span role="cell" class="number wide">{event.taskId}</span>
      <span role="cell" class="clip wide soft" title={details}>{details}</span>
    </div>
  );
}

function text(payload: unknown): string {
  const json = payload === undefined || payload === null ? '' : JSON.stringify(payload);
  return json.length > longest ? `${json.slice(0, longest)}…` : json;
}
