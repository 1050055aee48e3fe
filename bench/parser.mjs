// What reading is held against: `JSON.parse` of the same text, a document or one document a line.
export function parser(text) {
  try {
    JSON.parse(text);
    return () => JSON.parse(text);
  } catch {
    return () => {
      for (const line of text.split("\n")) if (line !== "") parseLine(line);
    };
  }
}

function parseLine(line) {
  try {
    JSON.parse(line);
  } catch {
    // A line that was cut off is no record for the readers either.
  }
}
