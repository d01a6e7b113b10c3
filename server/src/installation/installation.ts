export type { HouseSettings, SignUpPolicy } from './settings.ts';
export { readHouseSettings, writeHouseSettings } from './settings.ts';
