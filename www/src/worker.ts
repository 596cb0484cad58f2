// The page's script once more, as a worker: it reads the long texts.
import type { Options, Report } from "./core";
import { ownBundle } from "./own-script";

export type Question = { turn: number; text: string; options: Options };
export type Answer = { turn: number; report?: Report; problem?: string };

let worker: Worker | undefined;
/** Turn 0 is the worker's own word that it listens. */
let up: Promise<Answer> | undefined;
let turns = 0;
const waiting = new Map<number, (answer: Answer) => void>();

/** Reads a text in the worker, which is started for the first one. */
export async function inWorker(text: string, options: Options): Promise<Report> {
  if (!worker) {
    worker = new Worker(ownBundle(), { type: "module" });
    up = new Promise((settle) => waiting.set(0, settle));
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      waiting.get(data.turn)?.(data);
      waiting.delete(data.turn);
    });
    worker.addEventListener("error", (event) => {
      for (const [turn, settle] of waiting) settle({ turn, problem: event.message || "the worker did not start" });
      waiting.clear();
      worker = undefined;
    });
  }
  const { problem } = (await up) ?? {};
  if (problem) throw new Error(problem);
  const turn = ++turns;
  const answer = await new Promise<Answer>((settle) => {
    waiting.set(turn, settle);
    worker?.postMessage({ turn, text, options } satisfies Question);
  });
  if (!answer.report) throw new Error(answer.problem ?? "the worker did not answer");
  return answer.report;
}
