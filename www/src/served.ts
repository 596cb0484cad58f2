// What the worker does: it answers from the core.
import { check, inspect, interpretResponse, load, platform, platforms, policy, profile } from "./core";
import { reasonOf } from "./text";
import type { Answer, Asked, Question } from "./worker";

const core: Asked = { check, inspect, interpretResponse, platform, platforms, policy, profile };

export function serve(wasm: Promise<Response | ArrayBuffer>): void {
  const tell = (answer: Answer) => postMessage(answer);
  const ready = load(wasm);
  addEventListener("message", async ({ data: { turn, call, given } }: MessageEvent<Question>) => {
    try {
      await ready;
      tell({ turn, value: await (core[call] as (...given: unknown[]) => unknown)(...given) });
    } catch (problem) {
      tell({ turn, problem: reasonOf(problem), trapped: problem instanceof WebAssembly.RuntimeError });
    }
  });
  // A browser takes long for its first date only, wherever that is; each answer has one.
  new Date().toLocaleDateString("en", { dateStyle: "long" });
  ready.then(
    () => tell({ turn: null }),
    (problem: unknown) => tell({ turn: null, problem: reasonOf(problem) }),
  );
}
