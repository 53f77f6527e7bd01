/** The foot of a card: how complete its archive is, by packs, stage, what is missing and old; what the customer gets; and one row of tools. Loaded beside the card, for its names of packs, and drawn whole, so that nothing in it moves. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { PACKS } from '../../model/catalogue/pack-names.ts';
import type { Language } from '../../model/labels.ts';
import { atLeast } from '../../model/rights.ts';
import { formatDate } from '../internal/formats.ts';
import { foot as english } from '../internal/strings/en/foot.ts';
import { speak } from '../internal/strings/en/index.ts';
import { stringsNow } from '../internal/strings/index.ts';
import { followButton } from '../notices/follow.ts';
import { correctionDoor, type DoorHost } from '../corrections/door.ts';
import { elsewhereButton } from '../elsewhere/door.ts';
import { noPaste, pasteButton, type PasteCard } from '../paste/card.ts';
import type { FullDigest } from './facts.ts';
import { serviceLine } from './service.ts';

speak({ foot: english });

/** Packs that are named; a card is no report. */
const MOST = 3;

const styles = css`
  .foot > p { min-height: 24px; align-content: center; color: var(--d-muted); }
  .foot > .due { color: var(--d-due); }
  .complete > span:not(:last-child)::after { content: '\\a0· '; }
  .tools { display: flex; flex-wrap: wrap; align-items: center; margin-inline: -8px; }
  .tools .button { padding: 0 8px; font-size: 12px; }
  .service { color: var(--d-muted); }
  .service summary, .service-soon { min-height: 24px; align-content: center; }
  .service summary { cursor: pointer; }
  .service-soon .skeleton { width: 40%; }
  @media print { .service-soon { display: none; } }
  .service summary > span:not(:last-child)::after { content: '\\a0· '; content: '\\a0· ' / ''; }
  .service summary:focus-visible { outline: 2px solid var(--d-focus); outline-offset: -2px; }
  .service dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 12px; margin: 4px 0 8px; }
  .service dd { margin: 0; color: var(--d-text); overflow-wrap: anywhere; }
  .follow[aria-pressed='true']::before { content: '\\2713'; content: '\\2713' / ''; }
  .follow[aria-disabled='true'] { color: var(--d-muted); }
  /* two rows of two, in any language and font; the question's name is whole all the same */
  @container (max-width: 519px) {
    .tools { display: grid; grid-template-columns: repeat(2, minmax(0, max-content)); justify-items: start; gap: 0 8px; }
    .tools .rest { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  }
`;
const styled = ref((element) => queueMicrotask(() => {
  const root = element?.getRootNode();
  const sheet = styles.styleSheet!;
  if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}));

export function foot(card: PasteCard & DoorHost, digest: FullDigest): TemplateResult {
  const door = correctionDoor(card, digest.id);
  if (!atLeast(digest.level, 'write')) noPaste(card);
  // wished of a link are at first the classes that a card shows
  const elsewhere = elsewhereButton(card, { archive: digest.id, tag: card.localName, schemes: 'abc rfm lifecycle' });
  return html`<div class="foot" ${styled}>
    ${handedLine(digest, card.language)}${completeLine(digest, card.language)}${serviceLine(card, digest)}
    <div class="tools no-print">${atLeast(digest.level, 'write') ? pasteButton(card, digest.id) : nothing}${followButton(card, digest.id)}${door.ask}${elsewhere}</div>
    ${door.below}
  </div>`;
}

function handedLine({ handedOver }: FullDigest, language: Language): TemplateResult | typeof nothing {
  if (handedOver === undefined) return nothing;
  const day = (moment: string): string => formatDate(language, moment.slice(0, 10), 0);
  return html`<p class="due handed" role="note">${stringsNow(language).foot.handed(handedOver.from.name, day(handedOver.at), day(handedOver.due))}</p>`;
}

/** The basics are named where there is nothing else: every archive has them. */
function completeLine({ completeness, stage }: FullDigest, language: Language): TemplateResult | typeof nothing {
  const { packs, missing, stale } = completeness;
  if (packs.length === 0) return nothing;
  const t = stringsNow(language).foot;
  const own = packs.filter(({ pack }) => pack !== 'base');
  const named = own.length === 0 ? packs : own;
  const label = (key: string) => PACKS.find((pack) => pack.key === key)?.label[language] ?? key;
  const parts = [
    ...named.slice(0, MOST).map(({ pack, filled, of }) => html`<span>${t.of(label(pack), filled, of)}</span>`),
    ...(named.length > MOST ? [html`<span>${t.more(named.length - MOST)}</span>`] : []),
    ...(stage === null ? [] : [html`<span title=${t.stage(t.stages[stage])}>${t.stages[stage]}</span>`]),
    ...(missing === 0 ? [] : [html`<span class="due">${t.missing(missing)}</span>`]),
    ...(stale === 0 ? [] : [html`<span class="due">${t.stale(stale)}</span>`]),
  ];
  return html`<p class="complete" role="note" aria-label=${t.complete}>${parts}</p>`;
}
