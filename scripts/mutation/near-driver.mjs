/* oxlint-disable no-underscore-dangle -- globals that no source of a package has */
// Bundled with the tests of a pack: gives the search what it needs of the packs.
import { facts } from "../../packages/core/src/index.js";
import { allPacks } from "../../packages/pack-kit/test/injection/all-packs.js";
import { changed } from "../../packages/pack-kit/test/near-runs/changes.js";
import { findingsOf } from "../../packages/pack-kit/test/near-runs/findings-of.js";

globalThis.__near = { allPacks, changed, facts, findingsOf };
