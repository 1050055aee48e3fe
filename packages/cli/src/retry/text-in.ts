import { readFileSync } from "node:fs";

/** Null where it cannot be read. */
export function textIn(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
