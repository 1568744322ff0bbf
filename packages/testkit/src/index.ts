export {
  freshPglite,
  freshPostgres,
  onEachDatabase,
  onServer,
  onStockPostgres,
  type TestDatabase,
} from './databases.ts'
export { debianPrograms } from './postgres-programs.ts'
export { freePort, startPostgres, type PostgresServer } from './postgres.ts'
export {
  START,
  startTestExchange,
  type TestExchangeOptions,
  type TestExchange,
} from './exchange.ts'
export { startMailServer, type MailServer, type ReceivedMail } from './mail-server.ts'
export { startSmsServer, type SmsServer } from './sms-server.ts'
export { startWebhookGateway, type WebhookGateway } from './webhook-gateway.ts'
export { addressOf, seedContacts, seedMember, seedPerson, type Seeded } from './seed.ts'
export { AGENCY, HUB, PLATFORM, startApprising, type Apprising } from './apprising.ts'
export { openExchange } from './open-exchange.ts'
export { startBrowser } from './browser.ts'
export { asAnother, refuseNesting } from './nesting.ts'
export { findInRows } from './find-in-rows.ts'
export { greyPng, greySpots } from './grey-png.ts'
export { isInTurn, roundsOf } from './sweep.ts'
