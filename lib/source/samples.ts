/** A small dataset that comes with Loupe. Where each was cut from: public/samples/README.md. */
export interface Sample {
  /** File name, and the name of the sample in a link. */
  name: string;
  title: string;
  description: string;
  rows: number;
  sizeBytes: number;
  /** Root-relative address. */
  path: string;
  /** SPDX identifier. */
  licence: string;
}

export const SAMPLES: readonly Sample[] = [
  {
    name: "agent-trajectories.jsonl",
    title: "Agent trajectories",
    description: "Tool use with categories, teacher models, outcome, latency, cost and energy",
    rows: 67,
    sizeBytes: 277_247,
    licence: "Apache-2.0",
  },
  {
    name: "length-labels.jsonl",
    title: "Length labels",
    description: "Conversations of several turns, each answer labelled with its length",
    rows: 90,
    sizeBytes: 277_182,
    licence: "Apache-2.0",
  },
  {
    name: "preference-pairs.parquet",
    title: "Preference pairs",
    description: "Chosen and rejected answers to one prompt, with the models that wrote them",
    rows: 300,
    sizeBytes: 205_880,
    licence: "Apache-2.0",
  },
  {
    name: "airline-tool-calls.json",
    title: "Airline service",
    description: "Long runs of structured tool calls, with reward",
    rows: 24,
    sizeBytes: 267_659,
    licence: "MIT",
  },
  {
    name: "maths-latex.jsonl",
    title: "Mathematics",
    description: "Competition problems with worked solutions in LaTeX",
    rows: 173,
    sizeBytes: 277_968,
    licence: "Apache-2.0",
  },
].map((sample) => ({ ...sample, path: `/samples/${sample.name}` }));
