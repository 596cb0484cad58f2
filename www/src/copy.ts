// Buttons that copy a text, and say so.
import { element } from "./dom";
import type { Setting } from "./setting";

/** `from` is selected where the browser allows no clipboard. */
export function copyButton(label: string, text: () => string, setting: Setting, from?: HTMLElement): HTMLButtonElement {
  const { copied, copyManually } = setting.text;
  const button = element("button", { type: "button", class: "copy" }, label);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = copied;
    } catch {
      const shown = from ?? button.parentElement?.insertBefore(element("pre", { class: "by-hand" }, text()), null);
      if (shown) getSelection()?.selectAllChildren(shown);
      button.textContent = copyManually;
    }
    setting.announce(button.textContent ?? "");
    setTimeout(() => (button.textContent = label), 2000);
  });
  return button;
}

/** A line may end between the words of a command, but not behind the hyphen of an option. */
const words = (text: string) =>
  text.split(/(\s+)/).map((word) => (/^-\S{1,20}$/.test(word) ? element("span", { class: "flag" }, word) : word));

/** A block of code with its button. */
export function code(text: string, setting: Setting): HTMLElement {
  const block = element("pre", { tabindex: "0" }, element("code", {}, ...words(text)));
  return element("div", { class: "code" }, block, copyButton(setting.text.copy, () => text, setting, block));
}
