import { useMemo } from 'preact/hooks';
import type { HistoryEvent } from '../api/client';
import { duration } from '../ui/format';
import { axisOf, place, type Row, rowsOf, type Span, spansOf, type Stretch } from './timelineRows';
import './orchestrations.css';

const rowHeight = 28;
const thinnest = 0.003;
const ticks = 4;
const roomForTick = 0.12;

/** What an orchestration did and when, as a Gantt chart. Long sleeps are cut; fan-outs are one line. */
export function Timeline({ history }: { history: readonly HistoryEvent[] }) {
  const { rows, axis, now } = useMemo(() => {
    const spans = spansOf(history);
    const last = history.at(-1);
    const now = last?.type === 'ExecutionCompleted' ? Date.parse(last.timestamp) : Date.now();
    return { rows: rowsOf(spans), axis: axisOf(spans, now), now };
  }, [history]);

  if (rows.length === 0) {
    return <p class="hint">It has not begun anything yet.</p>;
  }

  return (
    <div class="timeline" role="img" aria-label={rows.map(row => describe(row, now)).join('; ')}>
      {axis.filter(stretch => stretch.isCut).map(stretch => (
        <span
          class="cut" key={stretch.from} title={`${duration(stretch.to - stretch.from)} of nothing`}
          style={{ left: withinTrack(stretch.left), width: `calc((100% - var(--label) - var(--figure)) * ${(stretch.right - stretch.left).toFixed(5)})`, height: `${rows.length * rowHeight}px` }}
        />
      ))}
      {rows.map((row, index) => (
        <div class={row.spans.length > 1 ? 'span-row many' : 'span-row'} key={index} title={describe(row, now)}>
          <span class="label clip">{row.name}</span>
          <span class="track">{piecesOf(row, axis, now)}</span>
          <span class="number">{duration(lengthOf(row, now))}</span>
        </div>
      ))}
      <div class="span-row axis">
        <span />
        <span class="ticks">{ticksOf(axis).map(tick => <span key={tick.left} style={{ left: percentOf(tick.left) }}>{duration(tick.after)}</span>)}</span>
      </div>
    </div>
  );
}

const percentOf = (share: number): string => `${(100 * share).toFixed(3)}%`;

const withinTrack = (share: number): string => `calc(var(--label) + (100% - var(--label) - var(--figure)) * ${share.toFixed(5)})`;

const lengthOf = (row: Row, now: number): number => Math.max(...row.spans.map(span => span.to ?? now)) - row.spans[0]!.from;

const classOf = (span: Span): string => (span.outcome === 'done' && span.name === 'Timer' ? 'waiting' : span.outcome);

function piecesOf(row: Row, axis: readonly Stretch[], now: number) {
  return row.spans.map((span, index) => {
    const left = place(axis, span.from);
    const width = Math.max(thinnest, place(axis, span.to ?? now) - left);
    return <span key={index} class={`piece ${classOf(span)}`} style={{ left: percentOf(Math.min(left, 1 - thinnest)), width: percentOf(width) }} />;
  });
}

/** Times since the beginning: at equal distances, moved behind cuts, and not too close to each other. */
function ticksOf(axis: readonly Stretch[]): readonly { left: number; after: number }[] {
  const begin = axis[0]?.from ?? 0;
  const found: { left: number; after: number }[] = [];
  for (const stretch of axis.filter(one => !one.isCut)) {
    for (let tick = 0; tick < ticks; tick++) {
      const left = Math.max(stretch.left, tick / ticks);
      if (left < stretch.right && left - (found.at(-1)?.left ?? -1) >= roomForTick) {
        found.push({ left, after: stretch.from - begin + ((left - stretch.left) / (stretch.right - stretch.left)) * (stretch.to - stretch.from) });
      }
    }
  }
  return found.filter(tick => tick.left <= 1 - roomForTick / 2);
}

function describe(row: Row, now: number): string {
  const failed = row.spans.filter(span => span.outcome === 'failed').length;
  const open = row.spans.filter(span => span.outcome === 'open').length;
  return [row.name, duration(lengthOf(row, now)), failed && `${failed} failed`, open && `${open} going on`].filter(Boolean).join(', ');
}
