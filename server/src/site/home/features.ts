import type { ClaimId } from '../claims.ts';

/** One thing the product does: its texts are `features.<key>` and `features.<key>_text`. Without claims it is planned. */
export type Feature = { key: string; claims: ClaimId[]; link?: { path: string; isEnglish?: true; text: string } };

/** What there is for one kind of user; `picture` and its alternative text show it at work. */
export type FeatureGroup = { key: string; picture?: string; features: Feature[]; planned: string[] };

const reference = { path: '/reference', isEnglish: true, text: 'nav.reference' } as const;

/** What the product does, by who uses it. Nothing stands here without a test, and what is planned has no date. */
export const featureGroups: FeatureGroup[] = [
  {
    key: 'developers',
    picture: 'timeline',
    features: [
      { key: 'send', claims: ['pairs_by_qr', 'says_why_it_waits'], link: reference },
      { key: 'once', claims: ['one_message_per_key', 'key_survives_a_restart', 'key_refused_for_another_body'] },
      { key: 'webhooks', claims: ['signed_webhooks', 'same_bytes_at_every_try', 'ten_tries', 'slow_endpoint'] },
      { key: 'replay', claims: ['replay', 'recover'] },
      { key: 'pull', claims: ['pull_seven_days', 'pull_skips_nothing'] },
      { key: 'timeline', claims: ['timeline'] },
      {
        key: 'errors',
        claims: ['every_code_has_a_page'],
        link: { path: '/errors', isEnglish: true, text: 'features.errors_link' },
      },
      { key: 'keys', claims: ['key_is_shown_once', 'scoped_keys', 'device_keys', 'revoked_within_a_second'] },
      { key: 'sandbox', claims: ['sandbox_is_born_ready', 'sandbox_plays_the_protocol', 'planted_faults'] },
    ],
    planned: ['media', 'cloud', 'mcp'],
  },
  {
    key: 'teams',
    picture: 'pairing',
    features: [
      { key: 'link', claims: ['pairs_by_qr', 'pairs_by_code', 'risk_is_accepted_first'] },
      { key: 'back', claims: ['back_after_a_restart', 'says_logged_out'] },
      { key: 'order', claims: ['order_within_a_chat'] },
      { key: 'roles', claims: ['roles_reach', 'analysts_read_nothing', 'removed_within_a_second'] },
      { key: 'record', claims: ['audit_is_chained', 'audit_is_exported'] },
    ],
    planned: ['inbox', 'campaigns', 'autoreplies'],
  },
  {
    key: 'resellers',
    features: [
      { key: 'brand', claims: ['brand_by_host'] },
      { key: 'letters', claims: ['letters_stay_on_brand'] },
      { key: 'apply', claims: ['application_steps'], link: { path: '/resellers', text: 'nav.resellers' } },
    ],
    planned: ['prices'],
  },
  {
    key: 'operators',
    features: [
      { key: 'one', claims: ['one_command', 'ends_clean', 'own_database'] },
      { key: 'kills', claims: ['accepted_is_durable', 'events_at_least_once'] },
      { key: 'apart', claims: ['rows_are_guarded', 'workspaces_are_apart', 'sealed_sessions'] },
      {
        key: 'limits',
        claims: ['published_limits', 'operator_raises_limits'],
        link: { path: '/pricing', text: 'nav.pricing' },
      },
      { key: 'mail', claims: ['letters_wait', 'letters_twelve_times', 'letters_without_server'] },
      { key: 'legal', claims: ['material_notice', 'notice_once', 'old_versions_stay'] },
      { key: 'suspend', claims: ['suspended_reads_on'] },
    ],
    planned: ['billing'],
  },
  {
    key: 'people',
    picture: 'error',
    features: [
      { key: 'stop', claims: ['stop', 'stop_before_the_wire', 'stop_for_every_identity'] },
      { key: 'cap', claims: ['cap_on_new_people', 'published_limits'] },
      { key: 'pace', claims: ['paced_per_person'] },
      {
        key: 'report',
        claims: ['report_proven_by_message'],
        link: { path: '/report-abuse', text: 'features.report_link' },
      },
      { key: 'marketing', claims: ['no_marketing_without_consent'] },
      {
        key: 'cookies',
        claims: ['asks_nobody_else', 'only_the_cookies_of_the_policy'],
        link: { path: '/legal/cookies', text: 'nav.cookie_policy' },
      },
    ],
    planned: ['ledger'],
  },
];
