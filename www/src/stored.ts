// Stores the page for the next time, when there may be no network.
import { ownServiceWorker } from "./own-script";

/** Somebody who saves data is not sent what he may never need. */
const saves = () => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

/** When nothing else is to be done; without a word, since the page is complete without it. */
export function store(): void {
  if (!("serviceWorker" in navigator) || saves()) return;
  const script = ownServiceWorker();
  if (script === null) return;
  const register = () => void navigator.serviceWorker.register(script, { updateViaCache: "none" }).catch(() => {});
  const idle = () => (window.requestIdleCallback ? window.requestIdleCallback(register) : setTimeout(register, 2000));
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle);
}
