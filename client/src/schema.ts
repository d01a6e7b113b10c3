// Generated from openapi.json by "npm run gen"; do not edit.
export type paths = {
    "/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List devices
         * @description Permission `devices:read`: See devices, their connection and what they can do.
         */
        get: operations["listDevices"];
        put?: never;
        /**
         * Create a device
         * @description A device starts unlinked: pair it next. The first device of a workspace becomes its default.
         *
         *     Permission `devices:write`: Make, rename, pause, connect, disconnect and delete devices.
         */
        post: operations["createDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a device
         * @description Permission `devices:read`: See devices, their connection and what they can do.
         */
        get: operations["getDevice"];
        put?: never;
        post?: never;
        /**
         * Delete a device
         * @description Removes the link on the phone too. Messages stay readable; what it has not sent fails with `device_deleted`.
         *
         *     Permission `devices:write`: Make, rename, pause, connect, disconnect and delete devices.
         */
        delete: operations["deleteDevice"];
        options?: never;
        head?: never;
        /**
         * Change a device
         * @description Permission `devices:write`: Make, rename, pause, connect, disconnect and delete devices.
         */
        patch: operations["updateDevice"];
        trace?: never;
    };
    "/v1/devices/{id}/pairing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the current QR or code
         * @description Permission `devices:pair`: Link a device to a phone and log it out. Shows QR codes and pairing codes.
         */
        get: operations["getPairing"];
        put?: never;
        /**
         * Start pairing
         * @description Links a phone by QR or by a code it types. In live workspaces `risk_accepted: true` says that the owner knows that WhatsApp does not offer this way to link and may close the number.
         *
         *     Permission `devices:pair`: Link a device to a phone and log it out. Shows QR codes and pairing codes. The reply holds a secret, so a repeated key replays it for 24 hours only.
         */
        post: operations["pairDevice"];
        /**
         * Stop pairing
         * @description Permission `devices:pair`: Link a device to a phone and log it out. Shows QR codes and pairing codes.
         */
        delete: operations["cancelPairing"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}/connect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Connect a device
         * @description Permission `devices:write`: Make, rename, pause, connect, disconnect and delete devices.
         */
        post: operations["connectDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}/disconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Disconnect a device
         * @description Keeps the link; the phone still lists the device.
         *
         *     Permission `devices:write`: Make, rename, pause, connect, disconnect and delete devices.
         */
        post: operations["disconnectDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log a device out
         * @description Removes the link; the device must be paired again.
         *
         *     Permission `devices:pair`: Link a device to a phone and log it out. Shows QR codes and pairing codes.
         */
        post: operations["logoutDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a device
         * @description Holds back what is queued; what arrives still arrives.
         *
         *     Permission `devices:write`: Make, rename, pause, connect, disconnect and delete devices.
         */
        post: operations["pauseDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a device
         * @description Sends what was held back.
         *
         *     Permission `devices:write`: Make, rename, pause, connect, disconnect and delete devices.
         */
        post: operations["resumeDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List messages
         * @description Newest first.
         *
         *     Permission `messages:read`: Read messages and their timeline.
         */
        get: operations["listMessages"];
        put?: never;
        /**
         * Send a message
         * @description Answered once the message is durable. While the device is offline it waits, up to `expires_at`. Send an `Idempotency-Key` with it and repeat freely: one message per key.
         *
         *     Permission `messages:send`: Send and cancel messages.
         */
        post: operations["sendMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send up to 500 messages
         * @description Each entry of `data` is, in order, the message or the problem that refused it. Refused ones do not stop the others.
         *
         *     Permission `messages:send`: Send and cancel messages.
         */
        post: operations["sendMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a message
         * @description Permission `messages:read`: Read messages and their timeline.
         */
        get: operations["getMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a message
         * @description Possible until it is handed to WhatsApp.
         *
         *     Permission `messages:send`: Send and cancel messages.
         */
        post: operations["cancelMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of a message
         * @description Its events, oldest first.
         *
         *     Permission `messages:read`: Read messages and their timeline.
         */
        get: operations["getMessageTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List chats
         * @description Permission `chats:read`: Read chats and the messages in them.
         */
        get: operations["listChats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chats/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a chat
         * @description Permission `chats:read`: Read chats and the messages in them.
         */
        get: operations["getChat"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chats/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the messages of a chat
         * @description Newest first.
         *
         *     Permission `chats:read`: Read chats and the messages in them.
         */
        get: operations["listChatMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chats/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark a chat as read
         * @description Permission `chats:write`: Mark chats as read and show “typing”.
         */
        post: operations["readChat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chats/{id}/typing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show “typing”
         * @description Only to somebody who wrote in the last 24 hours.
         *
         *     Permission `chats:write`: Mark chats as read and show “typing”.
         */
        post: operations["showTyping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contacts
         * @description Permission `contacts:read`: Read contacts, consents and suppressions.
         */
        get: operations["listContacts"];
        put?: never;
        /**
         * Add a contact
         * @description A phone that is known already gives its contact, with the new name.
         *
         *     Permission `contacts:write`: Add and change contacts, and suppress people.
         */
        post: operations["createContact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a contact
         * @description Permission `contacts:read`: Read contacts, consents and suppressions.
         */
        get: operations["getContact"];
        put?: never;
        post?: never;
        /**
         * Not available in this version
         * @description Permission `contacts:write`: Add and change contacts, and suppress people.
         */
        delete: operations["deleteContact"];
        options?: never;
        head?: never;
        /**
         * Rename a contact
         * @description Permission `contacts:write`: Add and change contacts, and suppress people.
         */
        patch: operations["updateContact"];
        trace?: never;
    };
    "/v1/suppressions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List suppressions
         * @description Permission `contacts:read`: Read contacts, consents and suppressions.
         */
        get: operations["listSuppressions"];
        put?: never;
        /**
         * Suppress a person
         * @description Nobody in the workspace can lift it again: only the person, by writing START.
         *
         *     Permission `contacts:write`: Add and change contacts, and suppress people.
         */
        post: operations["createSuppression"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the consent ledger
         * @description Permission `contacts:read`: Read contacts, consents and suppressions.
         */
        get: operations["listConsents"];
        put?: never;
        /**
         * Not available in this version
         * @description Permission `contacts:write`: Add and change contacts, and suppress people.
         */
        post: operations["createConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pull events
         * @description The events webhooks carry, in the order in which they became certain, for 7 days. `next` is never null: keep it and ask again with it as `after`.
         *
         *     Permission `events:read`: Pull events.
         */
        get: operations["pullEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook endpoints
         * @description Permission `webhooks:read`: See webhook endpoints, deliveries and attempts.
         */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /**
         * Create a webhook endpoint
         * @description The reply holds the signing secret once.
         *
         *     Permission `webhooks:write`: Make and change webhook endpoints, rotate their secrets, replay deliveries. The reply holds a secret, so a repeated key replays it for 24 hours only.
         */
        post: operations["createWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a webhook endpoint
         * @description Permission `webhooks:read`: See webhook endpoints, deliveries and attempts.
         */
        get: operations["getWebhookEndpoint"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook endpoint
         * @description Permission `webhooks:write`: Make and change webhook endpoints, rotate their secrets, replay deliveries.
         */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        /**
         * Change a webhook endpoint
         * @description Permission `webhooks:write`: Make and change webhook endpoints, rotate their secrets, replay deliveries.
         */
        patch: operations["updateWebhookEndpoint"];
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate a signing secret
         * @description The old secret signs along with the new one for 24 hours.
         *
         *     Permission `webhooks:write`: Make and change webhook endpoints, rotate their secrets, replay deliveries. The reply holds a secret, so a repeated key replays it for 24 hours only.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event
         * @description Sends `endpoint.tested` to this endpoint alone; `event` finds it among the deliveries.
         *
         *     Permission `webhooks:write`: Make and change webhook endpoints, rotate their secrets, replay deliveries.
         */
        post: operations["testWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries of an endpoint
         * @description Newest first.
         *
         *     Permission `webhooks:read`: See webhook endpoints, deliveries and attempts.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver again since a time
         * @description Queues everything since then that failed, was canceled or was never queued.
         *
         *     Permission `webhooks:write`: Make and change webhook endpoints, rotate their secrets, replay deliveries.
         */
        post: operations["recoverWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/{id}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the attempts of a delivery
         * @description Permission `webhooks:read`: See webhook endpoints, deliveries and attempts.
         */
        get: operations["listAttempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver again
         * @description The same bytes and the same id, with the whole schedule. What waits for its next try is tried now.
         *
         *     Permission `webhooks:write`: Make and change webhook endpoints, rotate their secrets, replay deliveries.
         */
        post: operations["replayDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Permission `api_keys:read`: List API keys, never their secrets.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Make an API key
         * @description Nobody can give a permission they do not have. A member must have confirmed password or code. The reply holds the key once.
         *
         *     Permission `api_keys:write`: Make and revoke API keys with no more permissions than one has oneself. The reply holds a secret, so a repeated key replays it for 24 hours only.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Not available in this version
         * @description Permission `api_keys:read`: List API keys, never their secrets.
         */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description Holds on every server within a second. A key may revoke itself.
         *
         *     Permission `api_keys:write`: Make and revoke API keys with no more permissions than one has oneself.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        /**
         * Not available in this version
         * @description Permission `api_keys:write`: Make and revoke API keys with no more permissions than one has oneself.
         */
        patch: operations["updateApiKey"];
        trace?: never;
    };
    "/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List members
         * @description In the order in which they joined.
         *
         *     Permission `members:read`: See who is in the workspace.
         */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the open offer of ownership
         * @description Permission `members:read`: See who is in the workspace.
         */
        get: operations["getOwnershipOffer"];
        put?: never;
        /**
         * Offer the workspace to another member
         * @description By an owner who has just confirmed password or code. Once the member accepts, they are an owner and the asker an admin. A new offer takes the place of the one before; it holds for 7 days.
         *
         *     Permission `workspace:transfer`: Be an owner: make others owners, and hand the workspace over.
         */
        post: operations["offerOwnership"];
        /**
         * Take back or turn down an offer of ownership
         * @description By an owner, or by the member it was made to.
         */
        delete: operations["endOwnershipOffer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/transfer/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept ownership
         * @description By the member it was offered to, whatever their role.
         */
        post: operations["acceptOwnership"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List open invitations
         * @description Newest first.
         *
         *     Permission `members:read`: See who is in the workspace.
         */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite somebody
         * @description Sends a letter with a link that holds for 7 days, works once and for this address only. Only people invite: their name stands in the letter. To invite an admin, they must have confirmed password or code.
         *
         *     Permission `members:write`: Invite and remove members and change their roles, where one holds all that a role holds.
         */
        post: operations["inviteMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/invitations/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an invitation again
         * @description With a new link and seven new days; it has a new id, and the old link is worth nothing any more.
         *
         *     Permission `members:write`: Invite and remove members and change their roles, where one holds all that a role holds.
         */
        post: operations["resendInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take an invitation back
         * @description Permission `members:write`: Invite and remove members and change their roles, where one holds all that a role holds.
         */
        delete: operations["revokeInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a member
         * @description Permission `members:read`: See who is in the workspace.
         */
        get: operations["getMember"];
        put?: never;
        post?: never;
        /**
         * Remove a member
         * @description Holds everywhere within a second. API keys they made stay, because keys belong to the workspace: revoke those that should go too.
         *
         *     Permission `members:write`: Invite and remove members and change their roles, where one holds all that a role holds.
         */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        /**
         * Change a member’s role
         * @description Holds everywhere within a second. Nobody gives or takes a role that holds more than their own. To make somebody owner or admin, a member must have confirmed password or code. A workspace always keeps an owner.
         *
         *     Permission `members:write`: Invite and remove members and change their roles, where one holds all that a role holds.
         */
        patch: operations["updateMember"];
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was done
         * @description Newest first. What concerns the team and the workspace itself stands with the live workspace; devices, keys and endpoints where they are.
         *
         *     Permission `audit:read`: Read and export the record of who did what.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the record
         * @description All of it, oldest first, one JSON object a line, with the hashes that chain each entry to the one before: SHA-256 over the previous hash and the entry. Whoever keeps an export can prove later that nothing in it was changed or left out.
         *
         *     Permission `audit:read`: Read and export the record of who did what.
         */
        get: operations["exportAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get your account */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change your account
         * @description Address, password and second factor change on the pages under `/account`, which ask for proof.
         */
        patch: operations["updateAccount"];
        trace?: never;
    };
    "/v1/account/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your sessions
         * @description The one used last comes first.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a session
         * @description A session born from “remember me” takes that browser’s memory with it. The present one may be ended too.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/browsers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List remembered browsers
         * @description The one used last comes first.
         */
        get: operations["listBrowsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/browsers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Forget a browser
         * @description Ends the sessions born from it too.
         */
        delete: operations["forgetBrowser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List notices
         * @description Newest first; open until acknowledged, on any device.
         */
        get: operations["listNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notices/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge a notice
         * @description And the older open ones of the same document, since the newer text holds their changes too.
         */
        post: operations["acknowledgeNotice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your workspaces
         * @description Oldest first.
         */
        get: operations["listWorkspaces"];
        put?: never;
        /**
         * Make a workspace
         * @description With its sandbox, in which a pretend phone says hello after some seconds. You become its owner; one person may own 10.
         */
        post: operations["createWorkspace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get one of your workspaces */
        get: operations["getWorkspace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename a workspace
         * @description Permission `workspace:write`: Rename the workspace.
         */
        patch: operations["updateWorkspace"];
        trace?: never;
    };
    "/v1/workspaces/{id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave a workspace
         * @description The only owner cannot leave: they hand the workspace over first.
         */
        post: operations["leaveWorkspace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List invitations to you
         * @description Newest first.
         */
        get: operations["listOwnInvitations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept an invitation */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn an invitation down */
        post: operations["declineInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the pretend WhatsApp is
         * @description For any other client of the linked-device protocol: the address, and the root of trust it needs.
         *
         *     Permission `simulator:use`: Play the pretend phones of a sandbox.
         */
        get: operations["getSimulator"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulator/violations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What broke the protocol so far
         * @description Unknown stanzas, missing acknowledgements and reused counters of any client in this sandbox.
         *
         *     Permission `simulator:use`: Play the pretend phones of a sandbox.
         */
        get: operations["getSimulatorViolations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulator/phones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List pretend phones
         * @description Permission `simulator:use`: Play the pretend phones of a sandbox.
         */
        get: operations["listSimulatorPhones"];
        put?: never;
        /**
         * Make a pretend phone
         * @description It stays, and does nothing by itself.
         *
         *     Permission `simulator:use`: Play the pretend phones of a sandbox.
         */
        post: operations["createSimulatorPhone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulator/phones/{phone}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look at a pretend phone
         * @description Permission `simulator:use`: Play the pretend phones of a sandbox.
         */
        get: operations["getSimulatorPhone"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulator/phones/{phone}/scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Scan a QR
         * @description Permission `simulator:use`: Play the pretend phones of a sandbox.
         */
        post: operations["scanQr"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulator/phones/{phone}/enter-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Type a pairing code
         * @description Permission `simulator:use`: Play the pretend phones of a sandbox.
         */
        post: operations["enterPairingCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulator/phones/{phone}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send from a pretend phone
         * @description Permission `simulator:use`: Play the pretend phones of a sandbox.
         */
        post: operations["sendFromSimulatorPhone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulator/phones/{phone}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read a message on a pretend phone
         * @description `message` is the id the phone shows.
         *
         *     Permission `simulator:use`: Play the pretend phones of a sandbox.
         */
        post: operations["readOnSimulatorPhone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulator/phones/{phone}/typing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Type on a pretend phone
         * @description Permission `simulator:use`: Play the pretend phones of a sandbox.
         */
        post: operations["typeOnSimulatorPhone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulator/phones/{phone}/call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call from a pretend phone
         * @description Permission `simulator:use`: Play the pretend phones of a sandbox.
         */
        post: operations["callFromSimulatorPhone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulator/phones/{phone}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Block somebody on a pretend phone
         * @description Permission `simulator:use`: Play the pretend phones of a sandbox.
         */
        post: operations["blockOnSimulatorPhone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulator/phones/{phone}/unlink": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove a linked device on a pretend phone
         * @description `device` is one of yours, or a number under `linked_devices`; without it, all of them.
         *
         *     Permission `simulator:use`: Play the pretend phones of a sandbox.
         */
        post: operations["unlinkOnSimulatorPhone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulator/phones/{phone}/offline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a pretend phone offline
         * @description Permission `simulator:use`: Play the pretend phones of a sandbox.
         */
        post: operations["setSimulatorPhoneOffline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulator/phones/{phone}/online": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a pretend phone online
         * @description Permission `simulator:use`: Play the pretend phones of a sandbox.
         */
        post: operations["setSimulatorPhoneOnline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulator/faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List planted faults
         * @description Those that have not worn off yet.
         *
         *     Permission `simulator:use`: Play the pretend phones of a sandbox.
         */
        get: operations["listSimulatorFaults"];
        put?: never;
        /**
         * Plant a fault
         * @description Makes the pretend WhatsApp misbehave, towards one device or towards all. Some faults last: until `count` of them have struck, or until they are cleared.
         *
         *     Permission `simulator:use`: Play the pretend phones of a sandbox.
         */
        post: operations["createSimulatorFault"];
        /**
         * Clear all faults
         * @description The pretend WhatsApp behaves again. A refused version is tried again within a minute.
         *
         *     Permission `simulator:use`: Play the pretend phones of a sandbox.
         */
        delete: operations["clearSimulatorFaults"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Not available in this version
         * @description Permission `media:read`: Download media.
         */
        get: operations["listMedia"];
        put?: never;
        /**
         * Not available in this version
         * @description Permission `media:write`: Upload media.
         */
        post: operations["createMedia"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/media/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Not available in this version
         * @description Permission `media:read`: Download media.
         */
        get: operations["getMedia"];
        put?: never;
        post?: never;
        /**
         * Not available in this version
         * @description Permission `media:write`: Upload media.
         */
        delete: operations["deleteMedia"];
        options?: never;
        head?: never;
        /**
         * Not available in this version
         * @description Permission `media:write`: Upload media.
         */
        patch: operations["updateMedia"];
        trace?: never;
    };
    "/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Not available in this version
         * @description Permission `groups:read`: Read groups.
         */
        get: operations["listGroups"];
        put?: never;
        /**
         * Not available in this version
         * @description Permission `groups:write`: Make and change groups.
         */
        post: operations["createGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Not available in this version
         * @description Permission `groups:read`: Read groups.
         */
        get: operations["getGroup"];
        put?: never;
        post?: never;
        /**
         * Not available in this version
         * @description Permission `groups:write`: Make and change groups.
         */
        delete: operations["deleteGroup"];
        options?: never;
        head?: never;
        /**
         * Not available in this version
         * @description Permission `groups:write`: Make and change groups.
         */
        patch: operations["updateGroup"];
        trace?: never;
    };
    "/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Not available in this version
         * @description Permission `templates:read`: Read templates.
         */
        get: operations["listTemplates"];
        put?: never;
        /**
         * Not available in this version
         * @description Permission `templates:write`: Make and change templates.
         */
        post: operations["createTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Not available in this version
         * @description Permission `templates:read`: Read templates.
         */
        get: operations["getTemplate"];
        put?: never;
        post?: never;
        /**
         * Not available in this version
         * @description Permission `templates:write`: Make and change templates.
         */
        delete: operations["deleteTemplate"];
        options?: never;
        head?: never;
        /**
         * Not available in this version
         * @description Permission `templates:write`: Make and change templates.
         */
        patch: operations["updateTemplate"];
        trace?: never;
    };
    "/v1/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Not available in this version
         * @description Permission `campaigns:read`: Read campaigns.
         */
        get: operations["listCampaigns"];
        put?: never;
        /**
         * Not available in this version
         * @description Permission `campaigns:write`: Make, start and stop campaigns.
         */
        post: operations["createCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Not available in this version
         * @description Permission `campaigns:read`: Read campaigns.
         */
        get: operations["getCampaign"];
        put?: never;
        post?: never;
        /**
         * Not available in this version
         * @description Permission `campaigns:write`: Make, start and stop campaigns.
         */
        delete: operations["deleteCampaign"];
        options?: never;
        head?: never;
        /**
         * Not available in this version
         * @description Permission `campaigns:write`: Make, start and stop campaigns.
         */
        patch: operations["updateCampaign"];
        trace?: never;
    };
    "/v1/autoreplies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Not available in this version
         * @description Permission `autoreplies:read`: Read autoreplies.
         */
        get: operations["listAutoreplies"];
        put?: never;
        /**
         * Not available in this version
         * @description Permission `autoreplies:write`: Make and change autoreplies.
         */
        post: operations["createAutoreply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/autoreplies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Not available in this version
         * @description Permission `autoreplies:read`: Read autoreplies.
         */
        get: operations["getAutoreply"];
        put?: never;
        post?: never;
        /**
         * Not available in this version
         * @description Permission `autoreplies:write`: Make and change autoreplies.
         */
        delete: operations["deleteAutoreply"];
        options?: never;
        head?: never;
        /**
         * Not available in this version
         * @description Permission `autoreplies:write`: Make and change autoreplies.
         */
        patch: operations["updateAutoreply"];
        trace?: never;
    };
    "/v1/suppressions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Not available in this version
         * @description Permission `contacts:read`: Read contacts, consents and suppressions.
         */
        get: operations["getSuppression"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Not available in this version
         * @description Permission `contacts:read`: Read contacts, consents and suppressions.
         */
        get: operations["getConsent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Not available in this version
         * @description Permission `webhooks:read`: See webhook endpoints, deliveries and attempts.
         */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/media/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Not available in this version
         * @description Permission `media:read`: Download media.
         */
        get: operations["getMediaContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Not available in this version
         * @description Permission `usage:read`: See limits and usage.
         */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Not available in this version
         * @description Permission `requests:read`: Read the request log.
         */
        get: operations["listRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Not available in this version
         * @description Permission `requests:read`: Read the request log.
         */
        get: operations["getRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Not available in this version
         * @description Permission `events:read`: Pull events.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the process alive? */
        get: operations["isAlive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Can it serve? Writes to the database to find out. */
        get: operations["isReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
};
export type webhooks = {
    "device.pairing_updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Emitted when a QR code or pairing code is shown, rotated or has run out. */
        post: operations["on_device_pairing_updated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "device.connected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Emitted when a device comes online. */
        post: operations["on_device_connected"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "device.disconnected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Emitted when a device goes offline; `reason` says why and `retry_at` when it tries again. */
        post: operations["on_device_disconnected"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "device.logged_out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Emitted when the link was removed, on the phone or by you. The device must be paired again. */
        post: operations["on_device_logged_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.received": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Emitted when a message arrives that somebody else wrote. */
        post: operations["on_message_received"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.echoed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Emitted when the owner typed a message on the phone itself. */
        post: operations["on_message_echoed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.queued": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Emitted when a message was accepted and is durable. */
        post: operations["on_message_queued"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.sent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Emitted when WhatsApp’s server took the message. */
        post: operations["on_message_sent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.delivered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Emitted when the message reached the recipient’s phone. */
        post: operations["on_message_delivered"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Emitted when the recipient read the message, if they allow read receipts. */
        post: operations["on_message_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.played": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Emitted when the recipient played a voice message. */
        post: operations["on_message_played"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Emitted when the message will not be sent; `error` says why. */
        post: operations["on_message_failed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.expired": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Emitted when the message was not sent before `expires_at`. */
        post: operations["on_message_expired"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.canceled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Emitted when you canceled the message before it was sent. */
        post: operations["on_message_canceled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.outcome_unknown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Emitted when the message may or may not have been sent, and we do not guess. */
        post: operations["on_message_outcome_unknown"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "contact.opted_out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Emitted when a person wrote STOP or was put on the suppression list. */
        post: operations["on_contact_opted_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "contact.opted_in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Emitted when a person who had stopped wrote START. */
        post: operations["on_contact_opted_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "call.received": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Emitted when somebody calls the number. */
        post: operations["on_call_received"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "endpoint.tested": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Emitted when you ask for a test of an endpoint; only that endpoint gets it. */
        post: operations["on_endpoint_tested"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "endpoint.disabled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Emitted when a webhook endpoint was switched off after failing for days or answering 410. */
        post: operations["on_endpoint_disabled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
};
export type components = {
    schemas: {
        /** @description Your own account. */
        Account: {
            /** @example per_0199a3c27f107b3e9d521c6a4e8f0b21 */
            id: string;
            email: string;
            name: string;
            /** @description Of pages and letters: a BCP 47 tag such as `pt-BR`. */
            language: string;
            /** @description Whether you run this installation. */
            operator: boolean;
            /** @description Whether material changes of legal documents also come by mail. */
            legal_mail: boolean;
            second_factor: {
                on: boolean;
                since: string | null;
                recovery_codes_left: number | null;
            };
            /** @description When the account is erased, where you asked for that. */
            leaves_at: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            created_at: string;
        };
        /** @description A key without its secret. */
        ApiKey: {
            /** @example key_0199a3c27f107b3e9d521c6a4e8f0b21 */
            id: string;
            name: string;
            /** @description The part of the key that is no secret. */
            hint: string;
            scopes: components["schemas"]["Permission"][];
            /** @description The only devices it may touch; null for all. */
            devices: string[] | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            created_at: string;
            expires_at: string | null;
            revoked_at: string | null;
            /** @description Within a minute or so. */
            last_used_at: string | null;
        };
        /** @description One HTTP try. */
        Attempt: {
            /** @example att_0199a3c27f107b3e9d521c6a4e8f0b21 */
            id: string;
            /** @example dlv_0199a3c27f107b3e9d521c6a4e8f0b21 */
            delivery: string;
            number: number;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            at: string;
            duration_ms: number;
            status: number | null;
            error: string | null;
            /** @description The beginning of what your server answered. */
            response: string | null;
        };
        /** @description One thing that was done, by whom. Entries are only ever added. */
        AuditEntry: {
            /** @example aud_0199a3c27f107b3e9d521c6a4e8f0b21 */
            id: string;
            /** @description Counts from 1 within the workspace, without gaps. */
            n: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            at: string;
            /** @example member.role_changed */
            action: string;
            actor: {
                /** @enum {string} */
                kind: "person" | "key" | "operator" | "house";
                id: string | null;
            };
            target: string | null;
            details: {
                [key: string]: string | number | boolean | null;
            };
            /** @description Of the person who did it; null once they are erased. */
            personal: {
                email?: string;
                name?: string;
                network?: string;
                agent?: string;
            } | null;
            request_id: string | null;
        };
        /** @description What this kind of device is able to do. */
        Capabilities: {
            send: {
                /** @enum {string} */
                text: "native" | "fallback" | "no";
                /** @enum {string} */
                image: "native" | "fallback" | "no";
                /** @enum {string} */
                video: "native" | "fallback" | "no";
                /** @enum {string} */
                audio: "native" | "fallback" | "no";
                /** @enum {string} */
                document: "native" | "fallback" | "no";
                /** @enum {string} */
                sticker: "native" | "fallback" | "no";
                /** @enum {string} */
                location: "native" | "fallback" | "no";
                /** @enum {string} */
                contacts: "native" | "fallback" | "no";
                /** @enum {string} */
                reaction: "native" | "fallback" | "no";
                /** @enum {string} */
                interactive: "native" | "fallback" | "no";
                /** @enum {string} */
                template: "native" | "fallback" | "no";
                /** @enum {string} */
                poll: "native" | "fallback" | "no";
                /** @enum {string} */
                edit: "native" | "fallback" | "no";
                /** @enum {string} */
                revoke: "native" | "fallback" | "no";
            };
            /** @enum {string} */
            window: "open" | "replies_only";
            pairing: ("qr" | "code")[];
            /** @enum {string} */
            typing: "native" | "fallback" | "no";
            /** @enum {string} */
            read: "native" | "fallback" | "no";
            /** @enum {string} */
            groups: "native" | "fallback" | "no";
            /** @enum {string} */
            calls: "native" | "fallback" | "no";
            /** @enum {string} */
            checks_numbers: "native" | "fallback" | "no";
            resend_safely: boolean;
        };
        /** @description A conversation of one device with a person or a group. */
        Chat: {
            /** @example chat_0199a3c27f107b3e9d521c6a4e8f0b21 */
            id: string;
            /** @example dev_0199a3c27f107b3e9d521c6a4e8f0b21 */
            device: string;
            /** @enum {string} */
            kind: "direct" | "group" | "other";
            contact: string | null;
            phone: string | null;
            name: string | null;
            unread: number;
            last_message_at: string | null;
            last_inbound_at: string | null;
            /** @description Until when free text may be sent, where WhatsApp has such a rule. */
            window_until: string | null;
            writable: boolean;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            created_at: string;
        };
        /** @description A line of the ledger of what people allowed and withdrew. */
        Consent: {
            /** @example cns_0199a3c27f107b3e9d521c6a4e8f0b21 */
            id: string;
            contact: string | null;
            purpose: string;
            /** @enum {string} */
            state: "granted" | "denied" | "withdrawn" | "expired";
            source: string;
            actor: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            at: string;
        };
        /** @description A person, under all the names WhatsApp knows them by. */
        Contact: {
            /** @example con_0199a3c27f107b3e9d521c6a4e8f0b21 */
            id: string;
            /** @description The name you gave. */
            name: string | null;
            /** @description The name the person shows on WhatsApp. */
            push_name: string | null;
            /** @description Null where WhatsApp hides it. */
            phone: string | null;
            /** @description True when this person must not be written to. */
            suppressed: boolean;
            last_inbound_at: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            created_at: string;
        };
        /** @description One event on its way to one endpoint. */
        Delivery: {
            /** @example dlv_0199a3c27f107b3e9d521c6a4e8f0b21 */
            id: string;
            /** @example we_0199a3c27f107b3e9d521c6a4e8f0b21 */
            endpoint: string;
            /** @example evt_0199a3c27f107b3e9d521c6a4e8f0b21 */
            event: string;
            event_type: string;
            /** @enum {string} */
            state: "waiting" | "sending" | "delivered" | "exhausted" | "canceled";
            attempts: number;
            next_at: string | null;
            last_status: number | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            created_at: string;
            ended_at: string | null;
        };
        /** @description A WhatsApp identity of the workspace. */
        Device: {
            /** @example dev_0199a3c27f107b3e9d521c6a4e8f0b21 */
            id: string;
            name: string;
            /** @enum {string} */
            kind: "linked" | "cloud";
            phone: string | null;
            /** @description Sends when a message names no device. */
            default: boolean;
            /** @description Holds back what is queued; what arrives still arrives. */
            paused: boolean;
            connection: {
                /** @enum {string} */
                is: "offline" | "pairing" | "connecting" | "online" | "logged_out" | "banned";
                /**
                 * Format: date-time
                 * @example 2026-11-22T09:30:00.000Z
                 */
                since: string;
                reason?: string;
                /**
                 * Format: date-time
                 * @example 2026-11-22T09:30:00.000Z
                 */
                retry_at?: string;
            };
            can: components["schemas"]["Capabilities"];
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            created_at: string;
        };
        /** @description A fact, byte for byte as webhooks carry it. */
        Event: {
            /** @example evt_0199a3c27f107b3e9d521c6a4e8f0b21 */
            id: string;
            /** @example message.delivered */
            type: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            timestamp: string;
            /** @example ws_0199a3c27f107b3e9d521c6a4e8f0b21 */
            workspace: string;
            data: {
                [key: string]: unknown;
            };
        };
        /** @description An open offer to become a member. Its link goes by mail only. */
        Invitation: {
            /** @example inv_0199a3c27f107b3e9d521c6a4e8f0b21 */
            id: string;
            email: string;
            /** @enum {string} */
            role: "admin" | "developer" | "agent" | "analyst" | "billing";
            /** @example per_0199a3c27f107b3e9d521c6a4e8f0b21 */
            invited_by: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            expires_at: string;
        };
        /** @description A person in the workspace and its sandbox, which have one team. */
        Member: {
            /** @example mem_0199a3c27f107b3e9d521c6a4e8f0b21 */
            id: string;
            /** @example per_0199a3c27f107b3e9d521c6a4e8f0b21 */
            person: string;
            name: string;
            email: string;
            role: components["schemas"]["Role"];
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            joined_at: string;
        };
        /** @description One thing sent or received. Its content stands under the name of its `type`. */
        Message: {
            /** @example msg_0199a3c27f107b3e9d521c6a4e8f0b21 */
            id: string;
            /** @example dev_0199a3c27f107b3e9d521c6a4e8f0b21 */
            device: string;
            /** @example chat_0199a3c27f107b3e9d521c6a4e8f0b21 */
            chat: string;
            contact: string | null;
            /** @enum {string} */
            direction: "out" | "in";
            /** @enum {string} */
            origin: "api" | "inbox" | "phone" | "history" | "campaign" | "autoreply" | "flow" | "dialect" | "mcp";
            from: string | null;
            to: string | null;
            type: string;
            text?: {
                body: string;
                preview_url?: boolean;
            };
            /** @description Something that arrived and cannot be carried yet; `kind` is what WhatsApp called it. */
            unsupported?: {
                kind: string;
            };
            /** @enum {string} */
            purpose: "service" | "utility" | "authentication" | "marketing";
            /**
             * @description Only moves forward.
             * @enum {string}
             */
            status: "queued" | "sending" | "sent" | "delivered" | "read" | "played" | "failed" | "canceled" | "expired" | "outcome_unknown";
            /** @description When each status was reached. */
            status_at: {
                [key: string]: string;
            };
            /** @description Why a queued message waits. */
            hold: {
                code: string;
                until: string | null;
                sentence: string;
            } | null;
            error: {
                code: string;
                detail: string;
            } | null;
            client_ref: string | null;
            reply_to: string | null;
            send_at: string | null;
            expires_at: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            created_at: string;
        };
        NewApiKey: {
            /** @example key_0199a3c27f107b3e9d521c6a4e8f0b21 */
            id: string;
            name: string;
            /** @description The part of the key that is no secret. */
            hint: string;
            scopes: components["schemas"]["Permission"][];
            /** @description The only devices it may touch; null for all. */
            devices: string[] | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            created_at: string;
            expires_at: string | null;
            revoked_at: string | null;
            /** @description Within a minute or so. */
            last_used_at: string | null;
            /** @description The whole key. It is shown here and never again. */
            secret: string;
        };
        NewMessage: {
            /** @description Default: the workspace’s default device. */
            device?: string;
            /** @description A phone with `+`, a contact or a chat. */
            to: string;
            /** @enum {string} */
            type: "text" | "image" | "document" | "audio" | "video" | "sticker" | "location" | "contacts" | "reaction" | "interactive" | "template" | "poll" | "edit" | "revoke";
            text?: {
                body: string;
                /** @description Show a preview of the first link. */
                preview_url?: boolean;
            };
            /** @description Not available in this version. */
            image?: {
                [key: string]: unknown;
            };
            /** @description Not available in this version. */
            document?: {
                [key: string]: unknown;
            };
            /** @description Not available in this version. */
            audio?: {
                [key: string]: unknown;
            };
            /** @description Not available in this version. */
            video?: {
                [key: string]: unknown;
            };
            /** @description Not available in this version. */
            sticker?: {
                [key: string]: unknown;
            };
            /** @description Not available in this version. */
            location?: {
                [key: string]: unknown;
            };
            /** @description Not available in this version. */
            contacts?: {
                [key: string]: unknown;
            };
            /** @description Not available in this version. */
            reaction?: {
                [key: string]: unknown;
            };
            /** @description Not available in this version. */
            interactive?: {
                [key: string]: unknown;
            };
            /** @description Not available in this version. */
            template?: {
                [key: string]: unknown;
            };
            /** @description Not available in this version. */
            poll?: {
                [key: string]: unknown;
            };
            /** @description Not available in this version. */
            edit?: {
                [key: string]: unknown;
            };
            /** @description Not available in this version. */
            revoke?: {
                [key: string]: unknown;
            };
            /**
             * @description Default: service.
             * @enum {string}
             */
            purpose?: "service" | "utility" | "authentication" | "marketing";
            /** @description The message of the same chat that this one answers. */
            reply_to?: string;
            /** @description Your own reference; it comes back everywhere. */
            client_ref?: string;
            /** Format: date-time */
            send_at?: string;
            /**
             * Format: date-time
             * @description Not sent after this. Default: 24 hours; 10 minutes for authentication.
             */
            expires_at?: string;
            /**
             * @description What to do when it is not known whether WhatsApp took it. `resend` (default) uses the same wire id.
             * @enum {string}
             */
            on_unknown?: "resend" | "hold";
        };
        /** @description A material change of a legal document that you have to be told of. */
        Notice: {
            /** @example terms-2 */
            id: string;
            /** @enum {string} */
            document: "terms" | "privacy" | "disclaimer" | "cookies" | "acceptable-use";
            version: number;
            title: string;
            /** @description What changed, in your language where there is a text, else in English. */
            summary: string;
            url: string;
            /**
             * Format: date
             * @example 2026-11-22
             */
            updated_on: string;
            /**
             * Format: date
             * @example 2026-11-22
             */
            effective_on: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            published_at: string;
            acknowledged_at: string | null;
        };
        /** @description An open invitation to your own, proven address. */
        OwnInvitation: {
            /** @example inv_0199a3c27f107b3e9d521c6a4e8f0b21 */
            id: string;
            workspace: {
                /** @example ws_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
                name: string;
            };
            /** @enum {string} */
            role: "admin" | "developer" | "agent" | "analyst" | "billing";
            /** @description Name or address of who invited. */
            invited_by: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            expires_at: string;
        };
        /** @description An open offer to hand the workspace over. */
        OwnershipTransfer: {
            /** @example mem_0199a3c27f107b3e9d521c6a4e8f0b21 */
            member: string;
            /** @example mem_0199a3c27f107b3e9d521c6a4e8f0b21 */
            asked_by: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            expires_at: string;
        };
        /** @description What to scan or type. `qr` or `code` is missing for the first moments. */
        Pairing: {
            /** @enum {string} */
            method: "qr" | "code";
            /** @description The text of the QR code; it rotates, so read it again. */
            qr?: string;
            /** @description Eight characters to type on the phone. */
            code?: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            expires_at: string;
        };
        /**
         * @description What a key may do: `resource:action`.
         * @enum {string}
         */
        Permission: "devices:read" | "devices:write" | "devices:pair" | "messages:read" | "messages:send" | "chats:read" | "chats:write" | "contacts:read" | "contacts:write" | "webhooks:read" | "webhooks:write" | "events:read" | "api_keys:read" | "api_keys:write" | "simulator:use" | "media:read" | "media:write" | "groups:read" | "groups:write" | "templates:read" | "templates:write" | "campaigns:read" | "campaigns:write" | "autoreplies:read" | "autoreplies:write" | "members:read" | "members:write" | "audit:read" | "usage:read" | "requests:read";
        PretendMessage: {
            id: string;
            /**
             * @description As this phone sees it.
             * @enum {string}
             */
            direction: "out" | "in";
            /** @example +15550190001 */
            from: string;
            type: string;
            text?: {
                body: string;
            };
            status: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            at: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A phone of this sandbox’s pretend WhatsApp, with what it shows. */
        PretendPhone: {
            /** @example +15550190001 */
            phone: string;
            name: string | null;
            online: boolean;
            linked_devices: ({
                id: number;
                online?: boolean;
                /**
                 * Format: date-time
                 * @example 2026-11-22T09:30:00.000Z
                 */
                linked_at?: string;
            } & {
                [key: string]: unknown;
            })[];
            chats: ({
                /** @example +15550190001 */
                with: string;
                messages: components["schemas"]["PretendMessage"][];
            } & {
                [key: string]: unknown;
            })[];
        } & {
            [key: string]: unknown;
        };
        /** @description A refusal (RFC 9457), always as `application/problem+json`. */
        Problem: {
            /** @description The address of the page about this code. */
            type: string;
            title: string;
            status: number;
            /** @enum {string} */
            code: "malformed_json" | "key_in_query" | "bad_request" | "workspace_required" | "key_missing" | "key_malformed" | "key_unknown" | "key_revoked" | "key_expired" | "session_expired" | "session_required" | "csrf_failed" | "scope_missing" | "confirmation_required" | "workspace_suspended" | "not_found" | "method_not_allowed" | "device_not_linked" | "device_logged_out" | "device_banned" | "conflict" | "idempotency_in_flight" | "cursor_expired" | "body_too_large" | "uri_too_long" | "unsupported_media_type" | "misdirected_host" | "validation_failed" | "invalid_recipient" | "idempotency_key_reused" | "private_target" | "suppressed" | "consent_missing" | "recipient_cap" | "not_available" | "rate_limited" | "unexpected" | "unavailable";
            /** @description What went wrong this time, in a sentence. */
            detail: string;
            params: {
                [key: string]: string | number | boolean | null;
            };
            errors: {
                path: string;
                message: string;
                suggestion?: string;
            }[];
            /** @description Whether the same request can succeed later. */
            retryable: boolean;
            fix: {
                text: string;
                url: string;
            };
            request_id: string;
        };
        /** @description A browser that stays signed in for 30 days, because you asked for that. */
        RememberedBrowser: {
            /** @example brw_0199a3c27f107b3e9d521c6a4e8f0b21 */
            id: string;
            /** @example Firefox on Windows */
            agent: string;
            /** @example 203.0.113.0/24 */
            network: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            last_used_at: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            expires_at: string;
        };
        /**
         * @description A named set of permissions.
         * @enum {string}
         */
        Role: "owner" | "admin" | "developer" | "agent" | "analyst" | "billing";
        /** @description A browser you are signed in with. */
        Session: {
            /** @example ses_0199a3c27f107b3e9d521c6a4e8f0b21 */
            id: string;
            /** @description Whether this very request came with it. */
            current: boolean;
            /** @example Chrome on Linux */
            agent: string;
            /** @example 203.0.113.0/24 */
            network: string;
            /** @description Whether it was born from “remember me”. */
            remembered: boolean;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            seen_at: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            ends_at: string;
        };
        /** @description Somebody who must not be written to. Only the person can open the conversation again, by writing START. */
        Suppression: {
            /** @example sup_0199a3c27f107b3e9d521c6a4e8f0b21 */
            id: string;
            contact: string | null;
            phone: string | null;
            reason: string;
            /** @enum {string} */
            source: "person" | "staff" | "platform" | "import";
            purposes: string[];
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            created_at: string;
        };
        /** @description Where you are told. */
        WebhookEndpoint: {
            /** @example we_0199a3c27f107b3e9d521c6a4e8f0b21 */
            id: string;
            url: string;
            events: string[];
            /** @enum {string} */
            dialect: "native" | "meta";
            description: string | null;
            /** @enum {string} */
            state: "enabled" | "disabled";
            disabled_reason: ("by_owner" | "gone" | "failing") | null;
            failing_since: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            created_at: string;
        };
        WebhookEndpointWithSecret: {
            /** @example we_0199a3c27f107b3e9d521c6a4e8f0b21 */
            id: string;
            url: string;
            events: string[];
            /** @enum {string} */
            dialect: "native" | "meta";
            description: string | null;
            /** @enum {string} */
            state: "enabled" | "disabled";
            disabled_reason: ("by_owner" | "gone" | "failing") | null;
            failing_since: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            created_at: string;
            /**
             * @description Signs what you are told (Standard Webhooks). It is shown here and never again.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
             */
            secret: string;
        };
        /** @description A workspace you are a member of, with its sandbox. */
        Workspace: {
            /**
             * @description Of the live workspace.
             * @example ws_0199a3c27f107b3e9d521c6a4e8f0b21
             */
            id: string;
            /**
             * @description Its twin, in which nothing reaches WhatsApp.
             * @example ws_0199a3c27f107b3e9d521c6a4e8f0b21
             */
            sandbox: string;
            name: string;
            /** @enum {string} */
            state: "active" | "limited" | "suspended";
            /** @description Yours, in both. */
            role: components["schemas"]["Role"];
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            created_at: string;
        };
    };
    responses: {
        /** @description `bad_request`: The request could not be read. `key_in_query`: API keys do not belong in URLs. `workspace_required`: No workspace was named. */
        Refused400_2fafbd: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "bad_request" | "key_in_query" | "workspace_required";
                };
            };
        };
        /** @description `bad_request`: The request could not be read. `key_in_query`: API keys do not belong in URLs. `malformed_json`: The body is not valid JSON. `workspace_required`: No workspace was named. */
        Refused400_716213: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "bad_request" | "key_in_query" | "malformed_json" | "workspace_required";
                };
            };
        };
        /** @description `bad_request`: The request could not be read. `key_in_query`: API keys do not belong in URLs. */
        Refused400_b43ed7: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "bad_request" | "key_in_query";
                };
            };
        };
        /** @description `bad_request`: The request could not be read. `key_in_query`: API keys do not belong in URLs. `malformed_json`: The body is not valid JSON. */
        Refused400_cc9fd7: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "bad_request" | "key_in_query" | "malformed_json";
                };
            };
        };
        /** @description `key_expired`: The API key has expired. `key_malformed`: The API key is not well-formed. `key_missing`: No API key. `key_revoked`: The API key was revoked. `key_unknown`: The API key is not known. `session_expired`: The session has ended. `session_required`: Only for people who are signed in. */
        Refused401_456bf1: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "key_expired" | "key_malformed" | "key_missing" | "key_revoked" | "key_unknown" | "session_expired" | "session_required";
                };
            };
        };
        /** @description `key_expired`: The API key has expired. `key_malformed`: The API key is not well-formed. `key_missing`: No API key. `key_revoked`: The API key was revoked. `key_unknown`: The API key is not known. `session_expired`: The session has ended. */
        Refused401_65759e: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "key_expired" | "key_malformed" | "key_missing" | "key_revoked" | "key_unknown" | "session_expired";
                };
            };
        };
        /** @description `session_expired`: The session has ended. `session_required`: Only for people who are signed in. */
        Refused401_f96790: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "session_expired" | "session_required";
                };
            };
        };
        /** @description `csrf_failed`: The request did not prove where it comes from. */
        Refused403_242efd: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "csrf_failed";
                };
            };
        };
        /** @description `confirmation_required`: Please confirm that it is you. `csrf_failed`: The request did not prove where it comes from. `scope_missing`: The permission is missing. */
        Refused403_2c208e: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "confirmation_required" | "csrf_failed" | "scope_missing";
                };
            };
        };
        /** @description `csrf_failed`: The request did not prove where it comes from. `scope_missing`: The permission is missing. `workspace_suspended`: The workspace is suspended. */
        Refused403_551c50: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "csrf_failed" | "scope_missing" | "workspace_suspended";
                };
            };
        };
        /** @description `csrf_failed`: The request did not prove where it comes from. `scope_missing`: The permission is missing. */
        Refused403_84e39b: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "csrf_failed" | "scope_missing";
                };
            };
        };
        /** @description `not_found`: Not found. */
        Refused404_8bf117: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "not_found";
                };
            };
        };
        /** @description `conflict`: Not possible in this state. `idempotency_in_flight`: The first request is still running. */
        Refused409_6a70ae: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "conflict" | "idempotency_in_flight";
                };
            };
        };
        /** @description `device_banned`: WhatsApp refuses this account. `device_logged_out`: The device was logged out. `device_not_linked`: The device is not linked. `idempotency_in_flight`: The first request is still running. */
        Refused409_79bd65: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "device_banned" | "device_logged_out" | "device_not_linked" | "idempotency_in_flight";
                };
            };
        };
        /** @description `conflict`: Not possible in this state. `device_banned`: WhatsApp refuses this account. `idempotency_in_flight`: The first request is still running. */
        Refused409_84553e: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "conflict" | "device_banned" | "idempotency_in_flight";
                };
            };
        };
        /** @description `idempotency_in_flight`: The first request is still running. */
        Refused409_9710e0: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency_in_flight";
                };
            };
        };
        /** @description `conflict`: Not possible in this state. */
        Refused409_fa9e1d: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "conflict";
                };
            };
        };
        /** @description `cursor_expired`: The cursor is too old. */
        Refused410_f9860e: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "cursor_expired";
                };
            };
        };
        /** @description `body_too_large`: The body is too large. */
        Refused413_3a266f: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "body_too_large";
                };
            };
        };
        /** @description `uri_too_long`: The address is too long. */
        Refused414_839707: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "uri_too_long";
                };
            };
        };
        /** @description `unsupported_media_type`: The content type is not supported. */
        Refused415_fcc682: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "unsupported_media_type";
                };
            };
        };
        /** @description `misdirected_host`: This host is not served here. */
        Refused421_4a35a2: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "misdirected_host";
                };
            };
        };
        /** @description `not_available`: Not available. `validation_failed`: The input is not valid. */
        Refused422_03d8f8: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "not_available" | "validation_failed";
                };
            };
        };
        /** @description `private_target`: The address is not reachable from here. `validation_failed`: The input is not valid. */
        Refused422_064a41: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "private_target" | "validation_failed";
                };
            };
        };
        /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request. `validation_failed`: The input is not valid. */
        Refused422_1a55e3: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency_key_reused" | "validation_failed";
                };
            };
        };
        /** @description `consent_missing`: There is no consent for this purpose. `idempotency_key_reused`: The Idempotency-Key was used for another request. `invalid_recipient`: The recipient is not valid. `not_available`: Not available. `recipient_cap`: Too many new people for today. `suppressed`: This person does not want messages. `validation_failed`: The input is not valid. */
        Refused422_8b76cc: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "consent_missing" | "idempotency_key_reused" | "invalid_recipient" | "not_available" | "recipient_cap" | "suppressed" | "validation_failed";
                };
            };
        };
        /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request. `not_available`: Not available. `validation_failed`: The input is not valid. */
        Refused422_cdcfb1: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency_key_reused" | "not_available" | "validation_failed";
                };
            };
        };
        /** @description `validation_failed`: The input is not valid. */
        Refused422_e5f15e: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "validation_failed";
                };
            };
        };
        /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request. `not_available`: Not available. `private_target`: The address is not reachable from here. `validation_failed`: The input is not valid. */
        Refused422_ee7ba8: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency_key_reused" | "not_available" | "private_target" | "validation_failed";
                };
            };
        };
        /** @description `rate_limited`: Too many requests. */
        Refused429_6bd8d9: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "rate_limited";
                };
            };
        };
        /** @description `unexpected`: Something went wrong on our side. */
        Refused500_bcf769: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "unexpected";
                };
            };
        };
        /** @description `unavailable`: Not available for a moment. */
        Refused503_ba691b: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "unavailable";
                };
            };
        };
    };
    parameters: {
        /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
        "Idempotency-Key": string;
    };
    requestBodies: never;
    headers: {
        /** @description Names this request in the logs. */
        "X-Request-Id": string;
        /** @description What is left of the running minute. */
        RateLimit: string;
        /** @description How many such requests a minute may have. */
        "RateLimit-Policy": string;
        /** @description Seconds to wait. */
        "Retry-After": number;
        /** @description `true` when this is the reply of an earlier request. */
        "Idempotent-Replayed": string;
    };
    pathItems: never;
};
export type $defs = Record<string, never>;
export interface operations {
    listDevices: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List devices: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "dev_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "name": "text",
                     *           "kind": "linked",
                     *           "phone": "+15550190001",
                     *           "default": true,
                     *           "paused": true,
                     *           "connection": {
                     *             "is": "offline",
                     *             "since": "2026-11-22T09:30:00.000Z"
                     *           },
                     *           "can": {
                     *             "send": {
                     *               "text": "native",
                     *               "image": "native",
                     *               "video": "native",
                     *               "audio": "native",
                     *               "document": "native",
                     *               "sticker": "native",
                     *               "location": "native",
                     *               "contacts": "native",
                     *               "reaction": "native",
                     *               "interactive": "native",
                     *               "template": "native",
                     *               "poll": "native",
                     *               "edit": "native",
                     *               "revoke": "native"
                     *             },
                     *             "window": "open",
                     *             "pairing": [
                     *               "qr"
                     *             ],
                     *             "typing": "native",
                     *             "read": "native",
                     *             "groups": "native",
                     *             "calls": "native",
                     *             "checks_numbers": "native",
                     *             "resend_safely": true
                     *           },
                     *           "created_at": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Device"][];
                        /** @description Give it as `cursor` to read on; null at the end. */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    createDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Front desk",
                 *       "kind": "linked"
                 *     }
                 */
                "application/json": {
                    /** @example Front desk */
                    name: string;
                    /**
                     * @default linked
                     * @enum {string}
                     */
                    kind?: "linked" | "cloud";
                };
            };
        };
        responses: {
            /** @description Create a device: done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dev_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "name": "text",
                     *       "kind": "linked",
                     *       "phone": "+15550190001",
                     *       "default": true,
                     *       "paused": true,
                     *       "connection": {
                     *         "is": "offline",
                     *         "since": "2026-11-22T09:30:00.000Z"
                     *       },
                     *       "can": {
                     *         "send": {
                     *           "text": "native",
                     *           "image": "native",
                     *           "video": "native",
                     *           "audio": "native",
                     *           "document": "native",
                     *           "sticker": "native",
                     *           "location": "native",
                     *           "contacts": "native",
                     *           "reaction": "native",
                     *           "interactive": "native",
                     *           "template": "native",
                     *           "poll": "native",
                     *           "edit": "native",
                     *           "revoke": "native"
                     *         },
                     *         "window": "open",
                     *         "pairing": [
                     *           "qr"
                     *         ],
                     *         "typing": "native",
                     *         "read": "native",
                     *         "groups": "native",
                     *         "calls": "native",
                     *         "checks_numbers": "native",
                     *         "resend_safely": true
                     *       },
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Device"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example dev_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a device: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dev_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "name": "text",
                     *       "kind": "linked",
                     *       "phone": "+15550190001",
                     *       "default": true,
                     *       "paused": true,
                     *       "connection": {
                     *         "is": "offline",
                     *         "since": "2026-11-22T09:30:00.000Z"
                     *       },
                     *       "can": {
                     *         "send": {
                     *           "text": "native",
                     *           "image": "native",
                     *           "video": "native",
                     *           "audio": "native",
                     *           "document": "native",
                     *           "sticker": "native",
                     *           "location": "native",
                     *           "contacts": "native",
                     *           "reaction": "native",
                     *           "interactive": "native",
                     *           "template": "native",
                     *           "poll": "native",
                     *           "edit": "native",
                     *           "revoke": "native"
                     *         },
                     *         "window": "open",
                     *         "pairing": [
                     *           "qr"
                     *         ],
                     *         "typing": "native",
                     *         "read": "native",
                     *         "groups": "native",
                     *         "calls": "native",
                     *         "checks_numbers": "native",
                     *         "resend_safely": true
                     *       },
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Device"];
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    deleteDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example dev_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a device: done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    updateDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example dev_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "name": "Kitchen"
                 *     }
                 */
                "application/json": {
                    /** @example Front desk */
                    name?: string;
                    default?: boolean;
                };
            };
        };
        responses: {
            /** @description Change a device: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dev_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "name": "text",
                     *       "kind": "linked",
                     *       "phone": "+15550190001",
                     *       "default": true,
                     *       "paused": true,
                     *       "connection": {
                     *         "is": "offline",
                     *         "since": "2026-11-22T09:30:00.000Z"
                     *       },
                     *       "can": {
                     *         "send": {
                     *           "text": "native",
                     *           "image": "native",
                     *           "video": "native",
                     *           "audio": "native",
                     *           "document": "native",
                     *           "sticker": "native",
                     *           "location": "native",
                     *           "contacts": "native",
                     *           "reaction": "native",
                     *           "interactive": "native",
                     *           "template": "native",
                     *           "poll": "native",
                     *           "edit": "native",
                     *           "revoke": "native"
                     *         },
                     *         "window": "open",
                     *         "pairing": [
                     *           "qr"
                     *         ],
                     *         "typing": "native",
                     *         "read": "native",
                     *         "groups": "native",
                     *         "calls": "native",
                     *         "checks_numbers": "native",
                     *         "resend_safely": true
                     *       },
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Device"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getPairing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example dev_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get the current QR or code: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "method": "qr",
                     *       "expires_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Pairing"];
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    pairDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example dev_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "method": "qr"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    method: "qr" | "code";
                    /**
                     * @description For the method `code`: the phone that will type it.
                     * @example +15550190001
                     */
                    phone?: string;
                    risk_accepted?: boolean;
                };
            };
        };
        responses: {
            /** @description Start pairing: done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "method": "qr",
                     *       "expires_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Pairing"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_551c50"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_84553e"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    cancelPairing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example dev_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Stop pairing: done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    connectDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example dev_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Connect a device: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dev_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "name": "text",
                     *       "kind": "linked",
                     *       "phone": "+15550190001",
                     *       "default": true,
                     *       "paused": true,
                     *       "connection": {
                     *         "is": "offline",
                     *         "since": "2026-11-22T09:30:00.000Z"
                     *       },
                     *       "can": {
                     *         "send": {
                     *           "text": "native",
                     *           "image": "native",
                     *           "video": "native",
                     *           "audio": "native",
                     *           "document": "native",
                     *           "sticker": "native",
                     *           "location": "native",
                     *           "contacts": "native",
                     *           "reaction": "native",
                     *           "interactive": "native",
                     *           "template": "native",
                     *           "poll": "native",
                     *           "edit": "native",
                     *           "revoke": "native"
                     *         },
                     *         "window": "open",
                     *         "pairing": [
                     *           "qr"
                     *         ],
                     *         "typing": "native",
                     *         "read": "native",
                     *         "groups": "native",
                     *         "calls": "native",
                     *         "checks_numbers": "native",
                     *         "resend_safely": true
                     *       },
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Device"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_551c50"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_79bd65"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    disconnectDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example dev_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Disconnect a device: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dev_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "name": "text",
                     *       "kind": "linked",
                     *       "phone": "+15550190001",
                     *       "default": true,
                     *       "paused": true,
                     *       "connection": {
                     *         "is": "offline",
                     *         "since": "2026-11-22T09:30:00.000Z"
                     *       },
                     *       "can": {
                     *         "send": {
                     *           "text": "native",
                     *           "image": "native",
                     *           "video": "native",
                     *           "audio": "native",
                     *           "document": "native",
                     *           "sticker": "native",
                     *           "location": "native",
                     *           "contacts": "native",
                     *           "reaction": "native",
                     *           "interactive": "native",
                     *           "template": "native",
                     *           "poll": "native",
                     *           "edit": "native",
                     *           "revoke": "native"
                     *         },
                     *         "window": "open",
                     *         "pairing": [
                     *           "qr"
                     *         ],
                     *         "typing": "native",
                     *         "read": "native",
                     *         "groups": "native",
                     *         "calls": "native",
                     *         "checks_numbers": "native",
                     *         "resend_safely": true
                     *       },
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Device"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    logoutDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example dev_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Log a device out: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dev_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "name": "text",
                     *       "kind": "linked",
                     *       "phone": "+15550190001",
                     *       "default": true,
                     *       "paused": true,
                     *       "connection": {
                     *         "is": "offline",
                     *         "since": "2026-11-22T09:30:00.000Z"
                     *       },
                     *       "can": {
                     *         "send": {
                     *           "text": "native",
                     *           "image": "native",
                     *           "video": "native",
                     *           "audio": "native",
                     *           "document": "native",
                     *           "sticker": "native",
                     *           "location": "native",
                     *           "contacts": "native",
                     *           "reaction": "native",
                     *           "interactive": "native",
                     *           "template": "native",
                     *           "poll": "native",
                     *           "edit": "native",
                     *           "revoke": "native"
                     *         },
                     *         "window": "open",
                     *         "pairing": [
                     *           "qr"
                     *         ],
                     *         "typing": "native",
                     *         "read": "native",
                     *         "groups": "native",
                     *         "calls": "native",
                     *         "checks_numbers": "native",
                     *         "resend_safely": true
                     *       },
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Device"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    pauseDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example dev_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Pause a device: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dev_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "name": "text",
                     *       "kind": "linked",
                     *       "phone": "+15550190001",
                     *       "default": true,
                     *       "paused": true,
                     *       "connection": {
                     *         "is": "offline",
                     *         "since": "2026-11-22T09:30:00.000Z"
                     *       },
                     *       "can": {
                     *         "send": {
                     *           "text": "native",
                     *           "image": "native",
                     *           "video": "native",
                     *           "audio": "native",
                     *           "document": "native",
                     *           "sticker": "native",
                     *           "location": "native",
                     *           "contacts": "native",
                     *           "reaction": "native",
                     *           "interactive": "native",
                     *           "template": "native",
                     *           "poll": "native",
                     *           "edit": "native",
                     *           "revoke": "native"
                     *         },
                     *         "window": "open",
                     *         "pairing": [
                     *           "qr"
                     *         ],
                     *         "typing": "native",
                     *         "read": "native",
                     *         "groups": "native",
                     *         "calls": "native",
                     *         "checks_numbers": "native",
                     *         "resend_safely": true
                     *       },
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Device"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    resumeDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example dev_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Resume a device: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dev_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "name": "text",
                     *       "kind": "linked",
                     *       "phone": "+15550190001",
                     *       "default": true,
                     *       "paused": true,
                     *       "connection": {
                     *         "is": "offline",
                     *         "since": "2026-11-22T09:30:00.000Z"
                     *       },
                     *       "can": {
                     *         "send": {
                     *           "text": "native",
                     *           "image": "native",
                     *           "video": "native",
                     *           "audio": "native",
                     *           "document": "native",
                     *           "sticker": "native",
                     *           "location": "native",
                     *           "contacts": "native",
                     *           "reaction": "native",
                     *           "interactive": "native",
                     *           "template": "native",
                     *           "poll": "native",
                     *           "edit": "native",
                     *           "revoke": "native"
                     *         },
                     *         "window": "open",
                     *         "pairing": [
                     *           "qr"
                     *         ],
                     *         "typing": "native",
                     *         "read": "native",
                     *         "groups": "native",
                     *         "calls": "native",
                     *         "checks_numbers": "native",
                     *         "resend_safely": true
                     *       },
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Device"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listMessages: {
        parameters: {
            query?: {
                chat?: string;
                device?: string;
                contact?: string;
                direction?: "out" | "in";
                status?: "queued" | "sending" | "sent" | "delivered" | "read" | "played" | "failed" | "canceled" | "expired" | "outcome_unknown";
                client_ref?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List messages: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "msg_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "device": "dev_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "chat": "chat_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "contact": "con_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "direction": "out",
                     *           "origin": "api",
                     *           "from": "+15550190001",
                     *           "to": "+15550190001",
                     *           "type": "text",
                     *           "text": {
                     *             "body": "text"
                     *           },
                     *           "purpose": "service",
                     *           "status": "queued",
                     *           "status_at": {},
                     *           "hold": null,
                     *           "error": null,
                     *           "client_ref": null,
                     *           "reply_to": "msg_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "send_at": "2026-11-22T09:30:00.000Z",
                     *           "expires_at": "2026-11-22T09:30:00.000Z",
                     *           "created_at": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Message"][];
                        /** @description Give it as `cursor` to read on; null at the end. */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    sendMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": "+15550190001",
                 *       "type": "text",
                 *       "text": {
                 *         "body": "Your bread is ready."
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewMessage"];
            };
        };
        responses: {
            /** @description Send a message: done. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "msg_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "device": "dev_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "chat": "chat_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "contact": "con_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "direction": "out",
                     *       "origin": "api",
                     *       "from": "+15550190001",
                     *       "to": "+15550190001",
                     *       "type": "text",
                     *       "text": {
                     *         "body": "text"
                     *       },
                     *       "purpose": "service",
                     *       "status": "queued",
                     *       "status_at": {},
                     *       "hold": null,
                     *       "error": null,
                     *       "client_ref": null,
                     *       "reply_to": "msg_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "send_at": "2026-11-22T09:30:00.000Z",
                     *       "expires_at": "2026-11-22T09:30:00.000Z",
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Message"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_551c50"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_79bd65"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_8b76cc"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    sendMessages: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "messages": [
                 *         {
                 *           "to": "+15550190001",
                 *           "type": "text",
                 *           "text": {
                 *             "body": "Your bread is ready."
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    messages: components["schemas"]["NewMessage"][];
                };
            };
        };
        responses: {
            /** @description Send up to 500 messages: done. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "msg_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "device": "dev_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "chat": "chat_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "contact": "con_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "direction": "out",
                     *           "origin": "api",
                     *           "from": "+15550190001",
                     *           "to": "+15550190001",
                     *           "type": "text",
                     *           "text": {
                     *             "body": "text"
                     *           },
                     *           "purpose": "service",
                     *           "status": "queued",
                     *           "status_at": {},
                     *           "hold": null,
                     *           "error": null,
                     *           "client_ref": null,
                     *           "reply_to": "msg_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "send_at": "2026-11-22T09:30:00.000Z",
                     *           "expires_at": "2026-11-22T09:30:00.000Z",
                     *           "created_at": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        data: (components["schemas"]["Message"] | components["schemas"]["Problem"])[];
                    };
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_551c50"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example msg_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a message: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "msg_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "device": "dev_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "chat": "chat_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "contact": "con_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "direction": "out",
                     *       "origin": "api",
                     *       "from": "+15550190001",
                     *       "to": "+15550190001",
                     *       "type": "text",
                     *       "text": {
                     *         "body": "text"
                     *       },
                     *       "purpose": "service",
                     *       "status": "queued",
                     *       "status_at": {},
                     *       "hold": null,
                     *       "error": null,
                     *       "client_ref": null,
                     *       "reply_to": "msg_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "send_at": "2026-11-22T09:30:00.000Z",
                     *       "expires_at": "2026-11-22T09:30:00.000Z",
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Message"];
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    cancelMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example msg_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cancel a message: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "msg_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "device": "dev_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "chat": "chat_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "contact": "con_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "direction": "out",
                     *       "origin": "api",
                     *       "from": "+15550190001",
                     *       "to": "+15550190001",
                     *       "type": "text",
                     *       "text": {
                     *         "body": "text"
                     *       },
                     *       "purpose": "service",
                     *       "status": "queued",
                     *       "status_at": {},
                     *       "hold": null,
                     *       "error": null,
                     *       "client_ref": null,
                     *       "reply_to": "msg_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "send_at": "2026-11-22T09:30:00.000Z",
                     *       "expires_at": "2026-11-22T09:30:00.000Z",
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Message"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getMessageTimeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example msg_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of a message: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "event": "evt_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "type": "message.delivered",
                     *           "at": "2026-11-22T09:30:00.000Z",
                     *           "detail": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        data: {
                            /** @example evt_0199a3c27f107b3e9d521c6a4e8f0b21 */
                            event: string;
                            /** @example message.delivered */
                            type: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-22T09:30:00.000Z
                             */
                            at: string;
                            /** @description Why, where there is a reason. */
                            detail: string | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listChats: {
        parameters: {
            query?: {
                device?: string;
                contact?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List chats: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "chat_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "device": "dev_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "kind": "direct",
                     *           "contact": "con_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "phone": "+15550190001",
                     *           "name": null,
                     *           "unread": 1,
                     *           "last_message_at": "2026-11-22T09:30:00.000Z",
                     *           "last_inbound_at": "2026-11-22T09:30:00.000Z",
                     *           "window_until": "2026-11-22T09:30:00.000Z",
                     *           "writable": true,
                     *           "created_at": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Chat"][];
                        /** @description Give it as `cursor` to read on; null at the end. */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getChat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example chat_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a chat: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "chat_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "device": "dev_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "kind": "direct",
                     *       "contact": "con_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "phone": "+15550190001",
                     *       "name": null,
                     *       "unread": 1,
                     *       "last_message_at": "2026-11-22T09:30:00.000Z",
                     *       "last_inbound_at": "2026-11-22T09:30:00.000Z",
                     *       "window_until": "2026-11-22T09:30:00.000Z",
                     *       "writable": true,
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Chat"];
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listChatMessages: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @example chat_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the messages of a chat: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "msg_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "device": "dev_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "chat": "chat_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "contact": "con_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "direction": "out",
                     *           "origin": "api",
                     *           "from": "+15550190001",
                     *           "to": "+15550190001",
                     *           "type": "text",
                     *           "text": {
                     *             "body": "text"
                     *           },
                     *           "purpose": "service",
                     *           "status": "queued",
                     *           "status_at": {},
                     *           "hold": null,
                     *           "error": null,
                     *           "client_ref": null,
                     *           "reply_to": "msg_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "send_at": "2026-11-22T09:30:00.000Z",
                     *           "expires_at": "2026-11-22T09:30:00.000Z",
                     *           "created_at": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Message"][];
                        /** @description Give it as `cursor` to read on; null at the end. */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    readChat: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example chat_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Mark a chat as read: done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    showTyping: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example chat_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "state": "composing"
                 *     }
                 */
                "application/json": {
                    /**
                     * @default composing
                     * @enum {string}
                     */
                    state?: "composing" | "paused";
                };
            };
        };
        responses: {
            /** @description Show “typing”: done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_551c50"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listContacts: {
        parameters: {
            query?: {
                phone?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List contacts: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "con_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "name": null,
                     *           "push_name": null,
                     *           "phone": "+15550190001",
                     *           "suppressed": true,
                     *           "last_inbound_at": "2026-11-22T09:30:00.000Z",
                     *           "created_at": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Contact"][];
                        /** @description Give it as `cursor` to read on; null at the end. */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    createContact: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "phone": "+15550190001",
                 *       "name": "Ana"
                 *     }
                 */
                "application/json": {
                    /** @example +15550190001 */
                    phone: string;
                    /** @example Front desk */
                    name?: string;
                };
            };
        };
        responses: {
            /** @description Add a contact: done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "con_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "name": null,
                     *       "push_name": null,
                     *       "phone": "+15550190001",
                     *       "suppressed": true,
                     *       "last_inbound_at": "2026-11-22T09:30:00.000Z",
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Contact"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example con_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a contact: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "con_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "name": null,
                     *       "push_name": null,
                     *       "phone": "+15550190001",
                     *       "suppressed": true,
                     *       "last_inbound_at": "2026-11-22T09:30:00.000Z",
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Contact"];
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    deleteContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    updateContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example con_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "name": "Ana B."
                 *     }
                 */
                "application/json": {
                    name?: string | null;
                };
            };
        };
        responses: {
            /** @description Rename a contact: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "con_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "name": null,
                     *       "push_name": null,
                     *       "phone": "+15550190001",
                     *       "suppressed": true,
                     *       "last_inbound_at": "2026-11-22T09:30:00.000Z",
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Contact"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listSuppressions: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List suppressions: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "sup_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "contact": "con_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "phone": "+15550190001",
                     *           "reason": "text",
                     *           "source": "person",
                     *           "purposes": [
                     *             "text"
                     *           ],
                     *           "created_at": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Suppression"][];
                        /** @description Give it as `cursor` to read on; null at the end. */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    createSuppression: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "phone": "+15550190001",
                 *       "reason": "asked by telephone"
                 *     }
                 */
                "application/json": {
                    /** @example +15550190001 */
                    phone: string;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Suppress a person: done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sup_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "contact": "con_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "phone": "+15550190001",
                     *       "reason": "text",
                     *       "source": "person",
                     *       "purposes": [
                     *         "text"
                     *       ],
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Suppression"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listConsents: {
        parameters: {
            query?: {
                contact?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the consent ledger: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "cns_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "contact": "con_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "purpose": "text",
                     *           "state": "granted",
                     *           "source": "text",
                     *           "actor": "text",
                     *           "at": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Consent"][];
                        /** @description Give it as `cursor` to read on; null at the end. */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    createConsent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    pullEvents: {
        parameters: {
            query?: {
                /** @description `next` of the pull before; without it, from the oldest kept. */
                after?: string;
                limit?: number;
                /** @description Only these types, separated by commas. */
                types?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Pull events: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "evt_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "type": "message.delivered",
                     *           "timestamp": "2026-11-22T09:30:00.000Z",
                     *           "workspace": "ws_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "data": {}
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Event"][];
                        next: string;
                    };
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            410: components["responses"]["Refused410_f9860e"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List webhook endpoints: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "we_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "url": "text",
                     *           "events": [
                     *             "text"
                     *           ],
                     *           "dialect": "native",
                     *           "description": null,
                     *           "state": "enabled",
                     *           "disabled_reason": "by_owner",
                     *           "failing_since": "2026-11-22T09:30:00.000Z",
                     *           "created_at": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["WebhookEndpoint"][];
                        /** @description Give it as `cursor` to read on; null at the end. */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://example.com/webhooks/messages",
                 *       "events": [
                 *         "*"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uri
                     * @example https://example.com/webhooks/messages
                     */
                    url: string;
                    /**
                     * @description Event types; `*` is all of them.
                     * @example [
                     *       "*"
                     *     ]
                     */
                    events: string[];
                    /**
                     * @default native
                     * @enum {string}
                     */
                    dialect?: "native" | "meta";
                    description?: string | null;
                };
            };
        };
        responses: {
            /** @description Create a webhook endpoint: done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "we_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "url": "text",
                     *       "events": [
                     *         "text"
                     *       ],
                     *       "dialect": "native",
                     *       "description": null,
                     *       "state": "enabled",
                     *       "disabled_reason": "by_owner",
                     *       "failing_since": "2026-11-22T09:30:00.000Z",
                     *       "created_at": "2026-11-22T09:30:00.000Z",
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_ee7ba8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example we_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a webhook endpoint: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "we_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "url": "text",
                     *       "events": [
                     *         "text"
                     *       ],
                     *       "dialect": "native",
                     *       "description": null,
                     *       "state": "enabled",
                     *       "disabled_reason": "by_owner",
                     *       "failing_since": "2026-11-22T09:30:00.000Z",
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example we_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a webhook endpoint: done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    updateWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example we_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "events": [
                 *         "message.received"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uri
                     * @example https://example.com/webhooks/messages
                     */
                    url?: string;
                    /**
                     * @description Event types; `*` is all of them.
                     * @example [
                     *       "*"
                     *     ]
                     */
                    events?: string[];
                    description?: string | null;
                    /** @enum {string} */
                    state?: "enabled" | "disabled";
                };
            };
        };
        responses: {
            /** @description Change a webhook endpoint: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "we_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "url": "text",
                     *       "events": [
                     *         "text"
                     *       ],
                     *       "dialect": "native",
                     *       "description": null,
                     *       "state": "enabled",
                     *       "disabled_reason": "by_owner",
                     *       "failing_since": "2026-11-22T09:30:00.000Z",
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_fa9e1d"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_064a41"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example we_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Rotate a signing secret: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "we_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "url": "text",
                     *       "events": [
                     *         "text"
                     *       ],
                     *       "dialect": "native",
                     *       "description": null,
                     *       "state": "enabled",
                     *       "disabled_reason": "by_owner",
                     *       "failing_since": "2026-11-22T09:30:00.000Z",
                     *       "created_at": "2026-11-22T09:30:00.000Z",
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    testWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example we_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Send a test event: done. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "event": "evt_0199a3c27f107b3e9d521c6a4e8f0b21"
                     *     }
                     */
                    "application/json": {
                        /** @example evt_0199a3c27f107b3e9d521c6a4e8f0b21 */
                        event: string;
                    };
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                state?: "waiting" | "sending" | "delivered" | "exhausted" | "canceled";
                event?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @example we_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List deliveries of an endpoint: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "dlv_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "endpoint": "we_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "event": "evt_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "event_type": "text",
                     *           "state": "waiting",
                     *           "attempts": 1,
                     *           "next_at": "2026-11-22T09:30:00.000Z",
                     *           "last_status": null,
                     *           "created_at": "2026-11-22T09:30:00.000Z",
                     *           "ended_at": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Delivery"][];
                        /** @description Give it as `cursor` to read on; null at the end. */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    recoverWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example we_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "since": "2026-11-22T09:30:00Z"
                 *     }
                 */
                "application/json": {
                    /** Format: date-time */
                    since: string;
                };
            };
        };
        responses: {
            /** @description Deliver again since a time: done. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "endpoint": "we_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "queued": 1
                     *     }
                     */
                    "application/json": {
                        /** @example we_0199a3c27f107b3e9d521c6a4e8f0b21 */
                        endpoint: string;
                        queued: number;
                    };
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listAttempts: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @example dlv_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the attempts of a delivery: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "att_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "delivery": "dlv_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "number": 1,
                     *           "at": "2026-11-22T09:30:00.000Z",
                     *           "duration_ms": 1,
                     *           "status": null,
                     *           "error": null,
                     *           "response": null
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Attempt"][];
                        /** @description Give it as `cursor` to read on; null at the end. */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    replayDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example dlv_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deliver again: done. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dlv_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "endpoint": "we_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "event": "evt_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "event_type": "text",
                     *       "state": "waiting",
                     *       "attempts": 1,
                     *       "next_at": "2026-11-22T09:30:00.000Z",
                     *       "last_status": null,
                     *       "created_at": "2026-11-22T09:30:00.000Z",
                     *       "ended_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List API keys: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "key_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "name": "text",
                     *           "hint": "text",
                     *           "scopes": [
                     *             "devices:read"
                     *           ],
                     *           "devices": [
                     *             "dev_0199a3c27f107b3e9d521c6a4e8f0b21"
                     *           ],
                     *           "created_at": "2026-11-22T09:30:00.000Z",
                     *           "expires_at": "2026-11-22T09:30:00.000Z",
                     *           "revoked_at": "2026-11-22T09:30:00.000Z",
                     *           "last_used_at": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["ApiKey"][];
                        /** @description Give it as `cursor` to read on; null at the end. */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Shop backend",
                 *       "scopes": [
                 *         "messages:send",
                 *         "messages:read"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @example Front desk */
                    name: string;
                    scopes: components["schemas"]["Permission"][];
                    /** @default null */
                    devices?: string[] | null;
                    /** @default null */
                    expires_at?: string | null;
                };
            };
        };
        responses: {
            /** @description Make an API key: done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "name": "text",
                     *       "hint": "text",
                     *       "scopes": [
                     *         "devices:read"
                     *       ],
                     *       "devices": [
                     *         "dev_0199a3c27f107b3e9d521c6a4e8f0b21"
                     *       ],
                     *       "created_at": "2026-11-22T09:30:00.000Z",
                     *       "expires_at": "2026-11-22T09:30:00.000Z",
                     *       "revoked_at": "2026-11-22T09:30:00.000Z",
                     *       "last_used_at": "2026-11-22T09:30:00.000Z",
                     *       "secret": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_2c208e"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example key_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoke an API key: done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    updateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listMembers: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List members: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "mem_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "person": "per_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "name": "text",
                     *           "email": "text",
                     *           "role": "owner",
                     *           "joined_at": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Member"][];
                        /** @description Give it as `cursor` to read on; null at the end. */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getOwnershipOffer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get the open offer of ownership: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "member": "mem_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "asked_by": "mem_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "created_at": "2026-11-22T09:30:00.000Z",
                     *       "expires_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["OwnershipTransfer"];
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    offerOwnership: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "member": "mem_0199a3c27f107b3e9d521c6a4e8f0b21"
                 *     }
                 */
                "application/json": {
                    member: string;
                };
            };
        };
        responses: {
            /** @description Offer the workspace to another member: done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "member": "mem_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "asked_by": "mem_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "created_at": "2026-11-22T09:30:00.000Z",
                     *       "expires_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["OwnershipTransfer"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_2c208e"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    endOwnershipOffer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take back or turn down an offer of ownership: done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_456bf1"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    acceptOwnership: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accept ownership: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "mem_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "person": "per_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "name": "text",
                     *       "email": "text",
                     *       "role": "owner",
                     *       "joined_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_456bf1"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List open invitations: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "inv_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "email": "text",
                     *           "role": "admin",
                     *           "invited_by": "per_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "created_at": "2026-11-22T09:30:00.000Z",
                     *           "expires_at": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Invitation"][];
                        /** @description Give it as `cursor` to read on; null at the end. */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    inviteMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ana@example.com",
                 *       "role": "developer"
                 *     }
                 */
                "application/json": {
                    email: string;
                    /** @enum {string} */
                    role: "admin" | "developer" | "agent" | "analyst" | "billing";
                };
            };
        };
        responses: {
            /** @description Invite somebody: done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "inv_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "email": "text",
                     *       "role": "admin",
                     *       "invited_by": "per_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "created_at": "2026-11-22T09:30:00.000Z",
                     *       "expires_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_456bf1"];
            403: components["responses"]["Refused403_2c208e"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    resendInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example inv_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Send an invitation again: done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "inv_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "email": "text",
                     *       "role": "admin",
                     *       "invited_by": "per_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "created_at": "2026-11-22T09:30:00.000Z",
                     *       "expires_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_456bf1"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    revokeInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example inv_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take an invitation back: done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example mem_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a member: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "mem_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "person": "per_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "name": "text",
                     *       "email": "text",
                     *       "role": "owner",
                     *       "joined_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example mem_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a member: done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_2c208e"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_fa9e1d"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    updateMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example mem_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "developer"
                 *     }
                 */
                "application/json": {
                    role: components["schemas"]["Role"];
                };
            };
        };
        responses: {
            /** @description Change a member’s role: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "mem_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "person": "per_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "name": "text",
                     *       "email": "text",
                     *       "role": "owner",
                     *       "joined_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_2c208e"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_fa9e1d"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List what was done: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "aud_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "n": "text",
                     *           "at": "2026-11-22T09:30:00.000Z",
                     *           "action": "member.role_changed",
                     *           "actor": {
                     *             "kind": "person",
                     *             "id": null
                     *           },
                     *           "target": null,
                     *           "details": {},
                     *           "personal": null,
                     *           "request_id": null
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["AuditEntry"][];
                        /** @description Give it as `cursor` to read on; null at the end. */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    exportAudit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Export the record: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get your account: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "per_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "email": "text",
                     *       "name": "text",
                     *       "language": "text",
                     *       "operator": true,
                     *       "legal_mail": true,
                     *       "second_factor": {
                     *         "on": true,
                     *         "since": "2026-11-22T09:30:00.000Z",
                     *         "recovery_codes_left": null
                     *       },
                     *       "leaves_at": "2026-11-22T09:30:00.000Z",
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["Refused400_b43ed7"];
            401: components["responses"]["Refused401_f96790"];
            403: components["responses"]["Refused403_242efd"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    updateAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "language": "pt-BR"
                 *     }
                 */
                "application/json": {
                    /** @example Front desk */
                    name?: string;
                    language?: string;
                    legal_mail?: boolean;
                };
            };
        };
        responses: {
            /** @description Change your account: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "per_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "email": "text",
                     *       "name": "text",
                     *       "language": "text",
                     *       "operator": true,
                     *       "legal_mail": true,
                     *       "second_factor": {
                     *         "on": true,
                     *         "since": "2026-11-22T09:30:00.000Z",
                     *         "recovery_codes_left": null
                     *       },
                     *       "leaves_at": "2026-11-22T09:30:00.000Z",
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["Refused400_cc9fd7"];
            401: components["responses"]["Refused401_f96790"];
            403: components["responses"]["Refused403_242efd"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listSessions: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List your sessions: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "ses_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "current": true,
                     *           "agent": "Chrome on Linux",
                     *           "network": "203.0.113.0/24",
                     *           "remembered": true,
                     *           "created_at": "2026-11-22T09:30:00.000Z",
                     *           "seen_at": "2026-11-22T09:30:00.000Z",
                     *           "ends_at": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Session"][];
                        /** @description Give it as `cursor` to read on; null at the end. */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_b43ed7"];
            401: components["responses"]["Refused401_f96790"];
            403: components["responses"]["Refused403_242efd"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example ses_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End a session: done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refused400_cc9fd7"];
            401: components["responses"]["Refused401_f96790"];
            403: components["responses"]["Refused403_242efd"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listBrowsers: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List remembered browsers: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "brw_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "agent": "Firefox on Windows",
                     *           "network": "203.0.113.0/24",
                     *           "created_at": "2026-11-22T09:30:00.000Z",
                     *           "last_used_at": "2026-11-22T09:30:00.000Z",
                     *           "expires_at": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["RememberedBrowser"][];
                        /** @description Give it as `cursor` to read on; null at the end. */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_b43ed7"];
            401: components["responses"]["Refused401_f96790"];
            403: components["responses"]["Refused403_242efd"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    forgetBrowser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example brw_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forget a browser: done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refused400_cc9fd7"];
            401: components["responses"]["Refused401_f96790"];
            403: components["responses"]["Refused403_242efd"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listNotices: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List notices: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "terms-2",
                     *           "document": "terms",
                     *           "version": 1,
                     *           "title": "text",
                     *           "summary": "text",
                     *           "url": "text",
                     *           "updated_on": "2026-11-22",
                     *           "effective_on": "2026-11-22",
                     *           "published_at": "2026-11-22T09:30:00.000Z",
                     *           "acknowledged_at": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Notice"][];
                        /** @description Give it as `cursor` to read on; null at the end. */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_b43ed7"];
            401: components["responses"]["Refused401_f96790"];
            403: components["responses"]["Refused403_242efd"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    acknowledgeNotice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example terms-2 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Acknowledge a notice: done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refused400_cc9fd7"];
            401: components["responses"]["Refused401_f96790"];
            403: components["responses"]["Refused403_242efd"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listWorkspaces: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List your workspaces: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "ws_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "sandbox": "ws_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "name": "text",
                     *           "state": "active",
                     *           "role": "owner",
                     *           "created_at": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Workspace"][];
                        /** @description Give it as `cursor` to read on; null at the end. */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_b43ed7"];
            401: components["responses"]["Refused401_f96790"];
            403: components["responses"]["Refused403_242efd"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    createWorkspace: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Bakery"
                 *     }
                 */
                "application/json": {
                    /** @example Front desk */
                    name: string;
                };
            };
        };
        responses: {
            /** @description Make a workspace: done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ws_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "sandbox": "ws_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "name": "text",
                     *       "state": "active",
                     *       "role": "owner",
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            400: components["responses"]["Refused400_cc9fd7"];
            401: components["responses"]["Refused401_f96790"];
            403: components["responses"]["Refused403_242efd"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getWorkspace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example ws_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get one of your workspaces: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ws_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "sandbox": "ws_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "name": "text",
                     *       "state": "active",
                     *       "role": "owner",
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            400: components["responses"]["Refused400_b43ed7"];
            401: components["responses"]["Refused401_f96790"];
            403: components["responses"]["Refused403_242efd"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    updateWorkspace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example ws_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Bakery on the corner"
                 *     }
                 */
                "application/json": {
                    /** @example Front desk */
                    name: string;
                };
            };
        };
        responses: {
            /** @description Rename a workspace: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ws_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "sandbox": "ws_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "name": "text",
                     *       "state": "active",
                     *       "role": "owner",
                     *       "created_at": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            400: components["responses"]["Refused400_cc9fd7"];
            401: components["responses"]["Refused401_f96790"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    leaveWorkspace: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example ws_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Leave a workspace: done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refused400_cc9fd7"];
            401: components["responses"]["Refused401_f96790"];
            403: components["responses"]["Refused403_242efd"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listOwnInvitations: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List invitations to you: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "inv_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *           "workspace": {
                     *             "id": "ws_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *             "name": "text"
                     *           },
                     *           "role": "admin",
                     *           "invited_by": "text",
                     *           "expires_at": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["OwnInvitation"][];
                        /** @description Give it as `cursor` to read on; null at the end. */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_b43ed7"];
            401: components["responses"]["Refused401_f96790"];
            403: components["responses"]["Refused403_242efd"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_e5f15e"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example inv_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accept an invitation: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "workspace": "ws_0199a3c27f107b3e9d521c6a4e8f0b21",
                     *       "role": "admin"
                     *     }
                     */
                    "application/json": {
                        /** @example ws_0199a3c27f107b3e9d521c6a4e8f0b21 */
                        workspace: string;
                        /** @enum {string} */
                        role: "admin" | "developer" | "agent" | "analyst" | "billing";
                    };
                };
            };
            400: components["responses"]["Refused400_cc9fd7"];
            401: components["responses"]["Refused401_f96790"];
            403: components["responses"]["Refused403_242efd"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    declineInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example inv_0199a3c27f107b3e9d521c6a4e8f0b21 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Turn an invitation down: done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refused400_cc9fd7"];
            401: components["responses"]["Refused401_f96790"];
            403: components["responses"]["Refused403_242efd"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_1a55e3"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getSimulator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where the pretend WhatsApp is: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "linked_url": "text",
                     *       "graph_url": null,
                     *       "noise_root": "text",
                     *       "ca_certificate": null
                     *     }
                     */
                    "application/json": {
                        linked_url: string;
                        /** @description Null until the Graph side is built. */
                        graph_url: string | null;
                        /** @description X25519 public key, hex: the issuer of the server’s certificates. */
                        noise_root: string;
                        /** @description Null where the address is not served by TLS of our own. */
                        ca_certificate: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getSimulatorViolations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What broke the protocol so far: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "violations": 1
                     *     }
                     */
                    "application/json": {
                        violations: number;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listSimulatorPhones: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List pretend phones: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "phone": "+15550190001",
                     *           "name": null,
                     *           "online": true,
                     *           "linked_devices": [
                     *             {
                     *               "id": 1
                     *             }
                     *           ],
                     *           "chats": [
                     *             {
                     *               "with": "+15550190001",
                     *               "messages": [
                     *                 {
                     *                   "id": "text",
                     *                   "direction": "out",
                     *                   "from": "+15550190001",
                     *                   "type": "text",
                     *                   "text": {
                     *                     "body": "text"
                     *                   },
                     *                   "status": "text",
                     *                   "at": "2026-11-22T09:30:00.000Z"
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["PretendPhone"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    createSimulatorPhone: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "phone": "+15550100077",
                 *       "name": "Ana"
                 *     }
                 */
                "application/json": {
                    /** @example +15550190001 */
                    phone: string;
                    /** @example Front desk */
                    name?: string;
                };
            };
        };
        responses: {
            /** @description Make a pretend phone: done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "phone": "+15550190001",
                     *       "name": null,
                     *       "online": true,
                     *       "linked_devices": [
                     *         {
                     *           "id": 1
                     *         }
                     *       ],
                     *       "chats": [
                     *         {
                     *           "with": "+15550190001",
                     *           "messages": [
                     *             {
                     *               "id": "text",
                     *               "direction": "out",
                     *               "from": "+15550190001",
                     *               "type": "text",
                     *               "text": {
                     *                 "body": "text"
                     *               },
                     *               "status": "text",
                     *               "at": "2026-11-22T09:30:00.000Z"
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PretendPhone"];
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getSimulatorPhone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example +15550190001 */
                phone: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Look at a pretend phone: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "phone": "+15550190001",
                     *       "name": null,
                     *       "online": true,
                     *       "linked_devices": [
                     *         {
                     *           "id": 1
                     *         }
                     *       ],
                     *       "chats": [
                     *         {
                     *           "with": "+15550190001",
                     *           "messages": [
                     *             {
                     *               "id": "text",
                     *               "direction": "out",
                     *               "from": "+15550190001",
                     *               "type": "text",
                     *               "text": {
                     *                 "body": "text"
                     *               },
                     *               "status": "text",
                     *               "at": "2026-11-22T09:30:00.000Z"
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PretendPhone"];
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    scanQr: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example +15550190001 */
                phone: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "qr": "2@…"
                 *     }
                 */
                "application/json": {
                    qr: string;
                };
            };
        };
        responses: {
            /** @description Scan a QR: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    enterPairingCode: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example +15550190001 */
                phone: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "ABCD-EFGH"
                 *     }
                 */
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description Type a pairing code: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    sendFromSimulatorPhone: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example +15550190001 */
                phone: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": "+15550100001",
                 *       "type": "text",
                 *       "text": {
                 *         "body": "Is my order ready?"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @example +15550190001 */
                    to: string;
                    /** @default text */
                    type?: string;
                    text?: {
                        body: string;
                    };
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Send from a pretend phone: done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    readOnSimulatorPhone: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example +15550190001 */
                phone: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "message": "3EB0C431C26A1916E07A"
                 *     }
                 */
                "application/json": {
                    message: string;
                };
            };
        };
        responses: {
            /** @description Read a message on a pretend phone: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    typeOnSimulatorPhone: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example +15550190001 */
                phone: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": "+15550100001"
                 *     }
                 */
                "application/json": {
                    /** @example +15550190001 */
                    to: string;
                };
            };
        };
        responses: {
            /** @description Type on a pretend phone: done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    callFromSimulatorPhone: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example +15550190001 */
                phone: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": "+15550100001"
                 *     }
                 */
                "application/json": {
                    /** @example +15550190001 */
                    to: string;
                };
            };
        };
        responses: {
            /** @description Call from a pretend phone: done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    blockOnSimulatorPhone: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example +15550190001 */
                phone: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "phone": "+15550100001"
                 *     }
                 */
                "application/json": {
                    /** @example +15550190001 */
                    phone: string;
                };
            };
        };
        responses: {
            /** @description Block somebody on a pretend phone: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    unlinkOnSimulatorPhone: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example +15550190001 */
                phone: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "device": 1
                 *     }
                 */
                "application/json": {
                    device?: string | number;
                };
            };
        };
        responses: {
            /** @description Remove a linked device on a pretend phone: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    setSimulatorPhoneOffline: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example +15550190001 */
                phone: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take a pretend phone offline: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    setSimulatorPhoneOnline: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @example +15550190001 */
                phone: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Bring a pretend phone online: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_6a70ae"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listSimulatorFaults: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List planted faults: done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {}
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        data: {
                            [key: string]: unknown;
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    createSimulatorFault: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "mute_acks",
                 *       "count": 1
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    kind: "401" | "405" | "440" | "503" | "515" | "drop" | "mute_acks" | "delay" | "duplicate" | "reorder" | "media_404";
                    /** @description A device of yours, or its phone. */
                    device?: string;
                    ms?: number;
                    count?: number;
                };
            };
        };
        responses: {
            /** @description Plant a fault: done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    clearSimulatorFaults: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Clear all faults: done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listMedia: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    createMedia: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getMedia: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    deleteMedia: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    updateMedia: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listGroups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    createGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    deleteGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    updateGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    createTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    deleteTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    updateTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listCampaigns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    createCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    deleteCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    updateCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listAutoreplies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    createAutoreply: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 printable characters. The same key gives the same reply for 7 days. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            409: components["responses"]["Refused409_9710e0"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_cdcfb1"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getAutoreply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    deleteAutoreply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    updateAutoreply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_716213"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            413: components["responses"]["Refused413_3a266f"];
            414: components["responses"]["Refused414_839707"];
            415: components["responses"]["Refused415_fcc682"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getSuppression: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getMediaContent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getUsage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    listRequests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    getRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    streamEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refused400_2fafbd"];
            401: components["responses"]["Refused401_65759e"];
            403: components["responses"]["Refused403_84e39b"];
            404: components["responses"]["Refused404_8bf117"];
            414: components["responses"]["Refused414_839707"];
            421: components["responses"]["Refused421_4a35a2"];
            422: components["responses"]["Refused422_03d8f8"];
            429: components["responses"]["Refused429_6bd8d9"];
            500: components["responses"]["Refused500_bcf769"];
            503: components["responses"]["Refused503_ba691b"];
        };
    };
    isAlive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Is the process alive? */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ready?: boolean;
                    };
                };
            };
        };
    };
    isReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Can it serve? Writes to the database to find out. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ready?: boolean;
                    };
                };
            };
            /** @description Can it serve? Writes to the database to find out. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ready?: boolean;
                    };
                };
            };
        };
    };
    on_device_pairing_updated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Taken. Anything else is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_device_connected: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Taken. Anything else is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_device_disconnected: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Taken. Anything else is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_device_logged_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Taken. Anything else is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_message_received: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Taken. Anything else is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_message_echoed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Taken. Anything else is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_message_queued: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Taken. Anything else is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_message_sent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Taken. Anything else is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_message_delivered: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Taken. Anything else is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_message_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Taken. Anything else is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_message_played: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Taken. Anything else is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_message_failed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Taken. Anything else is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_message_expired: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Taken. Anything else is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_message_canceled: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Taken. Anything else is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_message_outcome_unknown: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Taken. Anything else is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_contact_opted_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Taken. Anything else is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_contact_opted_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Taken. Anything else is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_call_received: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Taken. Anything else is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_endpoint_tested: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Taken. Anything else is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_endpoint_disabled: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Taken. Anything else is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
