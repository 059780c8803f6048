import { href } from '../app/location';

/** The colours of an image; each leads to the images that have it too. */
export function Palette({ colors }: { colors: readonly string[] }) {
  return (
    <section aria-label="Palette">
      <h2 class="minor">Palette</h2>
      <ul class="palette">
        {colors.map(color => (
          <li key={color}>
            <a href={href(['images'], { color: color.slice(1) })} aria-label={`Images with the colour ${color}`}>
              <span class="swatch" style={{ background: color }} />
              <code>{color}</code>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
