/** What stands behind `docker compose exec web`: where the command starts, or the script that is to be read in its place. */
export type Behind = { readonly at: number } | { readonly script: string };

const composeOptions: ReadonlySet<string> = new Set([
  "-f",
  "--file",
  "-p",
  "--project-name",
  "--profile",
  "--env-file",
  "--project-directory",
]);
const containerOptions: ReadonlySet<string> = new Set([
  "-e",
  "--env",
  "--env-file",
  "-u",
  "--user",
  "-w",
  "--workdir",
  "-v",
  "--volume",
  "-p",
  "--publish",
  "--name",
  "--network",
  "--net",
  "--mount",
  "--entrypoint",
  "--platform",
  "-m",
  "--memory",
  "--cpus",
  "--index",
  "-h",
  "--hostname",
  "--label",
  "-l",
  "--add-host",
  "--shm-size",
  "--gpus",
  "--tmpfs",
]);

const ddevOptions: ReadonlySet<string> = new Set(["-s", "--service", "-d", "--dir"]);

/** Programs that start a command somewhere else: in a container, a pod, a virtual machine, an environment of its own. */
const places: ReadonlyMap<string, (words: readonly string[], at: number) => Behind | undefined> = new Map([
  ["docker", container],
  ["podman", container],
  ["nerdctl", container],
  ["docker-compose", compose],
  ["podman-compose", compose],
  ["kubectl", behindDashes(/^exec$/)],
  ["oc", behindDashes(/^(?:exec|rsh)$/)],
  ["doppler", behindDashes(/^run$/)],
  ["infisical", behindDashes(/^run$/)],
  ["op", behindDashes(/^run$/)],
  ["dotenvx", behindDashes(/^run$/)],
  ["aws-vault", behindDashes(/^exec$/)],
  ["mise", behindDashes(/^(?:exec|x)$/)],
  ["nix", behindOption(/^(?:develop|shell)$/, /^(?:-c|--command)$/)],
  ["nix-shell", scriptOf(/^--(?:run|command)$/)],
  ["vagrant", scriptOf(/^(?:-c|--command)$/)],
  ["direnv", (words, at) => (words[at + 1] === "exec" ? found(words, at + 3) : undefined)],
  ["devcontainer", (words, at) => (words[at + 1] === "exec" ? devcontainer(words, at + 2) : undefined)],
  ["ddev", (words, at) => (words[at + 1] === "exec" ? found(words, skip(words, at + 2, ddevOptions)) : undefined)],
]);

/** Undefined where the words at `at` start nothing elsewhere. */
export function behindPlace(name: string, words: readonly string[], at: number): Behind | undefined {
  return places.get(name)?.(words, at);
}

function container(words: readonly string[], at: number): Behind | undefined {
  const verb = skip(words, at + 1, new Set(["--context", "-H", "--host"]));
  if (words[verb] === "compose") return compose(words, verb);
  const run = words[verb] === "container" ? verb + 1 : verb;
  return words[run] === "exec" || words[run] === "run" ? behindName(words, run + 1) : undefined;
}

function compose(words: readonly string[], at: number): Behind | undefined {
  const verb = skip(words, at + 1, composeOptions);
  return words[verb] === "exec" || words[verb] === "run" ? behindName(words, verb + 1) : undefined;
}

/** Options, the name of an image, a container or a service, and then the command. */
function behindName(words: readonly string[], from: number): Behind | undefined {
  return found(words, skip(words, from, containerOptions) + 1);
}

function devcontainer(words: readonly string[], from: number): Behind | undefined {
  return found(words, skip(words, from, new Set(["--workspace-folder", "--container-id", "--config", "--id-label"])));
}

function behindDashes(verb: RegExp): (words: readonly string[], at: number) => Behind | undefined {
  return (words, at) => {
    if (!verb.test(words[at + 1] ?? "")) return undefined;
    const dashes = words.indexOf("--", at);
    return dashes < 0 ? undefined : found(words, dashes + 1);
  };
}

function behindOption(verb: RegExp, option: RegExp): (words: readonly string[], at: number) => Behind | undefined {
  return (words, at) => {
    if (!verb.test(words[at + 1] ?? "")) return undefined;
    const place = words.findIndex((word, index) => index > at && option.test(word));
    return place < 0 ? undefined : found(words, place + 1);
  };
}

function scriptOf(option: RegExp): (words: readonly string[], at: number) => Behind | undefined {
  return (words, at) => {
    const place = words.findIndex((word, index) => index > at && option.test(word));
    const script = place < 0 ? undefined : words[place + 1];
    return script === undefined ? undefined : { script };
  };
}

function found(words: readonly string[], at: number): Behind | undefined {
  return at < words.length ? { at } : undefined;
}

function skip(words: readonly string[], from: number, withValue: ReadonlySet<string>): number {
  let at = from;
  while (at < words.length && words[at]!.startsWith("-")) at += withValue.has(words[at]!) ? 2 : 1;
  return at;
}
