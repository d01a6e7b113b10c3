import type { Accounts, FirstWishes } from '../../accounts/accounts.ts';
import type { Brands } from '../../brands/brands.ts';
import type { Db, Tx } from '../../db/db.ts';
import type { PublicUrl } from '../../installation/installation.ts';
import type { MailSettings, Postman } from '../../mail/mail.ts';
import type { Secrets } from '../../secrets/secrets.ts';

/** What can be decided about the installation on its pages. */
export type HouseDeps = {
  brands: Pick<Brands, 'byId' | 'refresh'>;
  publicUrl: Pick<PublicUrl, 'now' | 'refresh'>;
  postman: Pick<Postman, 'tryOut'>;
  /** What the environment decided, so that no page can; null where it decided nothing. */
  given: { publicUrl: string | null; mail: MailSettings | null };
  /** What the first person gets: a workspace and its sandbox. System transaction. */
  welcome: (tx: Tx, wishes: FirstWishes) => Promise<void>;
};

/** What the operator's pages need. */
export type AdminDeps = HouseDeps & {
  db: Db;
  secrets: Secrets;
  accounts: Accounts;
  /** May the public address be plain http beyond this machine? */
  insecureHttp: boolean;
};
