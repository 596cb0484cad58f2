// Which language the page speaks: English is here, every other one is loaded
// when it is wanted.
import { script as en } from "../text/en.json";
import type { Catalogue } from "./text";

type Spoken = { text: Catalogue; language: string };
export async function catalogue(): Promise<Spoken> {
  return { text: en, language: "en" };
}
