/** Builds dist/: two small classic scripts for every page (the component, the page's own), that of a printed sheet, those of a telephone's page, the map as a lazy module, its worker, one style sheet. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);

const common = {
  absWorkingDir: here,
  outdir: dist,
  bundle: true,
  minify: true,
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  // deck.gl and luma.gl carry their development checks behind this name.
  define: { "process.env.NODE_ENV": '"production"' },
};

// What is fetched when it is needed has a name that carries its digest: a browser never runs an old one with a new script.
async function part(name, source, define = {}, notice = "") {
  const built = await esbuild.build({
    ...common,
    format: "esm",
    entryPoints: { [name]: source },
    entryNames: "[name]-[hash]",
    define: { ...common.define, ...define },
    banner: { js: notice },
  });
  return Object.keys(built.metafile.outputs).find((output) => output.endsWith(".js")).split("/").at(-1);
}

// The tools to draw with are fetched when somebody draws, the map when there is one.
const sketcherName = await part("sketcher", "src/drawing/sketcher.ts");
// The projections behind UTM, MGRS, DFCI and Lambert-93, when one of them is chosen.
const gridsName = await part("grids", "src/coordinates/grids.ts");
// The writer of films, when somebody makes one. mediabunny is under the MPL, which asks to say where its source is.
const filmName = await part("film", "src/film/recorder.ts", {}, "/*! with mediabunny, MPL-2.0: https://github.com/Vanilagy/mediabunny */");
const engineName = await part("engine", "src/map.ts", { SKETCHER: JSON.stringify(sketcherName) });

// MapLibre starts its worker from a file of our own server, so no `blob:` has to be allowed.
const worker = readFileSync(join(here, "node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs"), "utf8").replace(
  /\/\/# sourceMappingURL=.*$/m,
  "",
);
const workerName = `worker-${createHash("sha256").update(worker).digest("hex").slice(0, 8).toUpperCase()}.js`;
writeFileSync(join(dist, workerName), worker);

await esbuild.build({
  ...common,
  format: "iife",
  entryPoints: { opsmap: "src/shim.ts", page: "src/page/index.ts", sheet: "src/sheet/index.ts", me: "src/me/index.ts", "me-worker": "src/me/worker.ts" },
  define: { ...common.define, ENGINE: JSON.stringify(engineName), WORKER: JSON.stringify(workerName), GRIDS: JSON.stringify(gridsName), FILM: JSON.stringify(filmName) },
});
await esbuild.build({ ...common, entryPoints: { opsmap: "src/opsmap.css" }, loader: { ".svg": "dataurl" } });
