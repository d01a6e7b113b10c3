<?php
// Checks a webhook. In your web server: the secret from your configuration, getallheaders(), file_get_contents('php://input').

function webhook_is_genuine(string $secret, array $headers, string $body, int $tolerance_seconds = 300): bool
{
    $headers = array_change_key_case($headers, CASE_LOWER);
    $id = $headers['webhook-id'] ?? '';
    $timestamp = $headers['webhook-timestamp'] ?? '';
    if ($id === '' || !ctype_digit($timestamp) || abs(time() - (int) $timestamp) > $tolerance_seconds) {
        return false;
    }
    $key = base64_decode(substr($secret, strlen('whsec_')), true);
    if ($key === false || $key === '') {
        return false;
    }
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
    foreach (explode(' ', $headers['webhook-signature'] ?? '') as $signature) {
        if (hash_equals($expected, $signature)) {
            return true;
        }
    }
    return false;
}

// Try it: WEBHOOK_SECRET=whsec_… php verify-webhook.php '{"webhook-id": …}' < body.json
$is_genuine = webhook_is_genuine(getenv('WEBHOOK_SECRET'), json_decode($argv[1], true), file_get_contents('php://stdin'));
echo $is_genuine ? "genuine\n" : "refused\n";
exit($is_genuine ? 0 : 1);
