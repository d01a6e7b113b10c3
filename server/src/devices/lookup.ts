import type { Id } from '../base/id.ts';
import { brand } from '../base/id.ts';
import type { Phone } from '../base/phone.ts';
import { asPhone } from '../base/phone.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';

/** A device as the house sees it, whoever owns it. `isLinked`: what is written to its phone arrives, now or when it connects. */
export type KnownDevice = {
  id: Id<'device'>;
  workspace: Id<'workspace'>;
  name: string;
  phone: Phone | null;
  isLinked: boolean;
  isDeleted: boolean;
};

/** A device by its id alone; deleted ones are missing. System transaction. */
export async function findDeviceAnywhere(tx: Tx, id: Id<'device'>): Promise<KnownDevice | undefined> {
  const row = await tx.maybe(sql<Row>`select ${columns} from devices d where d.id = ${id} and d.deleted_at is null`);
  return row && readKnown(row);
}

/**
 * Every device that is or was linked to a phone, deleted ones too: nobody escapes a report by deleting. Newest first, at most 50.
 * System transaction.
 */
export async function devicesWithPhone(tx: Tx, phone: Phone): Promise<KnownDevice[]> {
  const rows = await tx.many(sql<Row>`
    select ${columns} from devices d where d.phone = ${phone} order by d.deleted_at desc nulls first, d.id desc limit 50`);
  return rows.map(readKnown);
}

/** The linked devices of some workspaces, oldest first. System transaction. */
export async function linkedDevicesOf(tx: Tx, workspaces: Id<'workspace'>[]): Promise<KnownDevice[]> {
  const rows = await tx.many(sql<Row>`
    select ${columns} from devices d
    where d.workspace_id = any(${workspaces}::uuid[]) and d.linked and d.deleted_at is null order by d.id limit 200`);
  return rows.map(readKnown);
}

type Row = { id: string; workspace_id: string; name: string; phone: string | null; linked: boolean; deleted: boolean };

const columns = sql`d.id, d.workspace_id, d.name, d.phone, d.linked, d.deleted_at is not null as deleted`;

function readKnown({ id, workspace_id, name, phone, linked, deleted }: Row): KnownDevice {
  return {
    id: brand(id),
    workspace: brand(workspace_id),
    name,
    phone: phone === null ? null : asPhone(phone),
    isLinked: linked,
    isDeleted: deleted,
  };
}
