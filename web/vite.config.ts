// Build of the console into dist/web. Everything it needs is a file of its own (no inlined fonts or
// scripts), so the strictest content security policy holds.
import { defineConfig } from "vite";
import react from "@vitejs/plugin-react";

const SERVER = "http://127.0.0.1:8080";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  worker: { format: "es" },
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The map library is one large chunk by nature; it is loaded with the map only.
    chunkSizeWarningLimit: 1300,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "maplibre", test: /node_modules[\\/](maplibre-gl|@maplibre|@mapbox)[\\/]/ },
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
          ],
        },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    port: 5173,
    fs: { allow: [".."] },
    // Patterns, not prefixes: /api/queries.ts and /live/live.worker.ts are sources of the console.
    proxy: {
      "^/api/(?!.*\\.tsx?(\\?|$))": SERVER,
      "^/tiles/": SERVER,
      "^/live(/poll)?$": { target: SERVER, ws: true },
    },
  },
});
