/** What the document gives the scripts: words/interface.json and theme.json. */
type Theme = { hues: Record<string, string>; lines: Record<string, string> } & Record<"paper" | "ink" | "soft" | "line" | "faint" | "halo" | "accent", string>;
declare const WORDS: Record<string, { en: string; zh: string }>;
declare const HEDGES: Record<string, { en: string; zh: string }>;
declare const THEMES: { light: Theme; dark: Theme };
declare const LINES: Record<string, { dash: number[] | false; width: number; head?: string }>;

/** vis-network, as far as the page uses it. */
declare const vis: { DataSet: new () => any; Network: new (container: HTMLElement, data: unknown, options: unknown) => any };
