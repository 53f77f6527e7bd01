/** The foot of a card: how complete its archive is, by packs, stage, what is missing and old; and the way to paste into it. Loaded beside the card, for its names of packs. */
import { html, nothing, type TemplateResult } from 'lit';
import { PACKS } from '../../model/catalogue/pack-names.ts';
import type { Language } from '../../model/labels.ts';
import { atLeast } from '../../model/rights.ts';
import { formatDate } from '../internal/formats.ts';
import { later } from '../internal/later.ts';
import { foot as english } from '../internal/strings/en/foot.ts';
import { speak } from '../internal/strings/en/index.ts';
import { stringsNow } from '../internal/strings/index.ts';
import { followButton } from '../notices/follow.ts';
import type { DoorHost } from '../corrections/door.ts';
import { elsewhereButton } from '../elsewhere/door.ts';
import { noPaste, pasteButton, type PasteCard } from '../paste/card.ts';
import type { FullDigest } from './facts.ts';


speak({ foot: english });

/** What the customer gets by its classes. */
const service = later(() => import('./service.ts'));
/** To a correction, and how far open ones are. */
const door = later(() => import('../corrections/door.ts'));
/** Packs that are named; a card is no report. */
const MOST = 3;

export function foot(card: PasteCard & DoorHost, digest: FullDigest): unknown {
  const part = service.soon(() => card.requestUpdate());
  return [handedLine(digest, card.language), completeLine(digest, card.language), part?.serviceLine(card, digest), atLeast(digest.level, 'write') ? pasteButton(card, digest.id) : noPaste(card), followButton(card, digest.id), door.soon(() => card.requestUpdate())?.correctionDoor(card, digest.id), elsewhere(card, digest)];
}

/** Wished of a link are at first the classes that a card shows. */
const elsewhere = (card: PasteCard, { id }: FullDigest): unknown =>
  html`<p class="line complete small no-print tool">${elsewhereButton(card, { archive: id, tag: card.localName, schemes: 'abc rfm lifecycle' })}</p>`;


function handedLine({ handedOver }: FullDigest, language: Language): TemplateResult | typeof nothing {
  if (handedOver === undefined) return nothing;
  const day = (moment: string): string => formatDate(language, moment.slice(0, 10), 0);
  return html`<p class="line small due handed" role="note">${stringsNow(language).foot.handed(handedOver.from.name, day(handedOver.at), day(handedOver.due))}</p>`;
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
  return html`<p class="line complete small" role="note" aria-label=${t.complete}>${parts}</p>`;
}
