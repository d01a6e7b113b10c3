import * as account from './api/account.ts';
import type { Route } from './api/api.ts';
import * as apiKeys from './api/api-keys.ts';
import * as audit from './api/audit.ts';
import * as chats from './api/chats.ts';
import * as contacts from './api/contacts.ts';
import * as devices from './api/devices.ts';
import * as events from './api/events.ts';
import * as invitations from './api/invitations.ts';
import * as members from './api/members.ts';
import * as messages from './api/messages.ts';
import { partsToCome } from './api/not-built.ts';
import * as notices from './api/notices.ts';
import type { Method, Operation } from './api/operation.ts';
import * as simulator from './api/simulator.ts';
import * as phones from './api/simulator-phones.ts';
import * as webhooks from './api/webhooks.ts';
import * as workspaces from './api/workspaces.ts';

/** Table 1: every request that can start work. */
export const routes: Route[] = [
  on('POST', '/v1/devices', devices.createDevice),
  on('GET', '/v1/devices', devices.listDevices),
  on('GET', '/v1/devices/{id}', devices.getDevice),
  on('PATCH', '/v1/devices/{id}', devices.updateDevice),
  on('DELETE', '/v1/devices/{id}', devices.deleteDevice),
  on('POST', '/v1/devices/{id}/pairing', devices.pairDevice),
  on('GET', '/v1/devices/{id}/pairing', devices.getPairing),
  on('DELETE', '/v1/devices/{id}/pairing', devices.cancelPairing),
  on('POST', '/v1/devices/{id}/connect', devices.connectDevice),
  on('POST', '/v1/devices/{id}/disconnect', devices.disconnectDevice),
  on('POST', '/v1/devices/{id}/logout', devices.logoutDevice),
  on('POST', '/v1/devices/{id}/pause', devices.pauseDevice),
  on('POST', '/v1/devices/{id}/resume', devices.resumeDevice),

  on('POST', '/v1/messages', messages.sendMessage),
  on('POST', '/v1/messages/batch', messages.sendBatch),
  on('GET', '/v1/messages', messages.listMessages),
  on('GET', '/v1/messages/{id}', messages.getMessage),
  on('POST', '/v1/messages/{id}/cancel', messages.cancelMessage),
  on('GET', '/v1/messages/{id}/timeline', messages.getTimeline),

  on('GET', '/v1/chats', chats.listChats),
  on('GET', '/v1/chats/{id}', chats.getChat),
  on('GET', '/v1/chats/{id}/messages', chats.listChatMessages),
  on('POST', '/v1/chats/{id}/read', chats.readChat),
  on('POST', '/v1/chats/{id}/typing', chats.typeInChat),

  on('POST', '/v1/contacts', contacts.createContact),
  on('GET', '/v1/contacts', contacts.listContacts),
  on('GET', '/v1/contacts/{id}', contacts.getContact),
  on('PATCH', '/v1/contacts/{id}', contacts.updateContact),
  on('POST', '/v1/suppressions', contacts.createSuppression),
  on('GET', '/v1/suppressions', contacts.listSuppressions),
  on('GET', '/v1/consents', contacts.listConsents),

  on('GET', '/v1/events', events.listEvents),

  on('POST', '/v1/webhook-endpoints', webhooks.createEndpoint),
  on('GET', '/v1/webhook-endpoints', webhooks.listEndpoints),
  on('GET', '/v1/webhook-endpoints/{id}', webhooks.getEndpoint),
  on('PATCH', '/v1/webhook-endpoints/{id}', webhooks.updateEndpoint),
  on('DELETE', '/v1/webhook-endpoints/{id}', webhooks.deleteEndpoint),
  on('POST', '/v1/webhook-endpoints/{id}/rotate-secret', webhooks.rotateSecret),
  on('POST', '/v1/webhook-endpoints/{id}/test', webhooks.testEndpoint),
  on('GET', '/v1/webhook-endpoints/{id}/deliveries', webhooks.listDeliveries),
  on('POST', '/v1/webhook-endpoints/{id}/recover', webhooks.recoverEndpoint),
  on('GET', '/v1/deliveries/{id}/attempts', webhooks.listAttempts),
  on('POST', '/v1/deliveries/{id}/replay', webhooks.replayDelivery),

  on('POST', '/v1/api-keys', apiKeys.createApiKey),
  on('GET', '/v1/api-keys', apiKeys.listApiKeys),
  on('DELETE', '/v1/api-keys/{id}', apiKeys.revokeApiKey),

  on('GET', '/v1/members', members.listMembers),
  on('GET', '/v1/members/transfer', members.getOffer),
  on('POST', '/v1/members/transfer', members.offerOwnership),
  on('DELETE', '/v1/members/transfer', members.endOwnershipOffer),
  on('POST', '/v1/members/transfer/accept', members.acceptOffer),
  on('GET', '/v1/members/invitations', invitations.listInvitations),
  on('POST', '/v1/members/invitations', invitations.createInvitation),
  on('POST', '/v1/members/invitations/{id}/resend', invitations.resendInvitation),
  on('DELETE', '/v1/members/invitations/{id}', invitations.revokeInvitation),
  on('GET', '/v1/members/{id}', members.getMember),
  on('PATCH', '/v1/members/{id}', members.updateMember),
  on('DELETE', '/v1/members/{id}', members.removeMember),

  on('GET', '/v1/audit', audit.listAudit),
  on('GET', '/v1/audit/export', audit.exportAudit),

  on('GET', '/v1/account', account.getAccount),
  on('PATCH', '/v1/account', account.updateAccount),
  on('GET', '/v1/account/sessions', account.listSessions),
  on('DELETE', '/v1/account/sessions/{id}', account.endSession),
  on('GET', '/v1/account/browsers', account.listBrowsers),
  on('DELETE', '/v1/account/browsers/{id}', account.forgetBrowser),
  on('GET', '/v1/notices', notices.listNotices),
  on('POST', '/v1/notices/{id}/acknowledge', notices.acknowledgeNotice),

  on('GET', '/v1/workspaces', workspaces.listWorkspaces),
  on('POST', '/v1/workspaces', workspaces.createWorkspace),
  on('GET', '/v1/workspaces/{id}', workspaces.getWorkspace),
  on('PATCH', '/v1/workspaces/{id}', workspaces.updateWorkspace),
  on('POST', '/v1/workspaces/{id}/leave', workspaces.leaveWorkspace),

  on('GET', '/v1/invitations', invitations.listOwnInvitations),
  on('POST', '/v1/invitations/{id}/accept', invitations.acceptInvitation),
  on('POST', '/v1/invitations/{id}/decline', invitations.declineInvitation),

  on('GET', '/v1/simulator', simulator.getSimulator),
  on('GET', '/v1/simulator/violations', simulator.getViolations),
  on('POST', '/v1/simulator/phones', simulator.createPhone),
  on('GET', '/v1/simulator/phones', simulator.listPhones),
  on('GET', '/v1/simulator/phones/{phone}', simulator.getPhone),
  on('POST', '/v1/simulator/phones/{phone}/scan', phones.scanQr),
  on('POST', '/v1/simulator/phones/{phone}/enter-code', phones.enterCode),
  on('POST', '/v1/simulator/phones/{phone}/messages', phones.sendFromPhone),
  on('POST', '/v1/simulator/phones/{phone}/read', phones.readOnPhone),
  on('POST', '/v1/simulator/phones/{phone}/typing', phones.typeOnPhone),
  on('POST', '/v1/simulator/phones/{phone}/call', phones.callFromPhone),
  on('POST', '/v1/simulator/phones/{phone}/block', phones.blockOnPhone),
  on('POST', '/v1/simulator/phones/{phone}/unlink', phones.unlinkOnPhone),
  on('POST', '/v1/simulator/phones/{phone}/offline', phones.setOffline),
  on('POST', '/v1/simulator/phones/{phone}/online', phones.setOnline),
  on('POST', '/v1/simulator/faults', simulator.createFault),
  on('GET', '/v1/simulator/faults', simulator.listFaults),
  on('DELETE', '/v1/simulator/faults', simulator.clearFaults),

  ...partsToCome(),
];

function on(method: Method, path: string, operation: Operation): Route {
  return { method, path, operation };
}
