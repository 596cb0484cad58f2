// One shape an answer, on a grid of 24.
import type { State } from "./core";
import { drawing } from "./dom";

const shapes: Record<State, string> = {
  ready: "M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22zm-1.600 15.800l-4.900-4.900 1.900-1.900 3 3 6.200-6.200 1.900 1.900z",
  enable: "M7.500 5h9a7 7 0 0 1 0 14h-9a7 7 0 0 1 0-14zm0 2.800a4.200 4.200 0 1 0 0 8.400 4.200 4.200 0 0 0 0-8.400z",
  upgrade: "M7.500 1h9L23 7.500v9L16.500 23h-9L1 16.500v-9zM10.600 6v8h2.800V6zm0 10v2.600h2.800V16z",
  unknown: "M12 0a12 12 0 1 0 0 24 12 12 0 0 0 0-24zm0 2.400a9.600 9.600 0 1 1 0 19.200 9.600 9.600 0 0 1 0-19.200zM10.700 17v2.400h2.600V17zM8.400 8.800h2.300c0-2.300 2.900-2.100 2.900-.3 0 1.700-2.900 1.900-2.900 4.600v2h2.600v-1.700c0-1.600 2.900-2 2.900-5.100 0-4.600-7.800-4.600-7.800.5z",
  "other-side": "M1 4h9v16H1zm13 0h9v16h-9zM3.500 6.500v11h4v-11z",
  "other-cause": "M12 1.500l12 21H0zm-1.300 7v7h2.600v-7zm0 8.700v2.500h2.600v-2.500z",
  "cause-found": "M17.500 15l5.800 5.800-2.500 2.500-5.800-5.800a9 9 0 1 1 2.500-2.500zM10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12zm0 3.200a2.800 2.800 0 1 1 0 5.600 2.800 2.800 0 0 1 0-5.600z",
};

export function shape(state: State): SVGSVGElement {
  const path = drawing("path", { d: shapes[state], fill: "currentColor", "fill-rule": "evenodd" });
  return drawing("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, path);
}
