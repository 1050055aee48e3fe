/** Lines that a hunk of a patch takes out and brings in, trimmed, blank ones aside. */
interface Hunk {
  readonly lost: string[];
  readonly gained: Set<string>;
}

const hunkHeader = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;

/**
 * What an edit took out of a file, by the patch that was submitted in the end: the removed lines of the hunks that hold all
 * lines of the edit. Empty where no hunk does: the edit was changed again, or is no part of the patch.
 */
export function lostInPatch(submission: string, path: string, added: string): string {
  const written = added
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (!submission.includes(path)) return "";
  return hunksOf(submission, path)
    .filter(({ gained }) => written.some((line) => gained.has(line)))
    .filter(({ gained, lost: removed }) => written.every((line) => gained.has(line) || removed.includes(line)))
    .flatMap(({ lost: removed }) => removed)
    .join("\n");
}

/** Hunks are read by their counted lines, so that content which looks like a header stays content. */
function hunksOf(patch: string, path: string): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let inside = false;
  let oldLines = 0;
  let newLines = 0;
  for (const line of patch.split("\n")) {
    if (oldLines > 0 || newLines > 0) {
      const text = line.slice(1).trim();
      const hunk = inside ? hunks.at(-1) : undefined;
      if (line.startsWith("+")) newLines -= 1;
      else if (line.startsWith("-")) oldLines -= 1;
      else if (!line.startsWith("\\")) {
        oldLines -= 1;
        newLines -= 1;
      }
      if (hunk === undefined || text === "") continue;
      if (line.startsWith("-")) hunk.lost.push(text);
      else if (!line.startsWith("\\")) hunk.gained.add(text);
      continue;
    }
    if (line.startsWith("+++ ")) inside = line.slice(4).trimEnd().replace(/^b\//, "") === path;
    const counts = hunkHeader.exec(line);
    if (counts === null) continue;
    oldLines = Number(counts[1] ?? 1);
    newLines = Number(counts[2] ?? 1);
    if (inside) hunks.push({ lost: [], gained: new Set() });
  }
  return hunks;
}
