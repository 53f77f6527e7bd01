/**
 * What nodes tell each other through the database: news of whatever a node may hold in memory, written by triggers in the transaction of the change; and the table of the nodes themselves. Made anew
 * at every start, for nothing here outlives its nodes. Topics and keys are those of `server/nodes/topics.ts`.
 */

/** News that are kept; who is further behind reads everything anew. */
const KEPT = 100_000;

/** Which key a changed row has under its topic; an empty one stands for all of its kind. */
const TOLD: readonly { readonly schema: 'archive' | 'facts'; readonly table: string; readonly topic: string; readonly key: (row: 'NEW' | 'OLD') => string }[] = [
  { schema: 'archive', table: 'person', topic: 'people', key: (row) => `${row}.id` },
  { schema: 'archive', table: 'person_alias', topic: 'people', key: () => `''` },
  ...['department', 'policy_version'].map((table) => ({ schema: 'archive' as const, table, topic: 'rules', key: () => `''` })),
  { schema: 'archive', table: 'api_key', topic: 'keys', key: () => `''` },
  ...['session', 'tokens_end'].map((table) => ({ schema: 'archive' as const, table, topic: 'sessions', key: () => `''` })),
  ...['own_field', 'own_list'].map((table) => ({ schema: 'archive' as const, table, topic: 'catalogue', key: () => `''` })),
  ...([['webhook', 'webhooks'], ['follow', 'follows'], ['handover', 'handovers'], ['handover_item', 'handovers'], ['access_request', 'requests']] as const).map(([table, topic]) => ({ schema: 'archive' as const, table, topic, key: () => `''` })),
  { schema: 'archive', table: 'consent_act', topic: 'consents', key: () => `''` },
  { schema: 'archive', table: 'archive', topic: 'archives', key: (row) => `${row}.id` },
  ...['archive_member', 'archive_key', 'archive_alias', 'access_grant', 'wall', 'legal_hold', 'broken_glass'].map((table) => ({ schema: 'archive' as const, table, topic: 'archives', key: (row: string) => `${row}.archive` })),
  { schema: 'facts', table: 'overview', topic: 'facts', key: (row) => `${row}.id` },
  ...['class', 'override'].map((table) => ({ schema: 'facts' as const, table, topic: 'facts', key: (row: string) => `${row}.archive` })),
];

/** The lock under which numbers of news are given, so that their order is that of the commits: archive's own, which its writers hold already. Facts are told at the very end of their transaction, so they hold it for no longer than a commit. */
const LOCK = 0x646f7331;

export const NEWS = `
CREATE TABLE IF NOT EXISTS dossier.news (n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, topic text NOT NULL, key text NOT NULL);
CREATE TABLE IF NOT EXISTS dossier.news_gone (one boolean PRIMARY KEY DEFAULT true CHECK (one), upto bigint NOT NULL);
INSERT INTO dossier.news_gone (upto) VALUES (0) ON CONFLICT DO NOTHING;
CREATE TABLE IF NOT EXISTS dossier.node (id text PRIMARY KEY, seen bigint NOT NULL, until timestamptz NOT NULL);
CREATE TABLE IF NOT EXISTS dossier.leader (one boolean PRIMARY KEY DEFAULT true CHECK (one), node text NOT NULL, until timestamptz NOT NULL);
CREATE TABLE IF NOT EXISTS dossier.claim (work text PRIMARY KEY, node text NOT NULL);
CREATE OR REPLACE FUNCTION dossier.tell(topic text, key text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE told bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(${LOCK});
  INSERT INTO dossier.news (topic, key) VALUES (topic, key) RETURNING n INTO told;
  IF told % 1000 = 0 THEN
    DELETE FROM dossier.news WHERE n <= told - ${KEPT};
    UPDATE dossier.news_gone SET upto = greatest(upto, told - ${KEPT});
  END IF;
END $$;
`;

/** Of one schema, after its tables were made. */
export const newsTriggers = (schema: 'archive' | 'facts'): string => [
  ...TOLD.filter((each) => each.schema === schema).map(({ table, topic, key }) => {
    const name = `news_of_${table}`;
    // facts are told when everything else of their transaction is done
    const how = schema === 'facts' ? ['CREATE CONSTRAINT TRIGGER', ' DEFERRABLE INITIALLY DEFERRED'] : ['CREATE TRIGGER', ''];
    return `CREATE OR REPLACE FUNCTION ${schema}.${name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM dossier.tell('${topic}', ${key('OLD')}); ELSE PERFORM dossier.tell('${topic}', ${key('NEW')}); END IF;
  RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS ${name} ON ${schema}.${table};
${how[0]} ${name} AFTER INSERT OR UPDATE OR DELETE ON ${schema}.${table}${how[1]} FOR EACH ROW EXECUTE FUNCTION ${schema}.${name}();`;
  }),
  ...(schema === 'archive' ? [`CREATE OR REPLACE FUNCTION archive.news_of_setting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.key = 'policy' THEN PERFORM dossier.tell('rules', '');
  ELSIF starts_with(NEW.key, 'setting:') THEN PERFORM dossier.tell('settings', substr(NEW.key, 9));
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS news_of_setting ON archive.setting;
CREATE TRIGGER news_of_setting AFTER INSERT OR UPDATE ON archive.setting FOR EACH ROW EXECUTE FUNCTION archive.news_of_setting();`] : []),
].join('\n');
