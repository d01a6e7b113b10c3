export { readStoredMail, writeStoredMail } from './mail-settings.ts';
export type { PublicUrl, PublicUrlSource } from './public-url.ts';
export { createPublicUrl, readPublicUrl } from './public-url.ts';
export type { HouseSettings, SignUpPolicy } from './settings.ts';
export { readHouseSettings, writeHouseSettings } from './settings.ts';
export { isLegalMissing, signUpPolicy } from './sign-up.ts';
