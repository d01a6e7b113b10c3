import { queried } from '../routes.ts';
import type { Visit } from '../visit.ts';

/** What was just done, told once on the page after it. It stands in the address, so anybody could write it: it says only harmless things. */
type Telling = 'approved' | 'declined' | 'kept_sent' | 'resent' | 'saved';

/** The sentence for `?told=`, of those that belong to this page. */
export function toldOf(visit: Visit, tellings: readonly Telling[]): string | undefined {
  const name = tellings.find((one) => one === queried(visit, 'told'));
  return name && visit.t(`admin.told_${name}`);
}
