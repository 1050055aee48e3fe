import type { Episode, Step } from "../model/episode.js";

/** `which swiftc`, `command -v cargo`, `where msbuild`: the names that are looked for stand in the first group. */
const lookup = /(?:^|[;&|(!])\s*(?:if !? *)?(?:which|command -v|type -p|where(?:\.exe)?)((?:[ \t]+[\w.+-]+)+)/;
const saysNotRun =
  /\b(?:not|never|n['’]t)\b[^.\n]{0,30}\b(?:compiled?|built|build|run|ran|tested?|executed?|verif(?:y|ied))\b|\bun(?:tested|verified|compiled)\b|\bunable to (?:compile|build|run|test|execute|verify)\b/i;

/** The agent looked for the program that would build or run the code, found none, and says at the end what was not run. */
export function isToolMissing({ steps, finalMessage }: Episode): boolean {
  return saysNotRun.test(finalMessage) && steps.some(lookedInVain);
}

function lookedInVain({ command = "", observation, status, exitCode }: Step): boolean {
  if (status !== "error" && (exitCode ?? 0) === 0) return false;
  const names = lookup.exec(command)?.[1]?.trim().split(/\s+/) ?? [];
  const lines = new Set(observation.split("\n").map((line) => line.slice(line.lastIndexOf("/") + 1).trimEnd()));
  return names.length > 0 && !names.some((name) => lines.has(name));
}
