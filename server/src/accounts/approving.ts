import type { Id } from '../base/id.ts';
import type { Asking } from './asking.ts';
import type { Person } from './person.ts';

export type Approving = {
  /** People who await the operator's approval, the longest waiting first. */
  waiting(limit: number): Promise<Person[]>;
  /** Lets a waiting person in, with a letter; false when nobody waits under this id. */
  approve(asking: Asking, person: Id<'person'>, by: Person): Promise<boolean>;
  /** Deletes a waiting person, with a letter; false when nobody waits under this id. */
  decline(asking: Asking, person: Id<'person'>, by: Person): Promise<boolean>;
};
