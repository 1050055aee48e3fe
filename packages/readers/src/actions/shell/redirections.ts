import type { Redirection } from "unbash";
import type { OutputRedirect, SimpleCommand } from "./commands.js";
import type { Variables } from "./variables.js";

/** Where a command's input comes from and its output goes. */
export function readRedirections(
  list: readonly Redirection[],
  variables: Variables,
): Omit<SimpleCommand, "words" | "text"> {
  if (list.length === 0) return { writes: [], silencesErrors: false };
  const writes: OutputRedirect[] = [];
  let silencesErrors = false;
  let stdin: string | undefined;
  let stdinFile: string | undefined;
  for (const redirect of list) {
    if (redirect.type === "HereDoc") {
      stdin = redirect.body.text;
      continue;
    }
    const target = redirect.target === undefined ? "" : variables.word(redirect.target);
    if (redirect.type === "HereString") {
      stdin = target;
      continue;
    }
    const descriptor = redirect.descriptor?.type === "FileDescriptor" ? redirect.descriptor.value : undefined;
    if (redirect.operator === "<") stdinFile = target;
    else if (redirect.operator.includes(">") && target !== "" && !/^&?\d+$|^-$/.test(target)) {
      if (target === "/dev/null") {
        if (descriptor === 2 || redirect.operator.startsWith("&")) silencesErrors = true;
        if (descriptor !== 2) writes.push({ path: "/dev/null", append: false });
      } else if (descriptor !== 2 && !target.startsWith("/dev/")) {
        writes.push({ path: target, append: redirect.operator.endsWith(">>") });
      }
    }
  }
  return {
    writes,
    silencesErrors,
    ...(stdin === undefined ? {} : { stdin }),
    ...(stdinFile === undefined ? {} : { stdinFile }),
  };
}
