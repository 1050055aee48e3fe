import type { RegisteredStrategy, Registry } from "@mulligan/core";
import { errorsOnlyArm, limitRegistry, plainArm, planArm } from "@mulligan/retry";
import type { Arm } from "@mulligan/retry";
import { usageError } from "../errors.js";

/**
 * Arms by their names: `plain`, `errors-only`, `plan`, and `plan:` with a pack, a namespace, or failure types joined by
 * `+`, which uses these strategies only.
 */
export function armsOf(command: string, words: string, registry: Registry): Arm[] {
  const names = words
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length === 0) throw usageError(command, `--arms "${words}" names no arm.`);
  return names.map((name) => {
    if (name === "plain") return plainArm();
    if (name === "errors-only") return errorsOnlyArm();
    if (name === "plan") return planArm({ registry });
    if (name.startsWith("plan:")) return planArm({ name, registry: limited(command, name, registry) });
    throw usageError(
      command,
      `--arms: there is no arm "${name}". Arms are plain, errors-only, plan, and plan:PACK or plan:TYPE.`,
    );
  });
}

function limited(command: string, name: string, registry: Registry): Registry {
  const wanted = name.slice("plan:".length).split("+");
  const isCalled = (word: string) => (entry: RegisteredStrategy) =>
    [entry.id, entry.type, entry.namespace, entry.pack].includes(word);
  for (const word of wanted) {
    if (!registry.strategies.some(isCalled(word)))
      throw usageError(command, `--arms ${name}: no pack and no failure type in force is called "${word}".`);
  }
  return limitRegistry(registry, (entry) => wanted.some((word) => isCalled(word)(entry)));
}
