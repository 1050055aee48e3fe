import { defineOptions } from "@mulligan/core";
import type { OptionDefinition, OptionsOf, StandardSchema } from "@mulligan/core";

type Texts = Extract<OptionDefinition, { type: "strings" }>;

const definitions: Record<"modelFiles" | "declarations" | "migrationFolders" | "migrationCommands", Texts> = {
  modelFiles: {
    type: "strings",
    default: ["models.py", "models/", ".entity.ts", "entities/"],
    description: "Where models live: ends of file names, or folder names with a slash at the end.",
  },
  declarations: {
    type: "strings",
    default: ["Field(", "ForeignKey(", "Column(", "mapped_column(", "@Column", "@ManyToOne"],
    description: "Texts that declare a column; an edit that adds and removes none of them changes no table.",
  },
  migrationFolders: {
    type: "strings",
    default: ["migrations", "db/migrate", "alembic/versions"],
    description: "Folders that hold migrations, as the last parts of their paths.",
  },
  migrationCommands: {
    type: "strings",
    default: ["makemigrations", "alembic revision", "migration:generate", "generate migration"],
    description: "Parts of commands that write a migration.",
  },
};

export type Options = OptionsOf<typeof definitions>;

export const options: StandardSchema<Options> = defineOptions(definitions);
