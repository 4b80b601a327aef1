// Loads a configuration of XState from standard input and prints, for every phase and event given, where it leads.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { setup, getNextSnapshot } = createRequire(`${process.env.NODE_MODULES}/`)("xstate");
const { machine, asked } = JSON.parse(readFileSync(0, "utf-8"));
const leadsTo = ({ event }, { phase }) => event.phase === phase;
const created = setup({ guards: { leadsTo } }).createMachine(machine);
const answers = asked.map(([from, type, phase]) => {
  const before = created.resolveState({ value: from });
  const event = { type, phase };
  return [before.can(event), getNextSnapshot(created, before, event).value];
});
process.stdout.write(JSON.stringify(answers));
