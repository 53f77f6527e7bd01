/** How alike two words are, from 0 to 1. Knows no language. */

/** Edits that make one of the other, a swap of neighbours counted as one (optimal string alignment); `most` and more answer `most`. */
export function edits(a: string, b: string, most = 99): number {
  if (a === b) return 0;
  const [one, two] = [[...a], [...b]];
  if (Math.abs(one.length - two.length) >= most) return most;
  let before: number[] = [];
  let last = Array.from({ length: two.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= two.length; j++) {
      const same = one[i - 1] === two[j - 1] ? 0 : 1;
      let least = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + same);
      if (i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1]) least = Math.min(least, (before[j - 2] as number) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return Math.min(most, last[two.length] as number);
}

/** 1 less the share of letters that are to be edited. */
export function likeness(a: string, b: string): number {
  const longest = Math.max([...a].length, [...b].length);
  return longest === 0 ? 1 : 1 - edits(a, b) / longest;
}

/** `müller` typed by who has no `ü`: `mueller`. */
export const typed = (word: string): string => word.replace(/ue/g, 'u').replace(/oe/g, 'o').replace(/ae/g, 'a');

/** A slip of the finger in a word: one edit, two in a long one; a short word keeps its first letter. */
export function isTypo(a: string, b: string): boolean {
  const shortest = Math.min(a.length, b.length);
  if (shortest < 3 || (shortest < 4 && a[0] !== b[0])) return false;
  const most = shortest >= 9 ? 2 : 1;
  return edits(a, b, most + 1) <= most;
}
