import { BarList } from '../ui/BarList';
import { money } from '../ui/format';
import type { Costs, Share } from './types';

interface Props {
  readonly title: string;
  readonly shares: readonly Share[];
  readonly costs: Costs;
}

const shown = 12;

/** Whose cost it is. What overlaps is not divided, so parts may be more than the whole. */
export function SharesCard({ title, shares, costs }: Props) {
  const currency = costs.platforms.find(platform => platform.platform === costs.sharesPlatform)?.currency ?? 'USD';
  return shares.length === 0 ? null : (
    <section class="card" aria-label={title}>
      <header><h2>{title}</h2><span class="hint">on {costs.sharesPlatform}</span></header>
      <BarList
        label={title}
        bars={shares.slice(0, shown).map(share => ({
          key: share.name, name: share.name, value: share.amount, text: money(share.amount, currency),
          ...(share.unitAmount !== undefined && share.unitAmount !== null ? { note: `${money(share.unitAmount, currency)} per ${share.unit}` } : {}),
        }))}
      />
    </section>
  );
}
