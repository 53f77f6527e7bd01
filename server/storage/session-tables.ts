/** What a session says of its browser, in `archive.db`: so that whoever looks at their sign-ins knows which is which. */
export const sessionTables = `
ALTER TABLE session ADD COLUMN agent TEXT;
`;
