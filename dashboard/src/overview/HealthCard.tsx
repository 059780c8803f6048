import type { Health } from '../api/client';
import { title } from '../ui/format';
import { Status } from '../ui/Status';

/** Whether each part can work. */
export function HealthCard({ health }: { health: Health }) {
  return (
    <section class="card" aria-labelledby="health-title">
      <header><h2 id="health-title">Health</h2></header>
      <dl class="facts">
        {Object.entries(health.checks ?? {}).map(([name, status]) => <><dt>{title(name)}</dt><dd><Status value={status} /></dd></>)}
      </dl>
    </section>
  );
}
