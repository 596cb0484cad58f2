// What is loaded only when somebody wants it: a touch, a key, a drop, a choice.
// What is done in the meantime stays in the fields; a press of a button is kept.

import { painted } from "./parts";

const SIGNS = ["focusin", "pointerdown", "input", "change", "submit"];
const FIELDS = "textarea,input,select,button,label";

/**
 * Loads once, at the first sign of use inside of an element, and then repeats
 * the last button that was pressed. The sign itself is drawn `first`. Returns what
 * loads without a sign.
 */
export function whenWanted(place: HTMLElement, load: (first?: Promise<void>) => Promise<void>): () => void {
  let loading = false;
  let there = false;
  let pressed: HTMLFormElement | null = null;

  function start(first?: Promise<void>): void {
    if (loading) return;
    loading = true;
    for (const sign of SIGNS) place.removeEventListener(sign, look);
    load(first).then(() => {
      there = true;
      pressed?.requestSubmit();
    }, console.error);
  }

  // A finger that scrolls over it wants nothing yet.
  const look = ({ type, target }: Event) => {
    if (type !== "pointerdown" || (target instanceof Element && target.closest(FIELDS))) start(painted());
  };
  for (const sign of SIGNS) place.addEventListener(sign, look);
  place.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!there && event.target instanceof HTMLFormElement) pressed = event.target;
  });
  if (place.contains(document.activeElement)) start();
  return () => start();
}
