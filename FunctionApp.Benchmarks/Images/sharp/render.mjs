// Makes the default presets of every image of a folder with sharp, and prints {"images": n, "seconds": s}:
//
//   node render.mjs FOLDER OUTPUT [clone|buffer]
//
// clone:  one pipeline per rendition, cloned from one input, as sharp's documentation has it; each decodes for itself. The default.
// buffer: the largest size is decoded once to raw pixels, and the renditions are made of those.
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import sharp from 'sharp';

const presets = [
  { name: 'thumb', resize: { width: 200, height: 200, fit: 'cover', withoutEnlargement: true } },
  { name: 'small', resize: { width: 480, withoutEnlargement: true } },
  { name: 'medium', resize: { width: 960, withoutEnlargement: true } },
  { name: 'large', resize: { width: 1920, withoutEnlargement: true } },
];

const encoders = {
  webp: (pipeline) => pipeline.webp({ quality: 79 }),
  jpg: (pipeline) => pipeline.flatten({ background: '#fff' }).jpeg({ quality: 80 }),
};

const [folder, output, idiom = 'clone'] = process.argv.slice(2);

// Two threads in all. Two images at a time with one thread each are twice as fast as one image with two threads.
const imagesAtOnce = 2;
sharp.concurrency(1);
sharp.cache(false);

async function clonePerRendition(file) {
  const input = sharp(file).autoOrient();
  return renditions((preset) => input.clone().resize(preset.resize), file);
}

async function decodeOnce(file) {
  const { data, info } = await sharp(file).autoOrient().resize(presets.at(-1).resize).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return renditions((preset) => sharp(data, { raw: { width, height, channels } }).resize(preset.resize), file);
}

async function renditions(pipeline, file) {
  for (const preset of presets) {
    for (const [extension, encode] of Object.entries(encoders)) {
      await encode(pipeline(preset)).toFile(path.join(output, `${path.basename(file)}.${preset.name}.${extension}`));
    }
  }
}

const render = { clone: clonePerRendition, buffer: decodeOnce }[idiom];
const files = (await readdir(folder)).sort().map((name) => path.join(folder, name));
await mkdir(output, { recursive: true });

const start = performance.now();
const queue = files.values();
await Promise.all(Array.from({ length: imagesAtOnce }, async () => {
  for (const file of queue) {
    await render(file);
  }
}));
console.log(JSON.stringify({ images: files.length, seconds: (performance.now() - start) / 1000 }));
