// Asks DuckDB for the windows of a file of events, PASSES times, and prints
// {"seconds": [s, ...], "cpuSeconds": [s, ...], "peakBytes": n, "windows": [...]}:
//
//   node query.mjs FILE VALUE UNIQUE TOP PASSES
//
// VALUE, UNIQUE and TOP name fields inside data. The columns are given, which is the quickest way: nothing has to be inferred.
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { DuckDBInstance } from '@duckdb/node-api';

const [file, value, unique, top, passes] = process.argv.slice(2);
const fields = [...new Set([value, unique, top])].map((name) => `"${name}" ${name === value ? 'DOUBLE' : 'VARCHAR'}`).join(', ');
const [seconds, cpuSeconds] = [[], []];
let connection;
let windows;

for (let pass = 0; pass < Number(passes); pass++) {
  const started = performance.now();
  const used = process.cpuUsage();
  if (!connection) {
    const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
    connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
  }

  const reader = await connection.runAndReadAll(`
    SELECT epoch_ms(date_trunc('minute', time))::BIGINT AS start,
           count(*) AS count,
           approx_count_distinct(data."${unique}") AS uniques,
           approx_quantile(data."${value}", [0.5, 0.95, 0.99]) AS quantiles,
           approx_top_k(data."${top}", 10) AS top
    FROM read_json('${file}', format = 'newline_delimited', columns = { time: 'TIMESTAMP', data: 'STRUCT(${fields})' })
    GROUP BY 1 ORDER BY 1`);
  windows = reader.getRows().map(([start, count, uniques, quantiles, items]) => ({
    start: Number(start), count: Number(count), uniques: Number(uniques), quantiles: quantiles.items, top: items.items,
  }));
  seconds.push((performance.now() - started) / 1000);
  const { user, system } = process.cpuUsage(used);
  cpuSeconds.push((user + system) / 1e6);
}

const status = await readFile('/proc/self/status', 'utf8');
const peakBytes = Number(/VmHWM:\s+(\d+) kB/.exec(status)[1]) * 1024;
console.log(JSON.stringify({ seconds, cpuSeconds, peakBytes, windows }));
