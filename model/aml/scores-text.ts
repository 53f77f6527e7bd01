/** Scores and reasons of an assessment as the text that its row holds: one line a fact, one line an item, read back without loss. A line that is no such line is somebody's own words. */
import { isDirectKey, ITEM_KEYS, type DirectKey, type ItemKey } from './sheet.ts';

export interface WrittenScores {
  readonly scores: readonly { readonly item: ItemKey; readonly score: number; /** As it was at that time. */ readonly weight: number; readonly reason: string }[];
  readonly facts: readonly { readonly fact: DirectKey; readonly reason: string }[];
  readonly words: string;
}

const ITEM = /^([A-Za-z]{1,32}) ([1-5]) × (\d{1,3})(?:: (.*))?$/;
const FACT = /^! ([A-Za-z]{1,32})(?:: (.*))?$/;

const line = (reason: string): string => {
  const text = reason.replace(/\s+/g, ' ').trim();
  return text === '' ? '' : `: ${text}`;
};

export const writeScores = ({ scores, facts }: Pick<WrittenScores, 'scores' | 'facts'>): string =>
  [...facts.map(({ fact, reason }) => `! ${fact}${line(reason)}`), ...scores.map(({ item, score, weight, reason }) => `${item} ${score} × ${weight}${line(reason)}`)].join('\n');

export function readScores(text: string): WrittenScores {
  const scores: WrittenScores['scores'][number][] = [];
  const facts: WrittenScores['facts'][number][] = [];
  const words: string[] = [];
  for (const each of text.split('\n')) {
    const [, fact, why] = FACT.exec(each) ?? [];
    const [, item, score, weight, reason] = ITEM.exec(each) ?? [];
    if (fact !== undefined && isDirectKey(fact)) facts.push({ fact, reason: why ?? '' });
    else if (item !== undefined && (ITEM_KEYS as readonly string[]).includes(item)) scores.push({ item: item as ItemKey, score: Number(score), weight: Number(weight), reason: reason ?? '' });
    else if (each.trim() !== '') words.push(each);
  }
  return { scores, facts, words: words.join('\n') };
}
