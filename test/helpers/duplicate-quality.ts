/** How well a set with known answers is told apart: every record meets those that share a block key with it, as in the nightly pass. */
import { compare } from '../../model/duplicates/compare.ts';
import type { Folding } from '../../model/duplicates/facts.ts';
import { blockKeys } from '../../model/duplicates/keys.ts';
import { faceOf } from '../../model/duplicates/normalise.ts';
import { SHOWN_FROM, weigh } from '../../model/duplicates/weights.ts';
import { CROWD } from '../../server/storage/duplicate-store.ts';
import type { DuplicateSet } from './duplicate-set.ts';

export interface Quality { readonly records: number; readonly pairs: number; readonly compared: number; readonly precision: number; readonly recall: number; /** True pairs that never met. */ readonly unmet: number; readonly wrong: readonly string[]; readonly missed: readonly string[] }

export function quality({ records, same, rules }: DuplicateSet, folding: Folding): Quality {
  const faces = records.map(({ facts }) => faceOf(facts, folding));
  const blocks = new Map<string, number[]>();
  for (const [i, face] of faces.entries()) for (const key of blockKeys(face)) blocks.set(key, [...(blocks.get(key) ?? []), i]);
  const met = new Set<string>();
  for (const members of blocks.values()) if (members.length <= CROWD) for (const [n, a] of members.entries()) for (const b of members.slice(n + 1)) met.add(`${a} ${b}`);
  let found = 0;
  const wrong: string[] = [];
  const seen = new Set<string>();
  for (const pair of met) {
    const [a = 0, b = 0] = pair.split(' ').map(Number);
    const [left, right] = [records[a]!, records[b]!];
    const { score, evidence } = weigh(compare(faces[a]!, faces[b]!), faces[a]!.person && faces[b]!.person);
    if (score < SHOWN_FROM) continue;
    const name = `${left.id} ${right.id}`;
    if (same.has(name)) { found++; seen.add(name); }
    else wrong.push(`${score} ${left.by} / ${right.by}: ${left.facts.names[0]} ~ ${right.facts.names[0]} [${evidence.map(({ fact, outcome, points }) => `${fact} ${outcome} ${points}`).join(', ')}]`);
  }
  const missed = [...same].filter((pair) => !seen.has(pair)).map((pair) => {
    const [a, b] = pair.split(' ').map((id) => records.findIndex((each) => each.id === id)) as [number, number];
    const { score, evidence } = weigh(compare(faces[a]!, faces[b]!), faces[a]!.person && faces[b]!.person);
    const together = met.has(`${a} ${b}`);
    return `${together ? score : 'unmet'} ${rules.get(pair)}: ${records[a]!.facts.names[0]} ~ ${records[b]!.facts.names[0]} [${evidence.map(({ fact, outcome, points }) => `${fact} ${outcome} ${points}`).join(', ')}]`;
  });
  return { records: records.length, pairs: same.size, compared: met.size, precision: found / (found + wrong.length), recall: found / same.size, unmet: missed.filter((each) => each.startsWith('unmet')).length, wrong, missed };
}
