import { useMemo } from 'preact/hooks';
import type { HistoryEvent } from '../api/client';
import { duration } from '../ui/format';
import { axisOf, place, rowsOf, type Row, spansOf } from './timelineRows';

const rowHeight = 26;

/** What an orchestration did and when, as a Gantt chart. Long sleeps are cut; fan-outs are one line. */
export function Timeline({ history }: { history: readonly HistoryEvent[] }) {
  const { rows, axis, now } = useMemo(() => {
    const spans = spansOf(history);
    const last = history.at(-1);
    const now = last?.type === 'ExecutionCompleted' || !last ? Date.parse(last?.timestamp ?? '') : Date.now();
    return { rows: rowsOf(spans), axis: spans.length > 0 ? axisOf(spans, now) : [], now };
  }, [history]);

  if (rows.length === 0) {
    return null;
  }

  return (
    <section>
      <h2>Timeline</h2>
      <div class="timeline" role="img" aria-label={rows.map(row => describe(row, now)).join('; ')}>
        {axis.filter(stretch => stretch.isCut).map(stretch => (
          <span class="cut" key={stretch.from} style={{ left: at(stretch.left), width: percentOf(stretch.right - stretch.left), height: `${rows.length * rowHeight}px` }} title={`${duration(stretch.to - stretch.from)} of nothing`} />
        ))}
        {rows.map((row, index) => (
          <div class="line" key={index} title={describe(row, now)}>
            <span class="label">{row.name}</span>
            <span class="track">{row.spans.map((span, spanIndex) => {
              const left = place(axis, span.from);
              const width = Math.max(0.003, place(axis, span.to ?? now) - left);
              return <span key={spanIndex} class={`piece ${span.outcome}`} style={{ left: percentOf(left), width: percentOf(width) }} />;
            })}</span>
            <span class="number">{duration(lengthOf(row, now))}</span>
          </div>
        ))}
      </div>
    </section>
  );
}

const percentOf = (share: number): string => `${(100 * share).toFixed(3)}%`;

/** Within the track, which begins after the labels. */
const at = (share: number): string => `calc(var(--label) + (100% - var(--label) - var(--figure)) * ${share.toFixed(5)})`;

const lengthOf = (row: Row, now: number): number => Math.max(...row.spans.map(span => span.to ?? now)) - row.spans[0]!.from;

function describe(row: Row, now: number): string {
  const failed = row.spans.filter(span => span.outcome === 'failed').length;
  const open = row.spans.filter(span => span.outcome === 'open').length;
  return [row.name, duration(lengthOf(row, now)), failed && `${failed} failed`, open && `${open} going on`].filter(Boolean).join(', ');
}

