import { describe, expect, it } from 'vitest';
import { glossaryBreaches } from './glossary.ts';
import { houseLaw, type Source } from './law.ts';
import { linkBreaches } from './links.ts';
import { staleBreaches } from './stale.ts';
import { tableBreaches } from './tables.ts';
import { longFiles, wordBreaches } from './words.ts';

const law = {
  ...houseLaw,
  tables: { messages: 'messages', contacts: 'contacts', 'wa_*': 'linked', 'simulator.*': 'simulator' },
};
const migrations: Source[] = [
  {
    path: 'server/migrations/0001_start.sql',
    text: 'create table messages (id uuid);\ncreate table contacts (id uuid);\ncreate table wa_keys (id uuid);',
  },
  {
    path: 'simulator/src/schema.ts',
    text: 'export const schema = `create table if not exists simulator.worlds (id text)`;',
  },
];
const tableRules = (path: string, text: string): string[] =>
  tableBreaches(law, [...migrations, { path, text }]).map(({ rule, says }) => `${rule}: ${says}`);

describe('the law of tables', () => {
  it('lets an owner name its own table, and anybody speak of it in a comment or a sentence', () => {
    expect(tableRules('server/src/messages/rows.ts', 'const q = sql`select * from messages`;')).toEqual([]);
    expect(
      tableRules('server/src/api/x.ts', "// read from messages\nconst text = 'take it from messages, please';"),
    ).toEqual([]);
    expect(tableRules('server/src/api/x.test.ts', 'const q = sql`select * from messages`;')).toEqual([]);
    expect(tableRules('simulator/src/world.ts', 'const q = `select * from worlds`;')).toEqual([]);
    expect(tableRules('linked/src/keys.ts', 'const q = `select * from wa_keys where id = $1`;')).toEqual([]);
  });

  it.each([
    ['a select', 'server/src/api/x.ts', 'sql`select 1 from messages m where m.id = ${id}`'],
    ['a join', 'server/src/contacts/x.ts', 'sql`select 1 from contacts c join messages m on true`'],
    ['a list of tables', 'server/src/contacts/x.ts', 'sql`select 1 from contacts c, messages m where true`'],
    ['an update', 'server/src/queue/x.ts', 'sql`update messages set status = ${status}`'],
    ['a quoted name', 'server/src/queue/x.ts', 'sql`delete from "messages"`'],
    ['a subquery after a value', 'server/src/queue/x.ts', 'sql`select ${one}, (select count(*) from messages)`'],
    ['a typed tag', 'server/src/queue/x.ts', 'sql<Row>`select 1 from messages`'],
    ['plain text for the driver', 'linked/src/x.ts', "'select 1 from messages'"],
  ])('reports %s of another room’s table', (_, path, text) => {
    expect(tableRules(path, `const q = ${text};`)).toEqual([
      'table-of-another: names messages, which belongs to messages',
    ]);
  });

  it('reports a stranger in the simulator’s schema and in the worker’s tables', () => {
    expect(tableRules('server/src/sandbox/x.ts', 'const q = `select 1 from simulator.worlds`;')).toHaveLength(1);
    expect(tableRules('server/src/devices/x.ts', 'const q = sql`select 1 from wa_keys`;')).toHaveLength(1);
  });

  it('asks for an owner of every table, and for a table of every owner', () => {
    const made = [...migrations, { path: 'server/migrations/0002_more.sql', text: 'create table orphans (id uuid);' }];
    expect(tableBreaches(law, made).map(({ rule }) => rule)).toEqual(['table-has-owner']);
    expect(
      tableBreaches({ ...law, tables: { ...law.tables, ghosts: 'messages' } }, migrations).map(({ rule }) => rule),
    ).toEqual(['table-exists']);
  });
});

const wordRules = (path: string, text: string): string[] =>
  wordBreaches(houseLaw, [{ path, text }]).map(({ rule }) => rule);

