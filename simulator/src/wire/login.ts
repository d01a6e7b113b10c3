import { randomBytes } from 'node:crypto';
import { type BinaryNode, proto, S_WHATSAPP_NET } from 'baileys';
import { bootstrap } from '../phones/bootstrap.ts';
import { signalKey } from '../phones/keys.ts';
import { verifySignature } from '../signal/xeddsa.ts';
import { takeFault } from '../strict/faults.ts';
import { lidJid } from '../world/accounts.ts';
import { flushWaiting, seconds, stanzaId } from '../world/delivery.ts';
import type { Connection, Device, Registration } from '../world/world.ts';
import { answer, unsignedOf } from './nodes.ts';

const referencesPerPairing = 6;

/** The handshake is done: a new client registers, a known one logs in, everybody else is refused. */
export function onHello(connection: Connection, payload: proto.ClientPayload) {
  if (payload.devicePairingData?.eIdent?.length) return register(connection, payload.devicePairingData);
  const phone = String(payload.username ?? '');
  const device = connection.world.accounts.get(phone)?.devices.get(payload.device ?? 0);
  if (!device?.noiseKey.equals(connection.clientKey)) return refuse(connection, '401');
  logIn(connection, device);
}

/** The client is ready: everything that waited is sent, and on the first login the phone shares what it knows. */
export function activate(connection: Connection, device: Device, node: BinaryNode) {
  const { store, log } = connection.world.simulator;
  answer(connection, node);
  // Later than every commit before it, so that nothing is sent that a crash could take back.
  store.after(() => {
    const { role } = connection;
    if (role.is !== 'linked' || role.active) return;
    role.active = true;
    flushWaiting(connection, device);
    if (!device.bootstrapped) {
      bootstrap(device).catch((error: unknown) => log.error('phone.bootstrap_failed', error));
    }
  });
}

/** Refuses a login; the client reads the reason as an HTTP status. */
function refuse(connection: Connection, reason: string) {
  connection.send({ tag: 'failure', attrs: { reason, location: 'sim' } });
  connection.role = { is: 'closed' };
  connection.close();
}

function logIn(connection: Connection, device: Device) {
  const { world } = connection;
  const { phone } = device.account;
  for (const reason of ['405', '503', '401', '440'] as const) {
    if (takeFault(world, reason, phone)) return refuse(connection, reason);
  }
  if (takeFault(world, 'drop', phone)) return connection.cut();
  replace(device);
  connection.role = { is: 'linked', device, active: false };
  device.connection = connection;
  for (const waiting of device.waiting.values()) waiting.sentAt = undefined;
  if (takeFault(world, '515', phone)) {
    connection.send({ tag: 'stream:error', attrs: { code: '515' } });
    return connection.close();
  }
  connection.send({
    tag: 'success',
    attrs: {
      t: seconds(world.simulator.clock.now()),
      props: '1',
      companion_enc_static: 'simulated',
      lid: lidJid(device.account, device.id),
      location: 'sim',
    },
  });
}

/** One device, one connection: an older one hears that it was replaced. */
function replace(device: Device) {
  const older = device.connection;
  if (!older) return;
  device.connection = undefined;
  older.send({ tag: 'stream:error', attrs: {}, content: [{ tag: 'conflict', attrs: { type: 'replaced' } }] });
  older.role = { is: 'closed' };
  older.close();
}

function register(connection: Connection, data: proto.ClientPayload.IDevicePairingRegistrationData) {
  const registration = readRegistration(data);
  if (!registration) return refuse(connection, '400');
  const references = Array.from({ length: referencesPerPairing }, () => `2@${randomBytes(24).toString('base64')}`);
  for (const reference of references) connection.world.pairing.byReference.set(reference, connection);
  connection.role = { is: 'registering', registration, references, offer: undefined };
  connection.send({
    tag: 'iq',
    attrs: { from: S_WHATSAPP_NET, type: 'set', id: stanzaId(), xmlns: 'md' },
    content: [
      {
        tag: 'pair-device',
        attrs: {},
        content: references.map((reference) => ({ tag: 'ref', attrs: {}, content: Buffer.from(reference) })),
      },
    ],
  });
}

/** Undefined when something is missing or the prekey is not signed by the identity. */
function readRegistration(data: proto.ClientPayload.IDevicePairingRegistrationData): Registration | undefined {
  const { eIdent, eRegid, eSkeyId, eSkeyVal, eSkeySig, deviceProps } = data;
  if (!eIdent || !eRegid || !eSkeyId || !eSkeyVal || !eSkeySig) return undefined;
  if (!verifySignature(eIdent, signalKey(eSkeyVal), eSkeySig)) return undefined;
  return {
    identity: Buffer.from(eIdent),
    registrationId: unsignedOf(eRegid),
    signedPreKey: { id: unsignedOf(eSkeyId), public: Buffer.from(eSkeyVal), signature: Buffer.from(eSkeySig) },
    platform: deviceProps ? (proto.DeviceProps.decode(deviceProps).os ?? '') : '',
  };
}
