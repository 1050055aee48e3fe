// The built packages, as a program outside the repository would import them.
const packages = new URL("../packages/", import.meta.url);
const load = (name) => import(new URL(`${name}/dist/index.js`, packages).href);
const packNames = ["default", "integrity", "process", "tooling", "verification"];

const [readers, core, renderer, packs, { parseShell }] = await Promise.all([
  load("readers"),
  load("core"),
  load("renderer"),
  Promise.all(packNames.map((name) => load(`templates-${name}`))),
  import(new URL("readers/dist/actions/shell/parse.js", packages).href),
]);

/** All packs that come with the command line. */
const registry = core.createRegistry({
  packs: packs.map((pack, index) => pack[`templates${packNames[index][0].toUpperCase()}${packNames[index].slice(1)}`]),
});

export const library = {
  renderer,
  recordText: readers.recordText,
  interpret: readers.interpret,
  readText: readers.readText,
  facts: core.facts,
  diagnose: core.diagnose,
  isMulliganError: core.isMulliganError,
  composePlan: renderer.composePlan,
  parseShell,
  registry,
};
