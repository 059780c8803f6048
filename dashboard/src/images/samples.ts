import { randomFrom } from '../samples/random';

const width = 1920;
const height = 1280;

/** A landscape: the sky from above to the horizon, where the sun is, and the hills from far to near. */
interface Scene {
  readonly name: string;
  readonly sky: readonly [string, string, string];
  readonly sun: string;
  readonly hills: readonly [string, string];
}

const scenes: readonly Scene[] = [
  { name: 'dawn', sky: ['#26355d', '#af4f6f', '#ffc07a'], sun: '#fff0cf', hills: ['#6d4a73', '#1b1a33'] },
  { name: 'noon', sky: ['#2b7fd4', '#7cbcf0', '#e5f4ff'], sun: '#ffffff', hills: ['#8fb6a0', '#1f5a43'] },
  { name: 'dusk', sky: ['#0b132f', '#3b2c6b', '#e0607e'], sun: '#ffd9a0', hills: ['#4a3a72', '#0c0a1d'] },
  { name: 'fog', sky: ['#aebcc6', '#c9d3d9', '#e9edee'], sun: '#f7f9f9', hills: ['#b4c0c5', '#53666f'] },
  { name: 'desert', sky: ['#3f7fb5', '#f3cf9a', '#fce8c8'], sun: '#fff7df', hills: ['#d99a5b', '#7a3b1c'] },
  { name: 'aurora', sky: ['#04101f', '#0e4a4e', '#4fd69c'], sun: '#dfffe9', hills: ['#12303b', '#02070d'] },
];

/** Draws landscapes and gives them as JPEG files. */
export async function drawSamples(): Promise<readonly File[]> {
  return await Promise.all(scenes.map(async (scene, index) => {
    const canvas = new OffscreenCanvas(width, height);
    draw(canvas.getContext('2d')!, scene, randomFrom(index + 1));
    return new File([await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 })], `${scene.name}.jpg`, { type: 'image/jpeg' });
  }));
}

function draw(canvas: OffscreenCanvasRenderingContext2D, { sky, sun, hills }: Scene, random: () => number): void {
  const horizon = height * (0.5 + 0.12 * random());
  canvas.fillStyle = gradient(canvas, 0, horizon, sky);
  canvas.fillRect(0, 0, width, height);

  const [x, y, radius] = [width * (0.25 + 0.5 * random()), horizon * (0.45 + 0.35 * random()), 60 + 60 * random()];
  const glow = canvas.createRadialGradient(x, y, radius / 2, x, y, radius * 5);
  glow.addColorStop(0, sun);
  glow.addColorStop(0.1, `${sun}cc`);
  glow.addColorStop(0.14, `${sun}66`);
  glow.addColorStop(0.4, `${sun}1c`);
  glow.addColorStop(1, `${sun}00`);
  canvas.fillStyle = glow;
  canvas.fillRect(0, 0, width, height);

  const layers = 5;
  for (let layer = 0; layer < layers; layer++) {
    canvas.fillStyle = `color-mix(in srgb, ${hills[0]}, ${hills[1]} ${(100 * layer) / (layers - 1)}%)`;
    ridge(canvas, horizon + (layer * (height - horizon)) / layers, 40 + 50 * (layers - layer), random);
  }
}

function gradient(canvas: OffscreenCanvasRenderingContext2D, from: number, to: number, colors: readonly string[]): CanvasGradient {
  const fill = canvas.createLinearGradient(0, from, 0, to);
  colors.forEach((color, index) => fill.addColorStop(index / (colors.length - 1), color));
  return fill;
}

/** A line of hills: waves of several lengths. */
function ridge(canvas: OffscreenCanvasRenderingContext2D, base: number, rise: number, random: () => number): void {
  const waves = [1, 2.3, 5.1, 11.7, 23].map(frequency => ({ frequency, phase: random() * 7, size: rise / frequency ** 0.8 }));
  canvas.beginPath();
  canvas.moveTo(0, height);
  for (let x = 0; x <= width; x += 4) {
    canvas.lineTo(x, base - waves.reduce((sum, wave) => sum + wave.size * Math.sin((wave.frequency * x * 5) / width + wave.phase), 0));
  }
  canvas.lineTo(width, height);
  canvas.fill();
}
