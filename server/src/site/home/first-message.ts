/** The first message in one language, ready to be run with the key of a sandbox in `KEY`. */
export type Snippet = { id: string; name: string; code: string };

/** The same request in each language; tests/home.test.ts runs what the page shows. `origin`: where the API of this brand is. */
export function firstMessage(origin: string): Snippet[] {
  const url = `${origin}/v1/messages`;
  return [
    {
      id: 'curl',
      name: 'curl',
      code: `# KEY is the key of your sandbox
curl ${url} \\
  -H "Authorization: Bearer $KEY" \\
  -H "Idempotency-Key: order-1042" \\
  -H "Content-Type: application/json" \\
  -d '{
    "to": "+15550100102",
    "type": "text",
    "text": {"body": "Your bread is ready."}
  }'`,
    },
    {
      id: 'node',
      name: 'Node',
      code: `const reply = await fetch('${url}', {
  method: 'POST',
  headers: {
    authorization: \`Bearer \${process.env.KEY}\`,
    'idempotency-key': 'order-1042',
    'content-type': 'application/json',
  },
  body: JSON.stringify({
    to: '+15550100102',
    type: 'text',
    text: { body: 'Your bread is ready.' },
  }),
});
console.log(reply.status, await reply.text());`,
    },
    {
      id: 'python',
      name: 'Python',
      code: `import json, os, urllib.request

request = urllib.request.Request(
    "${url}",
    headers={
        "Authorization": "Bearer " + os.environ["KEY"],
        "Idempotency-Key": "order-1042",
        "Content-Type": "application/json",
    },
    data=json.dumps({
        "to": "+15550100102",
        "type": "text",
        "text": {"body": "Your bread is ready."},
    }).encode(),
)
print(urllib.request.urlopen(request).read().decode())`,
    },
    {
      id: 'php',
      name: 'PHP',
      code: `<?php
$request = curl_init('${url}');
curl_setopt_array($request, [
    CURLOPT_HTTPHEADER => [
        'Authorization: Bearer ' . getenv('KEY'),
        'Idempotency-Key: order-1042',
        'Content-Type: application/json',
    ],
    CURLOPT_POSTFIELDS => json_encode([
        'to' => '+15550100102',
        'type' => 'text',
        'text' => ['body' => 'Your bread is ready.'],
    ]),
]);
curl_exec($request);`,
    },
  ];
}

/** Code as HTML, with its strings and comments marked; enough for the snippets above, and no more. */
export function coloured(code: string): string {
  const escaped = code.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replaceAll(/^#.*$|'[^']*'|"[^"]*"|`[^`]*`/gm, (part) =>
    part.startsWith('#') ? `<span class="c">${part}</span>` : `<span class="k">${part}</span>`,
  );
}
