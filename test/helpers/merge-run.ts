/** Merges archives at random and takes every merge back, the last first: what is not as it was is answered. */
import type { MergePreview, MergeView } from '../../model/duplicates/review-api.ts';
import type { HttpWorld, Who } from './http-world.ts';
import { exported, randomArchive } from './merge-world.ts';
import type { Luck } from './merge-world.ts';

export interface MergeReport { readonly merges: number; readonly chains: number; readonly differing: readonly string[]; readonly mergeMs: number; readonly undoMs: number }

export async function mergeAndUndo(world: HttpWorld, who: Who, { merges, luck, progress }: { readonly merges: number; readonly luck: Luck; readonly progress?: (done: number) => void }): Promise<MergeReport> {
  const differing: string[] = [];
  let [chains, mergeMs, undoMs, made] = [0, 0, 0, 0];
  while (made < merges) {
    const count = Math.min(merges - made, 1 + luck.int(3));
    const ids = Array.from({ length: count + 1 }, (_, i) => `x${made}-${i}`);
    for (const id of ids) await randomArchive(world, who, id, luck);
    const before = new Map<string, string>();
    for (const id of ids) before.set(id, await exported(world, who, id));
    const done: string[] = [];
    let rest = [...ids];
    while (rest.length > 1) {
      const winner = luck.of(rest);
      const loser = luck.of(rest.filter((id) => id !== winner));
      const { body: preview } = await world.call<MergePreview>(who, 'POST', '/api/merges/preview', { winner, loser });
      if (preview.refused.length > 0) throw new Error(`refused: ${JSON.stringify(preview.refused)}`);
      const choices = Object.fromEntries(preview.entries.filter(() => luck.is(0.5)).map(({ section, key, choices: may }) => [`${section}/${key}`, luck.of(may)]));
      const began = performance.now();
      const { status, body } = await world.call<MergeView>(who, 'POST', '/api/merges', { winner, loser, choices, basis: preview.basis });
      mergeMs += performance.now() - began;
      if (status !== 201) throw new Error(`merge: ${status} ${JSON.stringify(body)}`);
      done.push(body.id);
      rest = rest.filter((id) => id !== loser);
    }
    if (count > 1) chains++;
    for (const id of done.reverse()) {
      const began = performance.now();
      const { status, body } = await world.call<MergeView>(who, 'POST', `/api/merges/${id}/undo`);
      undoMs += performance.now() - began;
      if (status !== 200) throw new Error(`undo: ${status} ${JSON.stringify(body)}`);
      if (body.kept.length > 0) differing.push(`kept ${JSON.stringify(body.kept)}`);
    }
    for (const id of ids) {
      const now = await exported(world, who, id);
      if (now !== before.get(id)) differing.push(difference(id, before.get(id) ?? '', now));
    }
    made += count;
    progress?.(made);
  }
  return { merges: made, chains, differing, mergeMs: mergeMs / made, undoMs: undoMs / made };
}

function difference(id: string, before: string, now: string): string {
  const [old, next] = [before.split('\n'), now.split('\n')];
  const at = old.findIndex((line, i) => line !== next[i]);
  return `${id} line ${at}: ${old.slice(Math.max(0, at - 3), at + 4).join(' ')} → ${next.slice(Math.max(0, at - 3), at + 4).join(' ')}`;
}
