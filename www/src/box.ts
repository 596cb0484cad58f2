// What gets into the box, by whatever way; what reads it may come later.
import { byId } from "./dom";

/** Puts a text into the box, as if it were pasted there. */
function put(box: HTMLTextAreaElement, text: string): void {
  box.value = text;
  box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
}

export function theBox(): void {
  const form = byId("paste-form", HTMLFormElement);
  const box = byId("paste", HTMLTextAreaElement);
  const file = byId("file", HTMLInputElement);
  for (const chip of form.querySelectorAll<HTMLButtonElement>(".chip")) chip.addEventListener("click", () => put(box, chip.value));
  // Somebody who comes with a text in the clipboard need not look for the box.
  document.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (text === "" || (event.target instanceof Element && event.target.closest("input,textarea,select,[contenteditable]"))) return;
    event.preventDefault();
    put(box, text);
    box.focus();
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
    if (!dropped?.length) return;
    event.preventDefault();
    file.files = dropped;
    file.dispatchEvent(new Event("change", { bubbles: true }));
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
}
