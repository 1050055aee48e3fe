// The way of a recording from text to diagnosis, with the time of each stage. Every round starts from the text again:
// strings that one stage has joined or sliced are dear for the next one only the first time.
import { parser } from "./parser.mjs";
import { summary } from "./measure.mjs";

export const stages = ["parse", "record", "interpret", "facts", "diagnose"];
const outcome = { status: "failed" };

/** Medians in milliseconds for each recording; all recordings are taken in each round. */
export function timeStages(library, recordings, { rounds, warmup }) {
  const rows = recordings.map((recording) => ({
    ...recording,
    parse: parser(recording.text),
    times: Object.fromEntries(stages.map((stage) => [stage, []])),
    steps: 0,
  }));
  for (let round = -warmup; round < rounds; round += 1) {
    for (const row of rows) {
      const spent = once(library, row);
      if (round >= 0) for (const stage of stages) row.times[stage].push(spent[stage]);
    }
  }
  return rows.map(({ name, format, text, steps, times }) => {
    const medians = Object.fromEntries(stages.map((stage) => [stage, summary(times[stage]).median]));
    return { name, format, size: text.length, steps, ...medians };
  });
}

function once(library, row) {
  const { facts: factsOf, diagnose, interpret, recordText, registry } = library;
  const started = performance.now();
  row.parse();
  const parsed = performance.now();
  const { runs } = recordText(row.text);
  const recorded = performance.now();
  const episodes = runs.map((run) => interpret(run, { outcome }));
  const interpreted = performance.now();
  const facts = episodes.map((episode) => factsOf(episode));
  const known = performance.now();
  for (const [index, episode] of episodes.entries()) diagnose(episode, registry, { facts: facts[index] });
  const diagnosed = performance.now();
  row.steps = episodes.reduce((steps, episode) => steps + episode.steps.length, 0);
  const parse = parsed - started;
  return {
    parse,
    record: recorded - parsed - parse,
    interpret: interpreted - recorded,
    facts: known - interpreted,
    diagnose: diagnosed - known,
  };
}
