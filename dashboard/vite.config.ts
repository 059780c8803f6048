import { defineConfig } from 'vite';

// Served from the root of either host, beside /api. For `npm run dev`, the API is that of a host started with `./run`.
export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  server: { proxy: { '/api': 'http://127.0.0.1:7071' } },
});
