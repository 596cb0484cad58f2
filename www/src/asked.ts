// What all three questions share: the minimum, and the endpoint if it is usable.
import { byId } from "./dom";

export type Minimum = "1.2" | "1.3";

const choices = () => byId("minimum", HTMLFieldSetElement).querySelectorAll("input");

export function minimum(): Minimum {
  return choices()[1]?.checked ? "1.3" : "1.2";
}

export function setMinimum(value: string): void {
  for (const choice of choices()) choice.checked = choice.value === (value === "1.3" ? "1.3" : "1.2");
}

/** Calls back when the minimum or the endpoint is another one. */
export function onAsked(change: () => void): void {
  for (const id of ["minimum", "endpoint"]) byId(id, HTMLElement).addEventListener("change", change);
}

export function asked(): { minimum: Minimum; endpoint?: string } {
  const endpoint = byId("endpoint", HTMLInputElement).value.trim();
  // The core takes no address that a shell would not take as one word.
  return /^https:\/\/[\w.[\]:~/?@%=,+-]+$/i.test(endpoint) ? { minimum: minimum(), endpoint } : { minimum: minimum() };
}
