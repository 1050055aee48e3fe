import type { RecordedCall } from "@mulligan/readers/record";
import { shell } from "../calls.js";
import type { Planting } from "../planting.js";
import { somewhere, targetOf } from "../target.js";

const ways = [
  "python docs/build_pages.py --all",
  "python -m docs.build_pages",
  "python docs/build_pages.py --only index",
];

function missing(command: string | undefined): RecordedCall {
  return shell(
    command ?? "",
    "Traceback (most recent call last):\n  File \"docs/build_pages.py\", line 3, in <module>\n    import pagemaker\nModuleNotFoundError: No module named 'pagemaker'\n",
    1,
  );
}

export const repeatedErrorLoop: Planting = {
  type: "REPEATED_ERROR_LOOP",
  failures: [
    {
      what: "three different calls die of the same missing module, and nothing is done about it",
      plant(draft) {
        const calls = ways.map(missing);
        draft.insert(somewhere(draft), ...calls);
        return calls;
      },
    },
    {
      what: "a runner refuses the same option three times in different calls",
      plant(draft) {
        const calls = ["tests", "tests/unit", "tests/unit -x"].map((tests) =>
          shell(
            `python -m pytest ${tests} --fast-mode`,
            "ERROR: usage: __main__.py [options] [file_or_dir] [file_or_dir] [...]\n__main__.py: error: unrecognized arguments: --fast-mode\n",
            4,
          ),
        );
        draft.insert(somewhere(draft), ...calls);
        return calls;
      },
    },
    {
      what: "the shell does not find one command in three different calls",
      plant(draft) {
        const calls = ["build", "build --fast", "check"].map((goal) =>
          shell(`pagemaker ${goal}`, "bash: pagemaker: command not found\n", 127),
        );
        draft.insert(somewhere(draft), ...calls);
        return calls;
      },
    },
  ],
  hardNegatives: [
    {
      what: "the module is installed between the calls",
      plant(draft) {
        const calls = [
          missing(ways[0]),
          missing(ways[1]),
          shell("pip install pagemaker", "Successfully installed pagemaker-1.0\n"),
          missing(ways[2]),
        ];
        const place = somewhere(draft);
        draft.insert(place, targetOf(draft).edit(), ...calls);
        return calls;
      },
    },
    {
      what: "three searches find nothing",
      plant(draft) {
        const calls = ["limit_of", "limits_of", "limit_for"].map((name) => shell(`grep -rn ${name}_9731 .`, "", 1));
        draft.insert(somewhere(draft), ...calls);
        return calls;
      },
    },
    {
      what: "three probes ask which modules are installed",
      plant(draft) {
        const calls = ["pagemaker", "pageprinter", "pagewriter"].map((name) =>
          shell(
            `python -c "import ${name}"`,
            `Traceback (most recent call last):\n  File "<string>", line 1, in <module>\nModuleNotFoundError: No module named '${name}'\n`,
            1,
          ),
        );
        draft.insert(somewhere(draft), ...calls);
        return calls;
      },
    },
    {
      what: "two different calls die of the same missing module",
      plant(draft) {
        const calls = ways.slice(0, 2).map(missing);
        draft.insert(somewhere(draft), ...calls);
        return calls;
      },
    },
  ],
};
