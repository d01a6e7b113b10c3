export type { StoredMail } from './mail-settings.ts';
export { readStoredMail, writeStoredMail } from './mail-settings.ts';
export type { HouseSettings, SignUpPolicy } from './settings.ts';
export { readHouseSettings, writeHouseSettings } from './settings.ts';
