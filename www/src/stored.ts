// Stores the page for the next time, when there may be no network.
import { ownServiceWorker } from "./own-script";

/** Without a word: the page is complete without it, and a server may lack the file. */
export function store(): void {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (!("serviceWorker" in navigator) || connection?.saveData) return;
  const script = ownServiceWorker();
  if (script !== null) navigator.serviceWorker.register(script, { updateViaCache: "none" }).catch(() => {});
}
