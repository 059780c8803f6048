import type { HistoryEvent } from '../api/client';
import { groupBy } from '../ui/groupBy';

/** Something that took time: an activity, a child, a timer. */
export interface Span {
  readonly name: string;
  readonly from: number;
  /** Undefined while it goes on. */
  readonly to: number | undefined;
  readonly outcome: 'done' | 'failed' | 'open';
}

/** A line of the timeline: one span, or a fan-out of many of the same name. */
export interface Row {
  readonly name: string;
  readonly spans: readonly Span[];
}

const begins: Record<string, string> = { TaskScheduled: '', SubOrchestrationInstanceCreated: '', TimerCreated: 'Timer' };
const ends: Record<string, Span['outcome']> = {
  TaskCompleted: 'done', SubOrchestrationInstanceCompleted: 'done', TimerFired: 'done',
  TaskFailed: 'failed', SubOrchestrationInstanceFailed: 'failed',
};

/** More of the same name than this become one line. */
const summarizedFrom = 8;

export function spansOf(history: readonly HistoryEvent[]): readonly Span[] {
  const open = new Map<number, Span>();
  const spans: Span[] = [];
  for (const event of history) {
    const at = Date.parse(event.timestamp);
    if (event.type in begins && event.taskId !== undefined) {
      open.set(event.taskId, { name: event.name ?? begins[event.type]!, from: at, to: undefined, outcome: 'open' });
    } else if (event.type in ends && event.taskId !== undefined) {
      const begun = open.get(event.taskId);
      if (begun) {
        open.delete(event.taskId);
        spans.push({ ...begun, to: at, outcome: ends[event.type]! });
      }
    }
  }
  return [...spans, ...open.values()].sort((a, b) => a.from - b.from);
}

export function rowsOf(spans: readonly Span[]): readonly Row[] {
  const byName = groupBy(spans, span => span.name);
  return [...byName].flatMap(([name, same]): Row[] => same.length >= summarizedFrom
    ? [{ name: `${name} × ${same.length}`, spans: same }]
    : same.map(span => ({ name, spans: [span] })))
    .sort((a, b) => a.spans[0]!.from - b.spans[0]!.from);
}

/** A piece of the axis: real time, drawn to scale or, where nothing happened for long, cut short. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly right: number;
  readonly isCut: boolean;
}

/** An idle gap is cut when it is longer than this part of all the time that something ran. */
const idleShare = 0.25;
const cutWidth = 0.03;

/** Puts moments on an axis from 0 to 1 on which long sleeps take little room. */
export function axisOf(spans: readonly Span[], now: number): readonly Stretch[] {
  if (spans.length === 0) {
    return [];
  }
  const busy = spans.filter(span => span.name !== 'Timer').map(span => [span.from, span.to ?? now] as const).sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of busy) {
    const last = merged.at(-1);
    if (last && from <= last[1]) {
      last[1] = Math.max(last[1], to);
    } else {
      merged.push([from, to]);
    }
  }
  const begin = Math.min(...spans.map(span => span.from));
  const end = Math.max(...spans.map(span => span.to ?? now), begin + 1);
  const working = merged.reduce((sum, [from, to]) => sum + to - from, 0) || end - begin;

  const pieces: { from: number; to: number; isCut: boolean }[] = [];
  let at = begin;
  for (const [from, to] of [...merged, [end, end] as [number, number]]) {
    if (from > at) {
      pieces.push({ from: at, to: from, isCut: from - at > working * idleShare && from - at > 1000 });
    }
    if (to > from) {
      pieces.push({ from, to, isCut: false });
    }
    at = Math.max(at, to);
  }
  const cuts = pieces.filter(piece => piece.isCut).length * cutWidth;
  const toScale = pieces.filter(piece => !piece.isCut).reduce((sum, piece) => sum + piece.to - piece.from, 0) || 1;
  let left = 0;
  return pieces.map(piece => {
    const width = piece.isCut ? cutWidth : ((1 - cuts) * (piece.to - piece.from)) / toScale;
    const stretch = { ...piece, left, right: left + width };
    left += width;
    return stretch;
  });
}

export function place(axis: readonly Stretch[], moment: number): number {
  const stretch = axis.find(piece => moment <= piece.to) ?? axis.at(-1);
  if (!stretch || stretch.to === stretch.from) {
    return stretch?.left ?? 0;
  }
  const share = Math.min(1, Math.max(0, (moment - stretch.from) / (stretch.to - stretch.from)));
  return stretch.left + share * (stretch.right - stretch.left);
}
