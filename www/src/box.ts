// What gets into the box, by whatever way; what reads it may come later.
import { byId } from "./dom";

/** What is longer is held beside the box: a browser can take minutes to lay it out. */
const LONGEST = 32 * 1024;
/** How much of it the box shows then. */
const START = 4096;

/** How long a pause in typing is, in milliseconds. */
const PAUSE = 150;

let held: string | null = null;
let typed = 0;

const theField = () => byId("paste", HTMLTextAreaElement);

/** The whole text that is asked about. */
export const boxText = (): string => held ?? theField().value;

/** How long to wait for what is typed on; what is pasted, dropped or opened is whole. */
export const pauseLeft = (): number => Math.max(0, typed + PAUSE - performance.now());

/** Shows a text in the box, or its start. */
function hold(text: string): void {
  const box = theField();
  const long = text.length > LONGEST;
  held = long ? text : null;
  box.value = long ? text.slice(0, START) : text;
  box.readOnly = long;
  byId("held", HTMLElement).hidden = !long;
  byId("held-length", HTMLElement).textContent = text.length.toLocaleString(document.documentElement.lang);
}

/** Puts a text into the box, as if it were pasted there. */
export function put(text: string): void {
  hold(text);
  theField().dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
}

export function theBox(): void {
  const form = byId("paste-form", HTMLFormElement);
  const box = theField();
  const file = byId("file", HTMLInputElement);
  for (const chip of form.querySelectorAll<HTMLButtonElement>(".chip")) chip.addEventListener("click", () => put(chip.value));
  byId("clear", HTMLButtonElement).addEventListener("click", () => {
    put("");
    box.focus();
  });
  // Somebody who comes with a text in the clipboard need not look for the box.
  document.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (text === "" || (event.target instanceof Element && event.target.closest("input,textarea,select,[contenteditable]"))) return;
    event.preventDefault();
    put(text);
    box.focus();
  });
  /** Whether a text that is to come into the box is taken here, because it is long or takes the place of a long one. */
  function taken(text: string): boolean {
    const { value, selectionStart, selectionEnd } = box;
    const whole = held === null ? value.slice(0, selectionStart) + text + value.slice(selectionEnd) : text;
    if (text === "" || (held === null && whole.length <= LONGEST)) return false;
    put(whole);
    return true;
  }
  box.addEventListener("paste", (event) => {
    if (taken(event.clipboardData?.getData("text/plain") ?? "")) event.preventDefault();
  });
  // However else it came; this comes before it is drawn.
  box.addEventListener("input", (event) => {
    const pasted = event instanceof InputEvent && event.inputType.startsWith("insertFromPaste");
    typed = pasted ? 0 : performance.now();
    if (box.value.length > LONGEST) hold(box.value);
  });
  const over = (yes: boolean) => form.classList.toggle("over", yes);
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  form.addEventListener("dragleave", () => over(false));
  form.addEventListener("drop", (event) => {
    over(false);
    const dropped = event.dataTransfer?.files;
    if (dropped?.length) {
      event.preventDefault();
      file.files = dropped;
      file.dispatchEvent(new Event("change", { bubbles: true }));
    } else if (event.target === box && taken(event.dataTransfer?.getData("text/plain") ?? "")) event.preventDefault();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
}
