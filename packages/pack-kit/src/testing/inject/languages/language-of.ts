import { go } from "./go.js";
import { javascript } from "./javascript.js";
import type { Language } from "./language.js";
import { python } from "./python.js";

/** The language of a file, where planted code and output can be written in it. */
export function languageOf(path: string): Language | undefined {
  return [python, go, javascript].find(({ files }) => files.test(path));
}
