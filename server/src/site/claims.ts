/** What a public page promises, and the test that fails when it is not so. */
type Claim = { file: string; test: string };

/**
 * Every capability, number and price that public pages tell of. The element whose text tells it carries the id
 * (`<p <%~ it.claim('stop') %>>`); `claims.test.ts` sees to it that the test exists, that no id is left over, and that no figure
 * stands on a page without one. A promise without a test is not made.
 */
export const claims = {
  accepted_is_durable: {
    file: 'tests/faults.test.ts',
    test: 'loses nothing and doubles nothing over 20 kills of any process while sending and receiving',
  },
  one_message_per_key: {
    file: 'tests/idempotency.test.ts',
    test: 'makes one message of 50 twins at once, and gives all of them the same reply in the end',
  },
  key_refused_for_another_body: {
    file: 'tests/idempotency.test.ts',
    test: 'refuses the key for another body, path or order of things, but not for other spelling of the same JSON',
  },
  key_survives_a_restart: {
    file: 'tests/idempotency.test.ts',
    test: 'replays the same bytes after everything was restarted',
  },
  statuses_move_forward: {
    file: 'server/src/messages/messages.test.ts',
    test: 'moves statuses only forward, whatever order receipts come in',
  },
  events_at_least_once: {
    file: 'server/src/webhooks/dispatcher.test.ts',
    test: 'loses nothing when a dispatcher dies with deliveries in its hands',
  },
  signed_webhooks: {
    file: 'server/src/webhooks/dispatcher.test.ts',
    test: 'tells every subscribed endpoint, signed so that the standard library accepts it',
  },
  same_bytes_at_every_try: {
    file: 'server/src/webhooks/dispatcher.test.ts',
    test: 'sends the same bytes and id at every try, with a fresh timestamp, on the schedule, and then gives up',
  },
  ten_tries: {
    file: 'server/src/webhooks/pace.test.ts',
    test: 'tries ten times within 75 h 35 min, each delay up to a tenth shorter or longer',
  },
  replay: {
    file: 'server/src/webhooks/dispatcher.test.ts',
    test: 'replays a delivery with the same bytes and counts on',
  },
  pull_seven_days: {
    file: 'server/src/events/events.test.ts',
    test: 'refuses a cursor that is older than 7 days, of another generation, or not ours',
  },
  stop: {
    file: 'server/src/messages/messages.test.ts',
    test: 'obeys STOP at once and lets only START reopen',
  },
  stop_before_the_wire: {
    file: 'server/src/messages/messages.test.ts',
    test: 'never sends to a suppressed person, even if suppressed while queued',
  },
  stop_for_every_identity: {
    file: 'server/src/messages/messages.test.ts',
    test: 'knows a person by phone and by hidden number as one contact, and takes a second copy for nothing',
  },
  order_within_a_chat: {
    file: 'server/src/messages/messages.test.ts',
    test: 'keeps the order within a chat while many are accepted and sent at once',
  },
  pairs_by_qr: {
    file: 'tests/journey.test.ts',
    test: 'links by QR, sends, is read and answered, and tells a signed webhook each step',
  },
  pairs_by_code: { file: 'tests/journey.test.ts', test: 'links by pairing code' },
  back_after_a_restart: {
    file: 'tests/journey.test.ts',
    test: 'comes back online after a restart of everything, without a new QR',
  },
  sandbox_is_born_ready: {
    file: 'tests/journey.test.ts',
    test: 'bears a sandbox with an online device and a customer who greets it',
  },
  sandbox_plays_the_protocol: {
    file: 'tests/third-party.test.ts',
    test: 'lets an unmodified client from npm pair through the one port and talk with our device, both ways, with receipts',
  },
  planted_faults: { file: 'tests/journey.test.ts', test: 'shows the faults that were planted, and clears them' },
  one_command: {
    file: 'server/src/cli/supervisor/supervisor.test.ts',
    test: 'starts in order, says each step and the address, shows what the server prints, and leaves no process behind',
  },
  ends_clean: { file: 'tests/journey.test.ts', test: 'leaves no process behind after SIGTERM' },
  home_code_runs: {
    file: 'tests/home.test.ts',
    test: 'runs the first message in $id as the page shows it',
  },
  published_limits: {
    file: 'server/src/workspaces/limits.test.ts',
    test: 'starts from the published numbers of the workspace’s kind',
  },
  operator_raises_limits: {
    file: 'server/src/workspaces/overrides.test.ts',
    test: 'gives one workspace another number, with a reason that its owners can read, until it ends or is taken back',
  },
  cap_on_new_people: {
    file: 'server/src/messages/messages.test.ts',
    test: 'never passes the cap on new people, with 64 claimers at once',
  },
  paced_per_person: { file: 'server/src/policy/policy.test.ts', test: 'gives the burst at once, then one per refill' },
  workspaces_are_apart: { file: 'tests/isolation.test.ts', test: 'in bodies, at every field' },
  rows_are_guarded: {
    file: 'server/src/db/catalog.test.ts',
    test: 'protects every tenant table by row-level security, also against its owner',
  },
  sealed_sessions: {
    file: 'linked/src/store/session-store.test.ts',
    test: 'keeps nothing readable in the database, and opens no value that was moved to another row',
  },
  every_code_has_a_page: { file: 'tests/bad-input.test.ts', test: 'has a page for every code' },
  key_is_shown_once: { file: 'tests/keys.test.ts', test: 'shows a key once and never again' },
  revoked_within_a_second: { file: 'tests/keys.test.ts', test: 'stops a revoked key within a second' },
  suspended_reads_on: { file: 'tests/keys.test.ts', test: 'reads on in a suspended workspace, and sends nothing' },
  own_database: {
    file: 'server/src/cli/doctor.test.ts',
    test: 'says in plain words that DATABASE_URL cannot be reached, and fails',
  },
  risk_is_accepted_first: {
    file: 'server/src/devices/devices.test.ts',
    test: 'starts a pairing in a live workspace only when the risk was accepted, and by code only with a real phone',
  },
  no_cloud_devices: { file: 'server/src/devices/devices.test.ts', test: 'refuses cloud devices until they are built' },
  says_logged_out: {
    file: 'server/src/devices/connections.test.ts',
    test: 'stops for good when the phone removed the link, says so, and asks for a new pairing',
  },
  says_why_it_waits: {
    file: 'server/src/messages/messages.test.ts',
    test: 'says why a message waits while its device sends nothing',
  },
  handed_over_again: {
    file: 'server/src/messages/messages.test.ts',
    test: 'hands a message over again under the same id when nobody knows whether it left',
  },
  unsupported_is_kept: {
    file: 'server/src/messages/messages.test.ts',
    test: 'takes a message that can be read at last in the place of the one that could not',
  },
  no_marketing_without_consent: {
    file: 'server/src/messages/messages.test.ts',
    test: 'refuses marketing, unknown times and foreign things with their own codes',
  },
  status_is_live: {
    file: 'server/src/site/front/status.test.ts',
    test: 'says what answers at this moment, and never from a cache',
  },
  report_proven: {
    file: 'server/src/cases/cases.test.ts',
    test: 'is not proven by another phone, another device, another code or a code inside a group',
  },
  report_closes: {
    file: 'server/src/cases/cases.test.ts',
    test: 'is proven by a message from the reporter’s phone, and from then on the reported number cannot write to them',
  },
  report_reopens: {
    file: 'server/src/cases/cases.test.ts',
    test: 'is taken back by nobody but the reporter, who writes START',
  },
  report_private: {
    file: 'server/src/cases/cases.test.ts',
    test: 'keeps a stranger’s phone from a workspace that never wrote to it, and still closes it to them',
  },
  report_suspends: {
    file: 'server/src/cases/cases.test.ts',
    test: 'suspends the workspace within its transaction, tells its owners and the reporter, and is recorded',
  },
  application_letters: {
    file: 'server/src/resellers/resellers.test.ts',
    test: 'writes at each step, and every letter leads to the same page, though only the hash of its secret is kept',
  },
  brand_per_host: {
    file: 'server/src/site/front/resellers.test.ts',
    test: 'shows a brand on its own host, with the independence text and without the platform’s name',
  },
  people_of_a_brand: {
    file: 'server/src/accounts/realms.test.ts',
    test: 'is another person under another brand, though the e-mail address is the same',
  },
  checked_look: {
    file: 'server/src/site/front/resellers.test.ts',
    test: 'judges a look as setting up a brand does, and shows the nearest colour that is fit',
  },
  margin_adds_up: {
    file: 'server/src/site/front/margin.test.ts',
    test: 'is customers times price less customers times cost, in the smallest unit of the currency',
  },
  applications_have_a_page: {
    file: 'server/src/resellers/resellers.test.ts',
    test: 'is not found with a wrong secret, whether the reference exists or not',
  },
  stops_within_a_second: {
    file: 'server/src/workspaces/workspaces.test.ts',
    test: 'that was revoked, or whose workspace was suspended, is known so within a second',
  },
  get_started_runs: {
    file: 'tests/get-started.test.ts',
    test: 'runs every command of the page as it stands there, up to the answer',
  },
  no_price: {
    file: 'server/src/workspaces/plans.test.ts',
    test: 'sells nothing before billing exists: the platform has one plan, and it has no price',
  },
  limits_are_printed: {
    file: 'server/src/site/front/pricing.test.ts',
    test: 'prints each limit with the numbers and the words of the one table',
  },
  licences: {
    file: 'server/src/site/front/pricing.test.ts',
    test: 'tells the licences that the packages carry',
  },
  asks_nobody_else: {
    file: 'tests/browser/site.test.ts',
    test: '%s is accessible and fits the screen in every look, and asks nobody else',
  },
  only_the_cookies_of_the_policy: {
    file: 'tests/browser/site.test.ts',
    test: 'sets no cookie that the Cookie Policy does not name as set',
  },
  slow_endpoint: {
    file: 'server/src/webhooks/dispatcher.test.ts',
    test: 'keeps a slow endpoint from holding up the others',
  },
  recover: {
    file: 'server/src/webhooks/dispatcher.test.ts',
    test: 'recovers what failed and what was missed while the endpoint was off',
  },
  pull_skips_nothing: {
    file: 'server/src/events/events.test.ts',
    test: 'skips nothing when a writer that started first commits last',
  },
  timeline: { file: 'server/src/events/events.test.ts', test: 'tells what happened to one message, oldest first' },
  scoped_keys: {
    file: 'tests/keys.test.ts',
    test: 'lets a key do only what its scopes say, and give no more than it has',
  },
  device_keys: { file: 'tests/keys.test.ts', test: 'hides all other devices from a key restricted to one' },
  roles_reach: {
    file: 'server/src/workspaces/permissions.test.ts',
    test: 'let an owner reach everybody, an admin everybody but owners, and others only what lies within their own',
  },
  analysts_read_nothing: {
    file: 'server/src/workspaces/permissions.test.ts',
    test: 'show an analyst nothing that anybody wrote',
  },
  removed_within_a_second: {
    file: 'server/src/workspaces/member-ring.test.ts',
    test: 'who was removed, given another role, or whose workspace was suspended is known so within a second',
  },
  audit_is_chained: {
    file: 'server/src/audit/audit.test.ts',
    test: 'gives away an entry that was left out, and a beginning that was replaced',
  },
  audit_is_exported: {
    file: 'server/src/audit/audit.test.ts',
    test: 'exports a chain as JSON Lines and as CSV without formulas',
  },
  brand_by_host: {
    file: 'server/src/brands/brands.test.ts',
    test: 'chooses the brand of a request, whatever its port and case',
  },
  letters_stay_on_brand: { file: 'server/src/mail/mail.test.ts', test: 'never leads off its brand' },
  application_steps: {
    file: 'server/src/resellers/resellers.test.ts',
    test: 'writes at each step, and every letter leads to the same page, though only the hash of its secret is kept',
  },
  letters_wait: { file: 'server/src/mail/mail.test.ts', test: 'that is away gets the letter when it is back' },
  letters_twelve_times: {
    file: 'server/src/mail/mail.test.ts',
    test: 'that stays away is asked twelve times within a day, then the letter counts as failed',
  },
  letters_without_server: { file: 'server/src/mail/mail.test.ts', test: 'letters are kept, readable to the operator' },
  material_notice: {
    file: 'server/src/legal/notices.test.ts',
    test: 'is raised by a material change after somebody came, by no other, and never by a first version',
  },
  notice_once: {
    file: 'server/src/legal/notices.test.ts',
    test: 'is gone once acknowledged, is acknowledged once, and stays on record with its time',
  },
  old_versions_stay: {
    file: 'server/src/legal/publish.test.ts',
    test: 'leaves old versions as they were, also to somebody who has the database’s keys',
  },
  report_proven_by_message: {
    file: 'server/src/cases/cases.test.ts',
    test: 'is proven by a message from the reporter’s phone, and from then on the reported number cannot write to them',
  },
  claims_are_tested: { file: 'server/src/site/claims.test.ts', test: '%s is held by a test that exists' },
} as const satisfies Record<string, Claim>;

export type ClaimId = keyof typeof claims;

/** The attribute for an element that tells of these claims. Throws for an id that is not in the registry. */
export function claim(...ids: string[]): string {
  for (const id of ids) if (!Object.hasOwn(claims, id)) throw new Error(`no such claim: ${id}`);
  return `data-claim="${ids.join(' ')}"`;
}
