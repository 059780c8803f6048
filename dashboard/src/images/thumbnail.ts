import type { ImageManifest, Rendition } from '../api/client';

/** The rendition to show in a frame: the smallest that fills it, as WebP where there is one. */
export function thumbnail(image: ImageManifest, width = 320): Rendition | undefined {
  const webp = image.renditions.filter(rendition => rendition.contentType === 'image/webp');
  const candidates = [...(webp.length > 0 ? webp : image.renditions)].sort((a, b) => a.width - b.width);
  return candidates.find(rendition => rendition.width >= width) ?? candidates.at(-1);
}
