import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const api = 'http://127.0.0.1:7071';

// Served from the root of either host, beside /api. For `npm run dev`, the API is that of a host started with `./run`.
export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  build: {
    target: 'es2022',
    outDir: '../artifacts/dashboard',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: { input: ['index.html', 'docs.html'] },
  },
  server: { proxy: { '/api': { target: api, changeOrigin: true, headers: { origin: api } } } },
  plugins: [compressed()],
});

/** Puts every file beside itself as `.br` and `.gz`, so that no host compresses anything. */
function compressed(): Plugin {
  const brotli = promisify(brotliCompress);
  const deflate = promisify(gzip);
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir = '' }) {
      const entries = await readdir(dir, { recursive: true, withFileTypes: true });
      await Promise.all(entries.filter(entry => entry.isFile()).map(async entry => {
        const path = join(entry.parentPath, entry.name);
        const plain = await readFile(path);
        await writeFile(`${path}.br`, await brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
        await writeFile(`${path}.gz`, await deflate(plain, { level: 9 }));
      }));
    },
  };
}
