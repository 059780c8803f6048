import { counted, money } from '../ui/format';
import type { Costs } from './types';

/** The platforms, the cheapest month first. */
export function PlatformsTable({ costs }: { costs: Costs }) {
  const most = Math.max(...costs.platforms.map(platform => platform.monthlyAmount), Number.MIN_VALUE);
  return (
    <section class="card" aria-labelledby="platforms-title">
      <header><h2 id="platforms-title">The same use on each platform</h2></header>
      <div class="scroll" tabIndex={0} role="region" aria-label="Platforms">
        <table class="platforms">
          <thead>
            <tr><th scope="col">Platform</th><th scope="col" class="number">So far, before free grants</th><th scope="col" class="number">A month, after them</th><th scope="col"><span class="unseen">Compared</span></th></tr>
          </thead>
          <tbody>
            {costs.platforms.map(platform => (
              <tr key={platform.platform}>
                <th scope="row">
                  {platform.name}
                  <span class="hint">{platform.region}{platform.missing.length > 0 && `; without ${counted(platform.missing.length, 'component')}`}</span>
                </th>
                <td class="number">{money(platform.amount, platform.currency)}</td>
                <td class="number"><b>{money(platform.monthlyAmount, platform.currency)}</b></td>
                <td class="meter"><span><i style={{ width: `${(100 * platform.monthlyAmount) / most}%` }} /></span></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
