import { money, value } from '../ui/format';
import type { Platform } from './types';

/** What an amount consists of, with the source of each price, and what is not in it. */
export function PlatformCard({ platform }: { platform: Platform }) {
  const { name, region, currency, lookedUp, lines, missing, amount, monthlyAmount } = platform;
  return (
    <details class="card">
      <summary>{name}: how the amounts come about</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label={name}>
        <table>
          <caption>Prices of {region}, looked up on {lookedUp}.</caption>
          <thead>
            <tr>
              <th scope="col">For</th><th scope="col" class="number">Used</th><th scope="col" class="number">Price</th><th scope="col" class="number">So far</th>
              <th scope="col" class="number">A month would use</th><th scope="col" class="number">Free of it</th><th scope="col" class="number">A month</th><th scope="col">Source</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(line => (
              <tr key={line.component}>
                <th scope="row">{line.component}</th>
                <td class="number">{value(line.quantity)} {line.unit}</td>
                <td class="number">{money(line.price, currency)}{line.per === 1 ? '' : ` for ${value(line.per)}`}</td>
                <td class="number">{money(line.amount, currency)}</td>
                <td class="number">{value(line.monthlyQuantity)}</td>
                <td class="number">{value(line.freeGrant)}</td>
                <td class="number">{money(line.monthlyAmount, currency)}</td>
                <td><a href={line.source} target="_blank" rel="noopener noreferrer">{new URL(line.source).host}</a></td>
              </tr>
            ))}
            <tr>
              <th scope="row">Together</th><td /><td /><td class="number"><b>{money(amount, currency)}</b></td><td /><td /><td class="number"><b>{money(monthlyAmount, currency)}</b></td><td />
            </tr>
          </tbody>
        </table>
      </div>
      {missing.length > 0 && (
        <>
          <h3>In no amount</h3>
          <ul class="hint">{missing.map(({ component, reason }) => <li key={component}><b>{component}</b>: {reason}</li>)}</ul>
        </>
      )}
    </details>
  );
}
