/** Links of one archive stand among those to people's calendars: of what kind each is, of which archive, and what its maker wished to show. */

/** `kind`: picture, frame, table or calendar; `archive` null: the whole calendar of its person. `wish`: classes and whether sums stand in it, as JSON. */
export const linkTables = `
ALTER TABLE calendar_link ADD COLUMN kind TEXT NOT NULL DEFAULT 'calendar' CHECK (kind IN ('calendar', 'picture', 'frame', 'table'));
ALTER TABLE calendar_link ADD COLUMN archive TEXT;
ALTER TABLE calendar_link ADD COLUMN wish TEXT;
CREATE INDEX calendar_link_by_archive ON calendar_link (archive) WHERE archive IS NOT NULL;
`;
