// The state of the page in the URL fragment; pasted text never goes there.
// p, v, l, b: platform, version, library, build; min: the minimum; f, only:
// the table's filter.
export type State = { p: string; v: string; l: string; b: string; min: string; f: string; only: string };

const KEYS = ["p", "v", "l", "b", "min", "f", "only"] as const;

export function read(): State {
  const fragment = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
  return Object.fromEntries(KEYS.map((key) => [key, fragment.get(key)?.slice(0, 200) ?? ""])) as State;
}

/** A provider's profile as JSON, which a link can carry. */
export function carried(): string | null {
  return new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "").get("profile");
}

/** Whether the address has a question that only the core answers. */
export const asks = (): boolean => read().p !== "" || carried() !== null;

/** Changes a part of it; `step` makes it a step that one can go back from. */
export function write(changes: Partial<State>, step = false): void {
  const state = { ...read(), ...changes };
  const filled: [string, string][] = KEYS.filter((key) => state[key] !== "").map((key) => [key, state[key]]);
  const profile = carried();
  if (profile !== null) filled.push(["profile", profile]);
  const fragment = new URLSearchParams(filled).toString();
  if (location.hash.slice(1) === fragment) return;
  if (fragment === "" && !location.hash.includes("=")) return;
  const address = fragment === "" ? location.pathname + location.search : `#${fragment}`;
  if (step) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

/** Calls back when somebody goes back, forward, or to another such link. */
export function onChange(restore: () => void): void {
  addEventListener("hashchange", restore);
}
