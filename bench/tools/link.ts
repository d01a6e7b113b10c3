import { type caller, until } from '../../tests/house.ts';

/** Makes a device, lets a pretend phone scan its QR, and waits until it is online. Returns the device's id. */
export async function linkDevice(call: ReturnType<typeof caller>, phone: string): Promise<string> {
  await call('POST', '/v1/simulator/phones', { phone, name: `Owner ${phone.slice(-4)}` });
  const { body } = await call<{ id: string }>('POST', '/v1/devices', {
    name: `Owner ${phone.slice(-4)}`,
    kind: 'linked',
  });
  await call('POST', `/v1/devices/${body.id}/pairing`, { method: 'qr' });
  const shown = await until(
    async () => (await call<{ qr?: string }>('GET', `/v1/devices/${body.id}/pairing`)).body.qr,
    30_000,
    'a QR code',
  );
  await call('POST', `/v1/simulator/phones/${phone}/scan`, { qr: shown });
  const isOnline = async () =>
    (await call<{ connection: { is: string } }>('GET', `/v1/devices/${body.id}`)).body.connection.is === 'online';
  await until(isOnline, 60_000, 'the device to be online');
  return body.id;
}
