import { useState } from 'preact/hooks';
import { api, unwrap } from '../../api/client';
import { href } from '../../app/location';
import { toastError } from '../../ui/Toasts';
import type { EventStream } from '../types';
import { type Filter, FilterRows, noFilter, toReportFilters } from './FilterRows';
import { commaSeparated } from '../commaSeparated';

const intervals = [['', 'no, one row'], ['1m', '1 minute'], ['15m', '15 minutes'], ['1h', '1 hour'], ['6h', '6 hours'], ['1d', '1 day'], ['7d', '7 days']] as const;
const dayMs = 86_400_000;

/** Asks for a report: of what time, in which rows, of which events. */
export function ReportForm({ stream, onStarted }: { stream: EventStream; onStarted: () => void }) {
  const [filters, setFilters] = useState<readonly Filter[]>([]);
  const [isBusy, setIsBusy] = useState(false);
  const end = stream.state.watermark ? Date.parse(stream.state.watermark) + 60_000 : Date.now();

  const start = async (form: HTMLFormElement) => {
    const fields = new FormData(form);
    const text = (name: string): string => (fields.get(name) as string).trim();
    setIsBusy(true);
    try {
      const report = await unwrap(api.POST('/api/streams/{stream}/reports', {
        params: { path: { stream: stream.name } },
        body: {
          from: new Date(text('from')).toISOString(),
          to: new Date(text('to')).toISOString(),
          ...(text('interval') ? { interval: text('interval') } : {}),
          groupBy: commaSeparated(text('groupBy')),
          filters: toReportFilters(filters),
          ...(text('value') ? { value: text('value') } : {}),
          ...(text('unique') ? { unique: text('unique') } : {}),
          ...(text('topK') ? { topK: commaSeparated(text('topK')) } : {}),
          top: Number(text('top')),
        },
      }));
      onStarted();
      location.hash = href(['streams', stream.name, 'reports', report.reportId]);
    } catch (error) {
      toastError(error);
      setIsBusy(false);
    }
  };

  return (
    <form class="card" aria-labelledby="report-title" onSubmit={event => { event.preventDefault(); void start(event.currentTarget); }}>
      <header><h2 id="report-title">Build a report</h2></header>
      <div class="fields even">
        <label>From <input name="from" type="datetime-local" required defaultValue={local(end - dayMs)} /></label>
        <label>To <input name="to" type="datetime-local" required defaultValue={local(end + 60_000)} /></label>
        <label>
          Rows by time
          <select name="interval" defaultValue="">{intervals.map(([value, text]) => <option key={value} value={value}>{text}</option>)}</select>
        </label>
        <label>Rows by fields <input name="groupBy" placeholder="type, data.country" /></label>
      </div>
      <FilterRows filters={filters} onChange={setFilters} />
      <div><button type="button" class="quiet" onClick={() => setFilters([...filters, noFilter])}>Add a filter</button></div>
      <details>
        <summary>What to compute</summary>
        <div class="fields even">
          <label>Value <input name="value" placeholder={stream.settings.value ?? 'data.amount'} /></label>
          <label>Unique <input name="unique" placeholder={stream.settings.unique ?? 'data.user'} /></label>
          <label>Most frequent of <input name="topK" placeholder={stream.settings.topK.join(', ') || 'data.page'} /></label>
          <label>How many of them <input name="top" type="number" min="1" max="100" defaultValue="10" required /></label>
        </div>
        <p class="hint">What is left empty is as the stream's settings have it.</p>
      </details>
      <div><button class="primary" disabled={isBusy}>Build the report</button></div>
    </form>
  );
}

function local(ms: number): string {
  return new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
