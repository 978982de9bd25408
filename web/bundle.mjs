// Styles and scripts, once for the build: hashed files, and one under its plain name for the pages that the API prints.
// node bundle.mjs OUT  writes OUT/assets/* and prints {"citizen.css": "/assets/citizen.1a2b3c4d.css", …}.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, transform } from "esbuild";
import rtlcss from "rtlcss";
import * as sass from "sass";

const here = import.meta.dirname;
const out = join(process.argv[2], "assets");
const target = ["es2020", "chrome80", "firefox78", "safari14.1"];
mkdirSync(out, { recursive: true });

function keep(name, content, plain = false) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
  const hashed = name.replace(/(\.\w+)$/, `.${hash}$1`);
  writeFileSync(join(out, hashed), content);
  if (plain) writeFileSync(join(out, name), content);
  return [name, `/assets/${hashed}`];
}

function compiled(name) {
  return sass.compile(join(here, "styles", name), { loadPaths: [join(here, "node_modules")], quietDeps: true, style: "compressed" }).css;
}

async function styles() {
  const css = compiled("citizen.scss");
  const small = async (text) => (await transform(text, { loader: "css", minify: true, target })).code;
  return [keep("console.css", await small(compiled("console.scss"))), keep("citizen.css", await small(css), true), keep("citizen.rtl.css", await small(rtlcss.process(css)), true)];
}

async function scripts() {
  const { outputFiles } = await build({
    entryPoints: [join(here, "js", "form.js"), join(here, "js", "track.js"), join(here, "js", "referral.js"), join(here, "js", "offices.js"), join(here, "js", "channels.js"), join(here, "js", "offline.js"), join(here, "js", "verify.js")],
    outdir: out,
    bundle: true,
    minify: true,
    format: "esm",
    target,
    charset: "utf8",
    legalComments: "none",
    write: false,
  });
  return outputFiles.map((file) => keep(file.path.split(/[\\/]/).at(-1), file.contents));
}

// The console's pages share most of their code: it is written once, and their entries name it.
async function consoleScripts() {
  const entries = ["queue", "case", "inbox", "signin", "calendars", "channels", "absence"];
  const { outputFiles, metafile } = await build({
    entryPoints: entries.map((name) => join(here, "js", "console", `${name}.js`)),
    outdir: join(out, "console"),
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target,
    charset: "utf8",
    legalComments: "none",
    entryNames: "[name].[hash]",
    chunkNames: "shared.[hash]",
    metafile: true,
    write: false,
  });
  mkdirSync(join(out, "console"), { recursive: true });
  for (const file of outputFiles) writeFileSync(file.path, file.contents);
  return Object.keys(metafile.outputs).map((path) => path.split(/[\\/]/).at(-1)).filter((name) => !name.startsWith("shared.")).map((name) => [`console/${name.split(".")[0]}.js`, `/assets/console/${name}`]);
}

const icon = keep("icon.svg", readFileSync(join(here, "img", "icon.svg")), true);
console.log(JSON.stringify(Object.fromEntries([...(await styles()), ...(await scripts()), ...(await consoleScripts()), icon])));
