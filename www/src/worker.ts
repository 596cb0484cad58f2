// The same bundle once more, as a worker: it reads the long texts.
import { inspect, load } from "./core";
import type { Options, Report } from "./core";
import { ownBundle } from "./own-script";

type Question = { turn: number; text: string; options: Options };
type Answer = { turn: number; report?: Report; problem?: string };

let worker: Worker | undefined;
let turns = 0;
const waiting = new Map<number, (answer: Answer) => void>();

/** Reads a text in the worker, which is started for the first one. */
export async function inWorker(text: string, options: Options): Promise<Report> {
  if (!worker) {
    worker = new Worker(ownBundle(), { type: "module" });
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
  const turn = ++turns;
  const answer = await new Promise<Answer>((settle) => {
    waiting.set(turn, settle);
    worker?.postMessage({ turn, text, options } satisfies Question);
  });
  if (!answer.report) throw new Error(answer.problem ?? "the worker did not answer");
  return answer.report;
}

/** What the worker itself does. */
export async function serve(): Promise<void> {
  const ready = load();
  addEventListener("message", ({ data }: MessageEvent<Question>) => {
    const answer = (rest: Omit<Answer, "turn">) => postMessage({ turn: data.turn, ...rest } satisfies Answer);
    ready
      .then(async () => answer({ report: await inspect(data.text, data.options) }))
      .catch((problem: unknown) => answer({ problem: String(problem) }));
  });
  await ready;
}
