import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { colorOf, useTheme } from '../app/theme';
import { about, moment } from './format';

export interface Series {
  readonly name: string;
  /** Name of the CSS variable with its colour. */
  readonly color: `--${string}`;
  readonly values: readonly (number | null)[];
  readonly kind?: 'line' | 'area' | 'bars';
}

export interface Mark {
  /** Seconds since 1970. */
  readonly at: number;
  readonly value: number;
}

interface Props {
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
  /** Seconds since 1970, ascending. */
  readonly times: readonly number[];
  readonly series: readonly Series[];
  readonly marks?: readonly Mark[];
  readonly height?: number;
  readonly format?: (value: number) => string;
  readonly onZoom?: (from: number, to: number) => void;
  /** Where the axis ends, when it is to move on although nothing comes. */
  readonly range?: readonly [from: number, to: number];
}

/** Values over time. The key below tells what is under the pointer, or else the newest values. */
export function LineChart({ label, times, series, marks = [], height = 240, format = about, onZoom, range }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>();
  const theme = useTheme();
  const [at, setAt] = useState<number>();
  const props = useRef({ marks, onZoom, format, range });
  props.current = { marks, onZoom, format, range };
  const data = (): uPlot.AlignedData => [[...times], ...series.map(one => [...one.values])] as uPlot.AlignedData;
  const shape = series.map(one => `${one.name}${one.color}${one.kind}`).join();

  useEffect(() => {
    const chart = new uPlot(options(series, height, box.current!.clientWidth, props, setAt), data(), box.current!);
    plot.current = chart;
    const resized = new ResizeObserver(() => chart.setSize({ width: box.current!.clientWidth, height }));
    resized.observe(box.current!);
    return () => {
      resized.disconnect();
      chart.destroy();
    };
  }, [shape, height, theme]);

  useEffect(() => plot.current?.setData(data()), [times, series]);
  useEffect(() => plot.current?.redraw(false), [marks]);

  const index = at === undefined || at >= times.length ? times.length - 1 : at;
  const time = times[index];
  return (
    <figure>
      <div ref={box} class="chart" style={{ height: `${height}px` }} role="img" aria-label={label} />
      <figcaption class="chart-key">
        {series.map(one => {
          const value = one.values[index];
          return <span key={one.name}><i style={{ background: `var(${one.color})` }} />{one.name} <b>{value === null || value === undefined ? '–' : format(value)}</b></span>;
        })}
        {time !== undefined && <span>{moment(new Date(time * 1000).toISOString())}</span>}
      </figcaption>
    </figure>
  );
}

type Current = { readonly current: { marks: readonly Mark[]; onZoom: Props['onZoom']; format: (value: number) => string; range: Props['range'] } };

function options(series: readonly Series[], height: number, width: number, props: Current, onCursor: (index: number | undefined) => void): uPlot.Options {
  const [soft, line, bad] = [colorOf('--soft'), colorOf('--line'), colorOf('--bad')];
  const axis: uPlot.Axis = {
    stroke: soft, grid: { stroke: line, width: 1 }, ticks: { show: false }, font: `12px ${getComputedStyle(document.body).fontFamily}`, gap: 6,
  };
  return {
    width, height,
    padding: [12, 8, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: props.current.onZoom !== undefined, y: false, setScale: false }, points: { size: 7 } },
    scales: {
      x: { range: (_, from, to) => (props.current.range ? [...props.current.range] : from === to ? [from - 60, to + 60] : [from, to]) },
      y: { range: (_, from, to) => [Math.min(0, from ?? 0), (to || 1) * 1.08] },
    },
    axes: [
      { ...axis, grid: { show: false }, space: 72, size: 28, values: timeTicks() },
      { ...axis, size: 52, values: (_, values) => values.map(value => props.current.format(value)) },
    ],
    series: [{}, ...series.map(one => draw(one))],
    hooks: {
      setCursor: [chart => onCursor(chart.cursor.idx ?? undefined)],
      setSelect: [chart => {
        if (chart.select.width > 4) {
          const [from, to] = [chart.posToVal(chart.select.left, 'x'), chart.posToVal(chart.select.left + chart.select.width, 'x')];
          chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          props.current.onZoom?.(from, to);
        }
      }],
      draw: [chart => drawMarks(chart, props.current.marks, bad)],
    },
  };
}

function draw({ color: variable, kind = 'line' }: Series): uPlot.Series {
  const color = colorOf(variable);
  const fill = color.replace(/^rgb\((.*)\)$/, kind === 'bars' ? 'rgba($1, 0.55)' : 'rgba($1, 0.14)');
  return {
    stroke: color, width: kind === 'bars' ? 0 : 1.75, points: { show: false }, spanGaps: false,
    ...(kind === 'line' ? {} : { fill }),
    ...(kind === 'bars' ? { paths: uPlot.paths.bars!({ size: [0.85, 40], align: 1, radius: 0.15 }) } : {}),
  };
}

/** Hours and minutes; the date where a day begins. */
function timeTicks(): uPlot.Axis.Values {
  return (_, ticks, __, ___, step) => ticks.map((tick, index) => {
    const date = new Date(tick * 1000);
    const time = date.toLocaleTimeString('en-GB', step < 60 ? {} : { hour: '2-digit', minute: '2-digit' });
    const isNewDay = index === 0 ? step >= 86_400 : new Date(ticks[index - 1]! * 1000).getDate() !== date.getDate();
    return isNewDay ? date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' }) : time;
  });
}

function drawMarks(chart: uPlot, marks: readonly Mark[], color: string): void {
  const { ctx } = chart;
  ctx.save();
  ctx.strokeStyle = color;
  ctx.lineWidth = 2 * devicePixelRatio;
  for (const mark of marks) {
    const [x, y] = [chart.valToPos(mark.at, 'x', true), chart.valToPos(mark.value, 'y', true)];
    if (x >= chart.bbox.left && x <= chart.bbox.left + chart.bbox.width) {
      ctx.beginPath();
      ctx.arc(x, y, 5 * devicePixelRatio, 0, 2 * Math.PI);
      ctx.stroke();
    }
  }
  ctx.restore();
}
