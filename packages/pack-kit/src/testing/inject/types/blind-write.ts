import type { Step } from "@mulligan/core";
import { shell } from "../calls.js";
import type { Draft } from "../draft.js";
import { need } from "../planting.js";
import type { Planting } from "../planting.js";
import { somewhere, targetOf } from "../target.js";
import type { Target } from "../target.js";

/** The compaction may have taken the look away. */
function needWholeRecord(draft: Draft): void {
  need(!draft.facts.compactions.includes(0), "the session goes on from an earlier one");
}

/** An existing file beside the edited one that no step has shown, nor a listing of its folder without it. */
function unseenFile(draft: Draft): { readonly path: string; readonly target: Target } {
  const target = targetOf(draft);
  const folder = target.path.split("/").slice(0, -1).join("/") || ".";
  const listed = draft.episode.steps.some(({ actions }) =>
    actions.some((action) => action.kind === "list" && action.path === folder),
  );
  need(!listed, "a listing shows which files there are");
  return { path: draft.absolute(target.beside("defaults")), target };
}

function shows(path: string, { actions, observation }: Step): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return (
    observation.includes(name) ||
    actions.some(
      (action) =>
        ("path" in action && action.path === path) ||
        (action.kind === "search" && action.shown.some((file) => file.path === path)),
    )
  );
}

export const blindWrite: Planting = {
  type: "BLIND_WRITE",
  failures: [
    {
      what: "an editor changes a file that no step had shown",
      plant(draft) {
        needWholeRecord(draft);
        const { path, target } = unseenFile(draft);
        const { language, tag } = target;
        const blind = draft.hand.edit(path, language.assign(`retries_${tag}`, 3), language.assign(`retries_${tag}`, 5));
        draft.insert(somewhere(draft), blind);
        return [blind];
      },
    },
    {
      what: "a substitution changes a file that no step had shown",
      plant(draft) {
        needWholeRecord(draft);
        const { path } = unseenFile(draft);
        const blind = shell(`sed -i 's/verbose = 0/verbose = 1/' ${path}`);
        draft.insert(somewhere(draft), blind);
        return [blind];
      },
    },
    {
      what: "the looks at an edited file are gone, its edits stay",
      plant(draft) {
        needWholeRecord(draft);
        const { path } = targetOf(draft);
        const first = draft.facts.files.get(path)?.edits.find(({ action }) => action.effect === "changed");
        need(
          first !== undefined && first.action.by === "editor" && first.action.kind === "edit" && !first.action.whole,
          "the file was not edited by an editor",
        );
        need((first.action.removed ?? "").trim() !== "", "what the edit replaced is not recorded");
        const words = (first.action.removed ?? "")
          .split("\n")
          .map((line) => line.trim())
          .filter((line) => line.length > 8);
        need(!words.some((line) => draft.run.task.includes(line)), "the task shows the lines");
        const showing = (step: Step): boolean =>
          step.number < first.step && (shows(path, step) || words.some((line) => step.observation.includes(line)));
        need(
          !draft.episode.steps.some((step) => showing(step) && step.actions.some((action) => "effect" in action)),
          "a step that shows the file also edits one",
        );
        draft.drop(showing);
        return [first.step];
      },
    },
    {
      what: "a script replaces text in a file that no step had shown",
      plant(draft) {
        needWholeRecord(draft);
        const { path } = unseenFile(draft);
        const text = `from pathlib import Path\n\npath = Path("${path}")\npath.write_text(path.read_text().replace("verbose = 0", "verbose = 1"))\n`;
        const blind = shell(`python - <<'SCRIPT'\n${text}SCRIPT`);
        draft.insert(somewhere(draft), blind);
        return [blind];
      },
    },
  ],
  hardNegatives: [
    {
      what: "the file is opened right before its edit",
      plant(draft) {
        const { beside, language, tag } = targetOf(draft);
        const path = draft.absolute(beside("defaults"));
        const before = language.assign(`retries_${tag}`, 3);
        const seen = [
          draft.hand.look(path, `${before}\n`),
          draft.hand.edit(path, before, language.assign(`retries_${tag}`, 5)),
        ];
        draft.insert(somewhere(draft), ...seen);
        return seen;
      },
    },
    {
      what: "a search prints the line that is changed then",
      plant(draft) {
        const { beside, language, tag } = targetOf(draft);
        const path = draft.absolute(beside("defaults"));
        const before = language.assign(`retries_${tag}`, 3);
        const seen = [
          shell(`grep -n retries_${tag} ${path}`, `12:${before}\n`),
          draft.hand.edit(path, before, language.assign(`retries_${tag}`, 5)),
        ];
        draft.insert(somewhere(draft), ...seen);
        return seen;
      },
    },
    {
      what: "the file is new",
      plant(draft) {
        const { beside, language, tag } = targetOf(draft);
        const made = draft.hand.create(draft.absolute(beside("defaults")), `${language.assign(`retries_${tag}`, 3)}\n`);
        draft.insert(somewhere(draft), made);
        return [made];
      },
    },
  ],
};
