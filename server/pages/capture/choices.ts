/** Channels and service areas as the workspace's dictionaries have them: asked with signal, kept for without, and the usual ones until then. */
import type { CatalogueView } from '../../../model/catalogue/types.ts';
import type { Language } from '../../../model/labels.ts';
import { api, tokenAtHand } from '../token.ts';
import { keepChoices, knownChoices } from './notes.ts';
import type { Choice, Choices } from './notes.ts';
import { CHANNELS } from './words.ts';

/** Until more is known. */
export const usual = (language: Language): Choices => ({ language, channels: CHANNELS.map(({ key, label }) => ({ key, label: label[language] })), areas: [] });
const USUAL = new Map(CHANNELS.map(({ key }, i) => [key, i]));

/** Those that happen on the way first; what an administrator hid is offered to nobody. */
function offered(options: readonly { readonly key: string; readonly label: string; readonly hidden?: true }[]): readonly Choice[] {
  const rank = (key: string): number => USUAL.get(key) ?? USUAL.size;
  return options.filter(({ hidden }) => !hidden).map(({ key, label }) => ({ key, label })).sort((a, b) => rank(a.key) - rank(b.key));
}

/** What is kept here, then what the server says; `take` may be called twice, or not at all. */
export async function choicesFor(language: Language, take: (choices: Choices) => void): Promise<void> {
  const kept = await knownChoices().catch(() => null); // without a store the usual ones will do
  if (kept?.language === language) take(kept);
  if (tokenAtHand() === null) return; // whoever is not signed in yet is not sent there for this: asked again when they are
  try {
    const answer = await api(`api/catalogue?lang=${language}&packs=base`);
    if (!answer.ok) return;
    const { dictionaries } = (await answer.json()) as CatalogueView;
    const fresh: Choices = { language, channels: offered(dictionaries['D-13']?.options ?? []), areas: offered(dictionaries['D-80']?.options ?? []) };
    if (fresh.channels.length === 0) return;
    take(fresh);
    await keepChoices(fresh);
  } catch {
    // no signal, or no store: what is shown stays
  }
}
