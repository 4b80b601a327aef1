// Reads an AsyncAPI document from standard input and prints what @asyncapi/parser has against it, as JSON.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { Parser } = createRequire(`${process.env.NODE_MODULES}/`)("@asyncapi/parser");
const { document, diagnostics } = await new Parser().parse(readFileSync(0, "utf-8"));
const problems = diagnostics.filter((found) => found.severity < 2).map((found) => `${found.path.join("/")}: ${found.message}`);
process.stdout.write(JSON.stringify({ problems, channels: document ? document.channels().length : 0, messages: document ? document.messages().length : 0 }));
