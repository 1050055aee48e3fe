import { shell } from "../calls.js";
import type { Planting } from "../planting.js";
import { needOwnEnd, targetOf } from "../target.js";

export const unverifiedFinalEdit: Planting = {
  type: "UNVERIFIED_FINAL_EDIT",
  failures: [
    {
      what: "code is edited once more after the last test run",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const last = target.edit();
        draft.insert(draft.end, target.pass(), last);
        return [last];
      },
    },
    {
      what: "one command runs the tests and edits the code then",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const run = target.pass();
        const line = target.language.assign(`limit_${target.tag}`, 2).trim();
        const command = `${run.command ?? ""} && echo '${line}' >> ${target.absolute}`;
        const both = shell(command, run.observation);
        draft.insert(draft.end, both);
        return [both];
      },
    },
    {
      what: "after the last edit the file is only shown",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const last = target.edit();
        const shown = shell(`sed -n '1,3p' ${target.absolute}`, "first line\nsecond line\nthird line\n");
        draft.insert(draft.end, target.pass(), last, shown, shell("git status --short", ` M ${target.path}\n`));
        return [last];
      },
    },
  ],
  hardNegatives: [
    {
      what: "the last edit changes a comment",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const { comment } = target.language;
        const last = draft.hand.edit(
          target.absolute,
          comment(`Limits ${target.tag}.`),
          comment(`The limits ${target.tag}.`),
        );
        draft.insert(draft.end, target.pass(), last);
        return [last];
      },
    },
    {
      what: "the last edit changes a document",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const last = draft.hand.edit(draft.absolute("docs/limits.md"), "The limit is 3.", "The limit is 5.");
        draft.insert(draft.end, target.pass(), last);
        return [last];
      },
    },
    {
      what: "the last edit is verified",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const calls = [target.pass(), target.edit(), target.pass()];
        draft.insert(draft.end, ...calls);
        return calls;
      },
    },
    {
      what: "one command edits the code and runs the tests then",
      plant(draft) {
        needOwnEnd(draft);
        const target = targetOf(draft);
        const run = target.pass();
        const both = shell(
          `echo '${target.language.assign(`limit_${target.tag}`, 2).trim()}' >> ${target.absolute} && ${run.command ?? ""}`,
          run.observation,
        );
        draft.insert(draft.end, target.pass(), both);
        return [both];
      },
    },
  ],
};
