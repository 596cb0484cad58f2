// The core in a worker, so that no key waits for it; where no worker starts, the core beside the page.
import type * as Core from "./core";
import { ownBundle } from "./own-script";

/** What is asked of it. */
export type Asked = Pick<typeof Core, "policy" | "profile" | "platforms" | "platform" | "inspect" | "check" | "interpretResponse">;
type Ask = (call: keyof Asked, given: unknown[]) => Promise<unknown>;

export type Question = { turn: number; call: keyof Asked; given: unknown[] };
/**
 * Without a turn it is the worker's own word: the core is there, or why it is not.
 * A core that trapped stopped in the middle of something, and is not asked again.
 */
export type Answer = { turn: number | null; value?: unknown; problem?: string; trapped?: boolean };

class Trap extends Error {}

/** The core in the page itself: what asks the network is nobody else's. */
export async function beside(): Promise<typeof Core> {
  const core = await import("./core");
  await core.load();
  return core;
}

async function here(): Promise<Ask> {
  const core = await beside();
  return async (call, given) => (core[call] as (...given: unknown[]) => unknown)(...given);
}

function start(): Promise<Ask> {
  return new Promise((up) => {
    const waiting = new Map<number | null, (answer: Answer) => void>();
    let turns = 0;
    let worker: Worker;
    try {
      worker = new Worker(ownBundle(), { type: "module" });
    } catch {
      return up(here());
    }
    const ask: Ask = (call, given) =>
      new Promise((settle, fail) => {
        const turn = ++turns;
        waiting.set(turn, ({ value, problem, trapped }) =>
          problem === undefined ? settle(value) : fail(new (trapped ? Trap : Error)(problem)),
        );
        worker.postMessage({ turn, call, given } satisfies Question);
      });
    waiting.set(null, ({ problem }) => up(problem === undefined ? ask : here()));
    const failAll = (answer: Omit<Answer, "turn">) => {
      for (const [turn, told] of waiting) told({ turn, ...answer });
      waiting.clear();
    };
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      if (data.trapped) {
        worker.terminate();
        answering = undefined;
        return failAll(data);
      }
      const told = waiting.get(data.turn);
      waiting.delete(data.turn);
      told?.(data);
    });
    worker.addEventListener("error", (event) => {
      // One that stopped is not asked again.
      answering = here();
      up(answering);
      waiting.delete(null);
      failAll({ problem: event.message || "the worker stopped" });
    });
  });
}

let answering: Promise<Ask> | undefined;

/** Starts it, once; fails where the core cannot be loaded. */
export const core = (): Promise<Ask> => (answering ??= start());

/** Asks the core; after a trap, which WebKit has had once in many runs without a cause of ours, a new one, once. */
export async function ask<C extends keyof Asked>(call: C, ...given: Parameters<Asked[C]>): Promise<Awaited<ReturnType<Asked[C]>>> {
  const once = async () => (await core())(call, given);
  const value = await once().catch((problem: unknown) => (problem instanceof Trap ? once() : Promise.reject(problem)));
  return value as Awaited<ReturnType<Asked[C]>>;
}
