// The texts of NEVER_TESTED as a program without a template engine would write them.
const code = (text) => `\`${text}\``;
const codes = (texts, max) => {
  const shown =
    texts.length > max ? [...texts.slice(0, max - 1).map(code), `${texts.length - max + 1} more`] : texts.map(code);
  return shown.length < 2 ? shown[0] : `${shown.slice(0, -1).join(", ")} and ${shown[shown.length - 1]}`;
};

export const literals = {
  whatWentWrong: ({ data }) =>
    `${data.edits === 1 ? `Step ${data.lastEdit} changed ${codes(data.files, 3)}` : `From step ${data.firstEdit} to step ${data.lastEdit} the run changed ${codes(data.files, 3)}`}${data.attempt ? `. Nothing later reached that code: the last try, at step ${data.attempt.step}, stopped before it.` : data.stepsAfter === 1 ? ", and the one step after it ran neither a test nor that code." : data.stepsAfter ? `, and none of the ${data.stepsAfter} steps after the last change ran a test or that code.` : ", and the run ended there: no test and none of that code was run."} So nothing could show whether the change does what the task asks, and a slip in it stayed unseen.`,
  improvedStrategy: ({ data, run }) =>
    `Let a run decide when the work is done, not a reading of the change.${run.testCommand ? ` After each change${data.files ? ` of ${codes(data.files, 2)}` : ""}, run ${code(run.testCommand)}, or the part of it that covers the change, and go on until it passes.` : data.testFile ? ` ${code(data.testFile)} was at hand in the previous attempt: run it with this project's test runner after each change, and go on until it passes.` : ` Find out how this project runs its tests, run those nearest to ${data.files ? codes(data.files, 2) : "the change"} after each edit, and go on until they pass.`} Where the tests cannot be started, call the changed code from a small script and look at what it returns.`,
  plan: ({ data, run }) =>
    `${run.testCommand ? `Run ${code(run.testCommand)} once before editing and note what fails already.` : data.testFile ? `Find the command that runs ${code(data.testFile)}, run it once before editing, and note what fails already.` : "Find the project's test command in its readme, build file or CI configuration, and run it once before editing."}
Make the change${data.files ? `; the previous attempt made it in ${codes(data.files, 2)}, unverified` : ""}.
Run the same command again; where it fails, read the first failure and correct the code that it names.
After the last edit, run it once more, and finish when that run passes.
If it cannot be started here, exercise the changed code with a script, and say in the closing message what stayed unverified.`,
  system: ({ data, run }) =>
    `${data.files ? `The previous attempt changed ${codes(data.files, 2)} and ended without running any of it.` : "The previous attempt ended without running what it had changed."} After the last edit, run ${run.testCommand ? code(run.testCommand) : data.testFile ? `the tests in ${code(data.testFile)}` : "the tests nearest to the change"}, and finish when that run passes. If no test can be started, say what stayed unverified.`,
};
