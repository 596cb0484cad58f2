// Work in parts that are short enough for a key that is pressed meanwhile.

/** How long a part may take, in milliseconds. */
const PART = 8;

/** The next task. */
export const soon = (): Promise<void> => new Promise((go) => setTimeout(go));

/** After the next picture, which answers a touch or a key; a page that nobody sees draws none. */
export const painted = (): Promise<void> =>
  new Promise((go) => {
    requestAnimationFrame(() => setTimeout(go));
    setTimeout(go, 100);
  });

/** When the page has nothing else to do. */
export const idle = (): Promise<void> => new Promise((go) => (window.requestIdleCallback ?? setTimeout)(() => go()));

/** Does something with each, in the order that they have, and lets others come between the parts. */
export async function inParts<T>(all: readonly T[], each: (one: T) => void, between: () => Promise<void>): Promise<void> {
  let until = performance.now() + PART;
  for (const one of all) {
    if (performance.now() > until) {
      await between();
      until = performance.now() + PART;
    }
    each(one);
  }
}
