import Type, { type Static } from 'typebox'
import { Instant, Line, Prose } from './scalars.ts'

/** What a government body may say to a platform or a campaign; there is no type that asks for anything. */
export const MESSAGE_TYPES = [
  'notice-of-information',
  'technical-indicator',
  'advisory',
  'legal-process',
] as const
export const MessageType = Type.Enum(MESSAGE_TYPES)
export type MessageType = Static<typeof MessageType>

/** Why a foreign power is behind it: said of a government by name of its kind, or specific facts that can be believed. */
export const NexusKind = Type.Union([
  Type.Literal('foreign-government'),
  Type.Literal('credible-facts'),
])
const Nexus = Type.Object({ kind: NexusKind, basis: Prose })

/** The law or agreement that a body speaks under, and the days between which it holds. */
export const Authority = Type.Object({ text: Line, from: Instant, until: Instant })
export type Authority = Static<typeof Authority>

/**
 * What a government body states beside a release to a platform or campaign. All but the type may be left out of a draft:
 * which of them is wanting is for the rules of the gate to say.
 */
export const Message = Type.Object({
  type: MessageType,
  nexus: Type.Optional(Nexus),
  authority: Type.Optional(Authority),
  /** For legal process: which paper, of which court, served when. */
  reference: Type.Optional(Line),
})
export type Message = Static<typeof Message>

/** The fixed text that says that nothing is asked. */
export const NoAsk = Type.Object({ version: Type.String(), text: Type.String() })
export type NoAsk = Static<typeof NoAsk>

/** Whether a message names persons of the country: none that its review knows of, or under pseudonyms. */
export const PersonsNamed = Type.Union([Type.Literal('none-found'), Type.Literal('masked')])
export type PersonsNamed = Static<typeof PersonsNamed>

/** A message as it was given, with the text that went with it. */
export const GivenMessage = Type.Object({
  ...Message.properties,
  noAsk: NoAsk,
  /** Absent where nobody looked through it for persons, as before there was a review of this. */
  persons: Type.Optional(PersonsNamed),
})
export type GivenMessage = Static<typeof GivenMessage>
