/** A violation to plant: the file, its text, the rule that must report it, and lawful files it needs beside it. */
export type Planted = { rule: string; file: string; text: string; beside?: Record<string, string> };

/** One planted violation for each way an import can break the law. A rule that cannot fail is decoration. */
export const plantedImports: Planted[] = [
  { rule: 'contacts-looks-down', file: 'server/src/contacts/up.ts', text: "import '../messages/messages.ts';" },
  { rule: 'contacts-looks-down', file: 'server/src/contacts/sideways.ts', text: "import '../devices/devices.ts';" },
  {
    rule: 'policy-looks-down',
    file: 'server/src/policy/type-only.ts',
    text: "import type { db } from '../db/db.ts'; export type X = db;",
  },
  { rule: 'base-looks-down', file: 'server/src/base/up.ts', text: "import '../db/db.ts';" },
  { rule: 'api-looks-down', file: 'server/src/api/around.ts', text: "import '../queue/queue.ts';" },
  { rule: 'api-looks-down', file: 'server/src/api/roof.ts', text: "import '../app.ts';" },
  { rule: 'messages-tests-look-down', file: 'server/src/messages/up.test.ts', text: "import '../api/api.ts';" },
  { rule: 'api-knows-db-by-type', file: 'server/src/api/query.ts', text: "import { door } from '../db/db.ts'; door;" },
  {
    rule: 'messages-knows-engine-by-type',
    file: 'server/src/messages/wire.ts',
    text: "import '../engine/engine.ts';",
  },
  {
    rule: 'reactions-looks-down',
    file: 'server/src/reactions.ts',
    text: "import './cli/leaf.ts';",
    beside: { 'server/src/cli/leaf.ts': 'export const leaf = 1;' },
  },
  { rule: 'use-the-door', file: 'server/src/messages/side.ts', text: "import '../contacts/noun.ts';" },
  { rule: 'use-the-door', file: 'server/src/devices/deep.ts', text: "import '../engine/linked/protocol.ts';" },
  { rule: 'not-through-your-own-door', file: 'server/src/contacts/out-and-in.ts', text: "import './contacts.ts';" },
  { rule: 'must-resolve', file: 'server/src/queue/nowhere.ts', text: "import './not-there.ts';" },
  {
    rule: 'server-keeps-to-itself',
    file: 'server/src/sandbox/inside.ts',
    text: "import '../../../simulator/src/main.ts';",
  },
  { rule: 'linked-keeps-to-itself', file: 'linked/src/reach.ts', text: "import '../../server/src/db/db.ts';" },
  { rule: 'linked-keeps-to-itself', file: 'linked/src/play.ts', text: "import '../../simulator/src/main.ts';" },
  {
    rule: 'simulator-keeps-to-itself',
    file: 'simulator/src/reach.ts',
    text: "import '../../server/src/engine/engine.ts';",
  },
  { rule: 'client-keeps-to-itself', file: 'client/src/reach.ts', text: "import '../../server/src/base/base.ts';" },
  {
    rule: 'tests-keeps-to-itself',
    file: 'tests/src/inside.ts',
    text: "import '../../server/src/messages/messages.ts';",
  },
  { rule: 'driver-pg', file: 'server/src/messages/pool.ts', text: "import 'pg';" },
  {
    rule: 'driver-kysely',
    file: 'server/src/messages/builder.ts',
    text: "import type { driver } from 'kysely'; export type X = typeof driver;",
  },
  { rule: 'driver-fastify', file: 'server/src/webhooks/server.ts', text: "import 'fastify';" },
  { rule: 'driver-@fastify/*', file: 'server/src/webhooks/plugin.ts', text: "import '@fastify/any';" },
  { rule: 'driver-undici', file: 'server/src/webhooks/call.ts', text: "import 'undici';" },
  { rule: 'driver-baileys', file: 'server/src/engine/shortcut.ts', text: "import 'baileys';" },
  { rule: 'driver-node:http', file: 'server/src/webhooks/raw.ts', text: "import 'node:http';" },
  { rule: 'driver-node:child_process', file: 'server/src/messages/shell.ts', text: "import 'node:child_process';" },
  { rule: 'only-tests-import-it', file: 'server/src/db/real.ts', text: "import './throwaway.ts';" },
  {
    rule: 'no-circle',
    file: 'server/src/queue/circle-back.ts',
    text: "import type { Back } from './circle.ts'; export type Noun = Back;",
    beside: { 'server/src/queue/circle.ts': "import type { Noun } from './circle-back.ts'; export type Back = Noun;" },
  },
];
