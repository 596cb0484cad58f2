// A platform's own page needs no script; with one it has copy buttons and
// speaks the reader's language.
import { copyButton } from "./copy";
import { element, say } from "./dom";
import { catalogue } from "./language";
import { inParts, soon } from "./parts";

const { text, language } = await catalogue();
const status = element("p", { class: "visually-hidden", role: "status" });
document.querySelector("main")?.prepend(status);
const announce = (said: string | Element) => say(status, said);
function withButton(block: HTMLPreElement): void {
  const frame = element("div", { class: "code" });
  block.replaceWith(frame);
  frame.append(block, copyButton(text.copy, () => block.textContent ?? "", { text, language, base: null, announce }, block));
}
await inParts([...document.querySelectorAll("pre")], withButton, soon);
document.documentElement.dataset["script"] = document.documentElement.dataset["ready"] = "true";
