import catalogue from '../../docs/catalogue.json';

/** One method or objective of the survey's catalogue, built or not. What is built, the lists say. */
export interface CatalogueEntry {
  readonly stage: string;
  readonly id: string;
  readonly category: string;
  readonly summary: string;
}

type Catalogue = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

/** In the order of docs/catalogue.json. */
export const catalogueEntries: readonly CatalogueEntry[] = Object.entries(catalogue as Catalogue).flatMap(
  ([stage, categories]) =>
    Object.entries(categories).flatMap(([category, methods]) =>
      Object.entries(methods).map(([id, summary]) => ({ stage, id, category, summary })),
    ),
);

/** Where the catalogue has it; undefined when it does not. */
export function catalogued(stage: string, id: string): CatalogueEntry | undefined {
  return catalogueEntries.find((entry) => entry.stage === stage && entry.id === id);
}
