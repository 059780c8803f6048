import { decode } from 'blurhash';
import { useEffect, useRef } from 'preact/hooks';

const size = 32;

/** The blurred picture that a BlurHash stands for, shown until the real one is there. */
export function Placeholder({ hash }: { hash: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const pixels = new ImageData(new Uint8ClampedArray(decode(hash, size, size)), size, size);
    canvas.current?.getContext('2d')?.putImageData(pixels, 0, 0);
  }, [hash]);
  return <canvas ref={canvas} class="placeholder" width={size} height={size} aria-hidden="true" />;
}