describe('the law of words', () => {
  it.each([
    ['word-stays-inside', 'server/src/messages/x.ts', 'const jid = 1;'],
    ['word-stays-inside', 'server/src/messages/x.ts', 'const remoteJid = 1;'],
    ['word-stays-inside', 'server/src/messages/x.ts', 'const remote_jid = 1;'],
    ['word-stays-inside', 'server/src/api/x.ts', '// answers the wamid'],
    ['word-stays-inside', 'server/src/app.ts', "const preKeys = 'prekeys';"],
    ['word-stays-inside', 'client/src/x.ts', 'type Jid = string;'],
    ['name-says-nothing', 'server/src/messages/utils.ts', ''],
    ['name-says-nothing', 'server/src/messages/send-helper.ts', ''],
    ['name-says-nothing', 'linked/src/core/x.ts', ''],
    ['name-says-nothing', 'client/src/index.ts', ''],
    ['file-too-long', 'server/src/messages/x.ts', '\n'.repeat(401)],
    ['time-comes-from-outside', 'server/src/messages/x.ts', 'const now = new Date();'],
    ['only-doors-pass-on', 'server/src/messages/x.ts', "export { send } from './send.ts';"],
    ['only-doors-pass-on', 'client/src/all.ts', "export type { Api } from './api.ts';"],
  ])('reports %s in %s', (rule, path, text) => {
    expect(wordRules(path, text)).toEqual([rule]);
  });

  it.each([
    ['server/src/engine/linked/translate.ts', 'const jid = 1;'],
    ['linked/src/x.ts', 'const jid = 1;'],
    ['server/src/messages/messages.ts', "export { send } from './send.ts';"],
    ['client/src/client.ts', "export { send } from './send.ts';"],
    ['tests/conformance/x.ts', "import 'baileys';"],
    ['server/src/messages/x.ts', 'const adjidicate = new Date(1);'],
    ['server/src/base/clock.ts', 'export const now = () => new Date();'],
    ['server/src/messages/x.test.ts', 'const now = new Date();'],
    ['server/src/messages/window.test.ts', '\n'.repeat(400)],
  ])('leaves %s in peace', (path, text) => {
    expect(wordRules(path, text)).toEqual([]);
  });

  it('names the files that are worth a thought', () => {
    expect(longFiles(houseLaw, [{ path: 'server/src/messages/x.ts', text: '\n'.repeat(251) }])).toHaveLength(1);
    expect(longFiles(houseLaw, [{ path: 'server/src/messages/x.ts', text: '\n'.repeat(250) }])).toHaveLength(0);
  });
});

describe('the law and the house', () => {
  it('reports a room without law, a law without room, and a permission nobody uses', () => {
    const small = {
      ...houseLaw,
      rooms: {
        base: { floor: 1, is: '', may: [] },
        db: { floor: 2, is: '', may: ['base'] },
        gone: { floor: 2, is: '', may: [] },
      },
    };
    const files = [
      'server/src/base/id.ts',
      'server/src/db/db.ts',
      'server/src/extra/extra.ts',
      'server/src/cli/start.ts',
    ];
    expect(staleBreaches(small, files, []).map(({ rule }) => rule)).toEqual([
      'room-in-law',
      'room-exists',
      'permission-in-use',
    ]);
    const imports = [{ from: 'server/src/db/db.ts', to: 'server/src/base/id.ts' }];
    expect(staleBreaches(small, files, imports).map(({ rule }) => rule)).toEqual(['room-in-law', 'room-exists']);
  });

  it('reports a public noun that the glossary does not explain', () => {
    const sources = [
      {
        path: 'openapi.json',
        text: '{"paths":{"/v1/messages":{},"/v1/webhook-endpoints/{id}":{},"/v1/deliveries":{}}}',
      },
    ];
    const said = (glossary: string): string[] => glossaryBreaches(glossary, sources).map(({ says }) => says);
    expect(said('**message** **webhook endpoint** **delivery**')).toEqual([]);
    expect(said('**message** **delivery**')).toEqual([
      'uses "webhook endpoint", which docs/glossary.md does not explain',
    ]);
  });
});

describe('the law of documents', () => {
  it('reports a link that leads nowhere and a number used twice, and reads no code', () => {
    const documents = [
      {
        path: 'docs/x.md',
        text: '[law](../rooms.json) [web](https://example.com) [gone](gone.md#there) `[code](code.md)`',
      },
      { path: 'docs/decisions/0001-one.md', text: '' },
      { path: 'docs/decisions/0001-two.md', text: '' },
    ];
    const root = new URL('../..', import.meta.url).pathname;
    expect(linkBreaches(root, documents).map(({ rule, file }) => `${rule} ${file}`)).toEqual([
      'link-leads-somewhere docs/x.md',
      'decision-has-own-number docs/decisions/0001-two.md',
    ]);
  });
});
