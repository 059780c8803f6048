import { api, unwrap } from '../api/client';
import { usePages } from '../api/usePages';
import { href } from '../app/location';
import { count, shortMoment } from '../ui/format';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { VirtualRows } from '../ui/VirtualRows';
import { NoStreams } from './NoStreams';
import type { EventStream } from './types';
import './streams.css';

const rowHeight = 52;
const idOf = (stream: EventStream): string => stream.name;

export function StreamsView() {
  const streams = usePages('streams', idOf, (continuation, signal) => unwrap(api.GET('/api/streams', {
    params: { query: { limit: 100, ...(continuation ? { continuation } : {}) } }, signal,
  })));

  return (
    <div class="view">
      <header class="head"><h1>Streams</h1></header>
      {streams.error && <Problem error={streams.error} retry={streams.refresh} />}
      {streams.isLoading && <Skeleton height={240} />}
      {streams.isComplete && streams.items.length === 0 && <NoStreams />}
      {streams.items.length > 0 && (
        <div class="card rows" role="table" aria-label="Streams">
          <div role="rowgroup">
            <div role="row" class="stream-row labels">
              <span role="columnheader">Stream</span>
              <span role="columnheader" class="number">Accepted</span>
              <span role="columnheader" class="number">Rejected</span>
              <span role="columnheader" class="number">Duplicates</span>
              <span role="columnheader" class="number">Late</span>
              <span role="columnheader">Value</span>
              <span role="columnheader" class="number">Latest event</span>
            </div>
          </div>
          <VirtualRows
            role="rowgroup" items={streams.items} rowHeight={rowHeight} onEnd={streams.loadMore}
            render={stream => <Row key={stream.name} stream={stream} />}
          />
        </div>
      )}
    </div>
  );
}

function Row({ stream: { name, settings, state } }: { stream: EventStream }) {
  return (
    <div role="row" class="stream-row">
      <span role="cell" class="clip"><a href={href(['streams', name])}>{name}</a></span>
      <span role="cell" class="number">{count(state.accepted)}</span>
      <span role="cell" class="number wide">{count(state.rejected)}</span>
      <span role="cell" class="number wide">{count(state.duplicates)}</span>
      <span role="cell" class="number wide">{count(state.late)}</span>
      <span role="cell" class="clip wide soft">{settings.value ?? '–'}</span>
      <span role="cell" class="number soft">{state.watermark ? shortMoment(state.watermark) : '–'}</span>
    </div>
  );
}
