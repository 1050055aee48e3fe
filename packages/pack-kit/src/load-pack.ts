import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { isMulliganError } from "@mulligan/core";
import { entryOf, readPackageFile } from "./check/package-file.js";
import { notBuiltError, notImportedError, notAPackError } from "./errors.js";
import type { PackUnderTest } from "./conformance/registry-of.js";

/**
 * The pack as its users get it: what the built entry of its package exports.
 *
 * @throws MulliganError `not-built`, `not-imported`, `not-a-pack`.
 */
export async function loadPack(directory: string): Promise<PackUnderTest> {
  const file = readPackageFile(directory);
  const { code } = "manifest" in file ? entryOf(file.manifest) : { code: null };
  const entry = code ?? "./dist/index.js";
  const path = join(resolve(directory), entry);
  if (!existsSync(path)) throw notBuiltError(shortened(entry));
  let exports: Readonly<Record<string, unknown>>;
  try {
    // Modules are kept by address: another content is another module.
    const content = createHash("sha256").update(readFileSync(path)).digest("hex").slice(0, 16);
    const address = `${pathToFileURL(path).href}?content=${content}`;
    exports = (await import(/* @vite-ignore */ address)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    if (isMulliganError(error)) throw error;
    throw notImportedError(shortened(entry), error);
  }
  const found = looksLikePack(exports["default"])
    ? exports["default"]
    : Object.values(exports).find((value) => looksLikePack(value));
  if (!looksLikePack(found)) throw notAPackError(shortened(entry), Object.keys(exports));
  return found;
}

function looksLikePack(value: unknown): value is PackUnderTest {
  return typeof value === "object" && value !== null && "meta" in value && "strategies" in value;
}

function shortened(entry: string): string {
  return entry.replace(/^\.\//, "");
}
