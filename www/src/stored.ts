// Stores the page for the next time, when there may be no network.
import { ownScript, serviceWorker } from "./own-script";

/** Without a word: the page is complete without it, and a server may lack the file. */
export function store(): void {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register(ownScript(serviceWorker), { updateViaCache: "none" }).catch(() => {});
}
