/** Help on what the commands that read runs have in common. */
export const inputOptions: string = `Outcome of the run
  --outcome WORD         passed, failed or unknown
  --score NUMBER         0 to 1; passes at 1, or at --pass-threshold
  --pass-threshold N     the score at which a run passes
  --outcomes FILE        JSON or JSON Lines: file, episode_id or instance_id, and outcome or score
  --report FILE          an evaluator's report (SWE-bench, Harbor, CTRF, JUnit, ...);
                         a report beside the run is found by itself
Configuration
  --config FILE          instead of the nearest mulligan.config.{ts,mts,js,mjs,cjs,json}
  --no-config            the built-in packs only
Output
  --color, --no-color    NO_COLOR, FORCE_COLOR and CI are respected
  -q, --quiet            no notes on standard error
`;
