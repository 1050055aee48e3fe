import { join } from "node:path";
import type { CountTokens } from "@mulligan/renderer";
import { tokenizerFailedError, tokenizerNotFoundError, tokenizerShapeError } from "../errors.js";
import type { Io } from "../io.js";
import { importFile, loadFailure } from "./import-file.js";
import { resolvePackage } from "./resolve-package.js";

/** What models of the o-series and later count by, where a package knows several encodings. */
const encodingName = "o200k_base";

type Encode = (text: string) => ArrayLike<unknown>;

/**
 * The tokenizer of an installed package, seen from the folder of the call: one that exports `countTokens` or `encode`
 * (gpt-tokenizer), or `getEncoding` (js-tiktoken). Nothing is loaded unless it is asked for.
 */
export async function loadTokenizer(name: string, io: Io): Promise<CountTokens> {
  const path = resolvePackage(join(io.cwd, "package.json"), name);
  if (path === null) throw tokenizerNotFoundError(name);
  let exports;
  try {
    exports = await importFile(path, io);
  } catch (error) {
    throw tokenizerFailedError(name, loadFailure(error, path));
  }
  for (const candidate of [exports, exports["default"]]) {
    const count = countOf(candidate);
    if (count !== null) return count;
  }
  throw tokenizerShapeError(name, Object.keys(exports));
}

function countOf(value: unknown): CountTokens | null {
  if (typeof value !== "object" || value === null) return null;
  const { countTokens, encode, getEncoding } = value as Readonly<Record<string, unknown>>;
  if (typeof countTokens === "function") return countTokens as CountTokens;
  if (typeof encode === "function") return (text) => (encode as Encode)(text).length;
  if (typeof getEncoding !== "function") return null;
  const encoding = (getEncoding as (name: string) => { encode: Encode })(encodingName);
  return (text) => encoding.encode(text).length;
}
