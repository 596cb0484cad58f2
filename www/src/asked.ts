// What all three questions share: the minimum, and the endpoint if it is usable.
import { isAddress } from "./address";
import type { Profile } from "./core";
import { byId } from "./dom";
import * as fragment from "./fragment";

export type Minimum = "1.2" | "1.3";

const choices = () => byId("minimum", HTMLFieldSetElement).querySelectorAll("input");

export function minimum(): Minimum {
  return choices()[1]?.checked ? "1.3" : "1.2";
}

/** Without a word of its own, an address asks for what the provider does. */
let usual: Minimum = "1.2";
let profile: string | null = null;

export function setMinimum(value: string): void {
  const wanted = value === "1.2" || value === "1.3" ? value : usual;
  for (const choice of choices()) choice.checked = choice.value === wanted;
}

/** How an address says the minimum: nothing where it is the usual one. */
export const minimumWord = (): string => (minimum() === usual ? "" : minimum());

/** Every question is asked for this provider from now on. */
export function askFor(json: string, provider: Profile): void {
  profile = json;
  usual = provider.minimum === "1.3" ? "1.3" : "1.2";
  setMinimum(fragment.read().min);
  byId("minimum", HTMLFieldSetElement).dispatchEvent(new Event("change"));
}

/** Calls back when the minimum or the endpoint is another one. */
export function onAsked(change: () => void): void {
  for (const id of ["minimum", "endpoint"]) byId(id, HTMLElement).addEventListener("change", change);
}

export function asked(): { minimum: Minimum; endpoint?: string; profile?: string } {
  const endpoint = byId("endpoint", HTMLInputElement).value.trim();
  return { minimum: minimum(), ...(isAddress(endpoint) && { endpoint }), ...(profile !== null && { profile }) };
}
