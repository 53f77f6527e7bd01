/** What the twins of `decide()` in SQL share: when a dated right holds, and walls. */

/** `holds()` in SQL: what is compared is as long as the date. */
export const inTime = (from: string, until: string): string =>
  `substr(@now, 1, length(${from})) >= ${from} AND (${until} IS NULL OR substr(@now, 1, length(${until})) <= ${until})`;

/** Walls that stand now before who asks: `@me`, and `@within`, the departments that they are in. */
export const STANDING = `w.ended IS NULL AND ((w.to_kind = 'person' AND w.to_id = @me) OR (w.to_kind = 'department' AND w.to_id IN (SELECT value FROM json_each(@within)))) AND ${inTime('w.from_moment', 'w.until_moment')}`;

/** What a wall `w`, or a hold, is about now: an archive that was merged into another lives on in that one, and what stood before it stands before both. */
export const ABOUT = 'coalesce((SELECT x.archive FROM archive.archive_alias x WHERE x.alias = w.archive), w.archive)';

/** Of an archive `a` that no wall stands before. */
export const UNWALLED = `a.id NOT IN (SELECT ${ABOUT} FROM archive.wall w WHERE ${STANDING})`;
