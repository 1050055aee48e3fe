import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const root = join(import.meta.dirname, "../..");

/** The bundler is a dependency of the command line's package alone. */
const { resolve } = createRequire(join(root, "packages/cli/package.json"));
export const { rolldown } = await import(pathToFileURL(resolve("rolldown")));
export const { parseAst } = await import(pathToFileURL(resolve("rolldown/parseAst")));
