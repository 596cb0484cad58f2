// The form's state in the URL fragment; pasted text never goes there.
export type State = { p: string; v: string; l: string; b: string; min: string };

export function read(): State {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const get = (key: keyof State) => fragment.get(key)?.slice(0, 200) ?? "";
  return { p: get("p"), v: get("v"), l: get("l"), b: get("b"), min: get("min") };
}

export function write(state: State): void {
  const filled = Object.entries(state).filter(([, value]) => value !== "");
  const fragment = new URLSearchParams(filled).toString();
  if (location.hash.slice(1) !== fragment) history.replaceState(null, "", `#${fragment}`);
}
