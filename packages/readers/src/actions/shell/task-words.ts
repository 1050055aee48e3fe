/** Options that take the next word, by the program that runs tasks. */
export const valuedOptions: Readonly<Record<string, ReadonlySet<string>>> = {
  npm: new Set(["-w", "--workspace", "--prefix", "-C"]),
  pnpm: new Set(["-F", "--filter", "--filter-prod", "-C", "--dir"]),
  yarn: new Set(["--cwd"]),
  bun: new Set(["-F", "--filter", "--cwd"]),
  make: new Set(["-C", "--directory", "-f", "--file", "-I", "-j"]),
  gmake: new Set(["-C", "--directory", "-f", "--file", "-I", "-j"]),
  just: new Set(["-f", "--justfile", "-d", "--working-directory"]),
  task: new Set(["-d", "--dir", "-t", "--taskfile"]),
  rake: new Set(["-f", "--rakefile"]),
  composer: new Set(["-d", "--working-dir"]),
  turbo: new Set(["--filter", "--cwd"]),
};
const noTask = /^(?:run|run-script|task)$/;

/** The words of `pnpm --filter core run build` that name tasks: `build`. `words` begin with the program's name. */
export function taskWords(words: readonly string[]): readonly string[] {
  const [name = ""] = words;
  const options = Object.hasOwn(valuedOptions, name) ? valuedOptions[name] : undefined;
  const found: string[] = [];
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at]!;
    if (options?.has(word) === true) {
      // `make -j build`: the number is optional.
      if (word !== "-j" || /^\d+$/.test(words[at + 1] ?? "")) at += 1;
    } else if (name === "yarn" && word === "workspace" && found.length === 0) at += 1;
    else if (!word.startsWith("-") && !noTask.test(word) && !word.includes("=")) found.push(word);
  }
  return found;
}
