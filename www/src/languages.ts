// The languages besides English, each loaded when it is wanted.
import type { element } from "../text/en.json";
import type { Catalogue, Words } from "./text";

export type Loaded = {
  page: Record<string, string>;
  script: Words;
  messages: Record<string, string>;
  sentences: Record<string, string>;
  deadline: Required<Catalogue>["deadline"];
  element: typeof element;
};

export const LOADED: Record<string, () => Promise<{ default: Loaded }>> = {
  de: () => import("../text/de.json"),
};
