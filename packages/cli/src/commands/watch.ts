import { configOptions, isOn, numberOf, outputOptions, parse } from "../arguments.js";
import type { Options } from "../arguments.js";
import { loadRegistry } from "../config/load-config.js";
import { usageError } from "../errors.js";
import { exitCodes } from "../exit-codes.js";
import type { Io } from "../io.js";
import { styleOf } from "../output/style.js";
import { counted } from "../output/text.js";
import { newFindingDocument, newFindingText } from "../output/watch-text.js";
import { Watcher } from "../watch/watcher.js";

const options: Options = {
  ...configOptions,
  ...outputOptions,
  jsonl: { type: "boolean" },
  all: { type: "boolean" },
  interval: { type: "string" },
  settle: { type: "string" },
};

const secondsBetweenLooks = 1;
/** An agent that only thinks aloud between two calls goes on sooner. */
const secondsToSettle = 5;
const millisecondsASecond = 1_000;

export async function watch(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("watch", commandArguments, options);
  const { positionals: given } = parsed;
  if (given.length === 0 || given.includes("-")) {
    throw usageError("watch", "Name at least one session file, or a folder that holds sessions.");
  }
  if (isOn(parsed, "json")) throw usageError("watch", "There is no end to print one object at: use --jsonl.");
  const interval = numberOf("watch", parsed, "interval", { minimum: 0.01, maximum: 3_600 }) ?? secondsBetweenLooks;
  const settle = numberOf("watch", parsed, "settle", { minimum: 0, maximum: 86_400 }) ?? secondsToSettle;
  const { registry } = await loadRegistry(parsed, io);
  const style = styleOf(parsed, io);
  const note = (text: string) => {
    if (!isOn(parsed, "quiet")) io.error(`${text}\n`);
  };

  const interruption = interruptible(io);
  const settled = Math.max(1, Math.ceil(settle / interval));
  const watcher = new Watcher(given, { cwd: io.cwd, registry, settled, all: isOn(parsed, "all") });
  const failed = new Set<string>();
  let told = 0;
  note(`Watching ${counted(watcher.size, "file")}; Ctrl-C ends it.`);
  try {
    while (!interruption.happened) {
      for await (const news of watcher.look(() => interruption.happened)) {
        if ("message" in news) {
          note(`${news.file}: ${news.message}`);
          continue;
        }
        for (const { id, message } of news.diagnosis.diagnostics) if (!failed.has(id)) note(`${news.file}: ${message}`);
        for (const { id } of news.diagnosis.diagnostics) failed.add(id);
        for (const finding of news.findings) {
          io.out(
            isOn(parsed, "jsonl")
              ? `${JSON.stringify(newFindingDocument(news, finding))}\n`
              : newFindingText(news, finding, style),
          );
          told += 1;
        }
      }
      await interruption.pause(interval * millisecondsASecond);
    }
  } finally {
    interruption.release();
  }
  note(`${counted(told, "finding")} in ${counted(watcher.size, "file")}.`);
  return exitCodes.interrupted;
}

interface Interruption {
  readonly happened: boolean;
  /** Waits, but not beyond an interruption. */
  pause(milliseconds: number): Promise<void>;
  release(): void;
}

function interruptible(io: Io): Interruption {
  let happened = false;
  let wake = (): void => undefined;
  const release = io.onInterruption?.(() => {
    happened = true;
    wake();
  });
  return {
    get happened() {
      return happened;
    },
    pause: (milliseconds) =>
      new Promise((done) => {
        if (happened) return done();
        const timer = setTimeout(done, milliseconds);
        wake = () => {
          clearTimeout(timer);
          done();
        };
      }),
    release: () => release?.(),
  };
}
