import { testRecognisers } from "@mulligan/pack-kit/vitest";
import migrations from "../src/index.js";

testRecognisers(migrations, {
  paths: {
    recognises: {
      "a dump of the schema": { path: "db/schema.rb", pathClass: "generated" },
      "a dump as SQL, in a part of the repository": { path: "shop/db/structure.sql", pathClass: "generated" },
    },
    ignores: {
      "code of the same name elsewhere": "lib/schema.rb",
      "a file that only ends like it": "lib/mydb/schema.rb",
    },
  },
});
