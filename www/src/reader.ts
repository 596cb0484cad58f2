// What the worker does: it reads the long texts, so that the page never waits for them.
import { source } from "#core-file";
import { inspect, load } from "./core";
import type { Answer, Question } from "./worker";

export async function serve(): Promise<void> {
  const ready = load(source());
  addEventListener("message", ({ data }: MessageEvent<Question>) => {
    const answer = (rest: Omit<Answer, "turn">) => postMessage({ turn: data.turn, ...rest } satisfies Answer);
    ready
      .then(async () => answer({ report: await inspect(data.text, data.options) }))
      .catch((problem: unknown) => answer({ problem: String(problem) }));
  });
  postMessage({ turn: 0 } satisfies Answer);
  await ready;
}
