// What a card takes from the place where it stands: the page, or somebody
// else's page through the element.
import type { Catalogue } from "./text";

export type Setting = {
  text: Catalogue;
  /** The language of the catalogue, as `lang` has it. */
  language: string;
  /** Leads to the site's root, where platform pages and whole files are; ends with a slash or is empty. Null: there is no site to link to. */
  base: string | null;
  /** The level of a card's headline, 2 to 5; without it there are no headings. */
  level?: 2 | 3 | 4 | 5;
  /** Says a sentence, or what an element says, once in the live region of that place. */
  announce: (said: string | Element) => void;
};
