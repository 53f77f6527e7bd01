/** The foot of a card: how complete its archive is, by packs, stage, what is missing and old; and the way to paste into it. Loaded beside the card, for its names of packs. */
import { html, nothing, type TemplateResult } from 'lit';
import { PACKS } from '../../model/catalogue/names.ts';
import type { Stage } from '../../model/completeness/shape.ts';
import type { Language } from '../../model/labels.ts';
import { atLeast } from '../../model/rights.ts';
import { formatDate } from '../internal/formats.ts';
import { later } from '../internal/later.ts';
import type { TextsOf } from '../internal/strings/texts.ts';
import { followButton } from '../notices/follow.ts';
import type { DoorHost } from '../corrections/door.ts';
import { elsewhereButton } from '../elsewhere/door.ts';
import { noPaste, pasteButton, type PasteCard } from '../paste/card.ts';
import type { FullDigest } from './facts.ts';

const en = {
  complete: 'How complete it is',
  of: (pack: string, filled: number, of: number) => `${pack} ${filled} of ${of}`,
  missing: (count: number) => `${count} missing`,
  stale: (count: number) => `${count} to look at again`,
  more: (count: number) => `${count} more packs`,
  stages: { collect: 'Collection', manage: 'Management', enrich: 'Enrichment', analyse: 'Analysis' } satisfies Record<Stage, string>,
  stage: (stage: string) => `Stage of the archive: ${stage}`,
  handed: (name: string, day: string, due: string) => `Handed over by ${name} on ${day}; first contact by ${due}`,
};
const TEXTS: Readonly<Record<Language, TextsOf<typeof en>>> = Object.freeze({
  en,
  'zh-Hans': { complete: '完整程度', of: (pack, filled, of) => `${pack} ${filled}/${of}`, missing: (count) => `缺${count}项`, stale: (count) => `待复核${count}项`, more: (count) => `另有${count}组资料`, stages: { collect: '数据收集', manage: '数据管理', enrich: '数据丰富', analyse: '数据分析' }, stage: (stage) => `积累阶段：${stage}`, handed: (name, day, due) => `${day}由${name}移交，请于${due}前首次联系` },
  'zh-Hant': { complete: '完整程度', of: (pack, filled, of) => `${pack} ${filled}/${of}`, missing: (count) => `缺${count}項`, stale: (count) => `待複核${count}項`, more: (count) => `另有${count}組資料`, stages: { collect: '資料蒐集', manage: '資料管理', enrich: '資料充實', analyse: '資料分析' }, stage: (stage) => `累積階段：${stage}`, handed: (name, day, due) => `${day}由${name}移交，請於${due}前首次聯絡` },
  es: { complete: 'Qué tan completo está', of: (pack, filled, of) => `${pack} ${filled} de ${of}`, missing: (count) => `faltan ${count}`, stale: (count) => `por revisar ${count}`, more: (count) => `${count} fichas más`, stages: { collect: 'Recopilación', manage: 'Gestión', enrich: 'Enriquecimiento', analyse: 'Análisis' }, stage: (stage) => `Etapa del expediente: ${stage}`, handed: (name, day, due) => `Traspasado por ${name} el ${day}; primer contacto antes del ${due}` },
});

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
  return html`<p class="line small due handed" role="note">${TEXTS[language].handed(handedOver.from.name, day(handedOver.at), day(handedOver.due))}</p>`;
}

/** The basics are named where there is nothing else: every archive has them. */
function completeLine({ completeness, stage }: FullDigest, language: Language): TemplateResult | typeof nothing {
  const { packs, missing, stale } = completeness;
  if (packs.length === 0) return nothing;
  const t = TEXTS[language];
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
