import type { CheckAction } from "../../model/action.js";
import type { Facts, Verification } from "../facts.js";

const slipOfScript =
  /^(?:NameError|AttributeError|TypeError|ImportError|ModuleNotFoundError|SyntaxError|IndentationError|UnboundLocalError|KeyError|IndexError|FileNotFoundError|OSError|ReferenceError)$/;

/**
 * The verifications after the last code edit that the agent could rely upon, when the last of them succeeded; null when it
 * did not. A crash of the agent's own script in its own lines is set aside: it says nothing about the code.
 */
export function reliedUpon(facts: Facts): readonly Verification[] | null {
  const after = facts.verificationsAfterLastEdit;
  const scratch = new Set(facts.scratchCreated.map(({ path }) => path));
  let end = after.length;
  while (end > 0) {
    const last = after[end - 1];
    if (last === undefined || last.ok) break;
    if (last.action.kind !== "check" || !isOwnSlip(last.action, scratch)) return null;
    end -= 1;
  }
  const good = after.slice(0, end).filter(({ ok }) => ok);
  return good.length === 0 ? null : good;
}

function isOwnSlip({ error, script }: CheckAction, scratch: ReadonlySet<string>): boolean {
  if (error === undefined || !slipOfScript.test(error.name)) return false;
  const { path } = error;
  return (
    path === undefined ||
    path === script ||
    path.startsWith("/tmp/") ||
    path === "<string>" ||
    path === "<stdin>" ||
    scratch.has(path)
  );
}
