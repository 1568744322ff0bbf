import type { Group, MemberKind, Message, MessageType } from '@tocsin/api'

const GOVERNMENT: readonly MemberKind[] = ['agency', 'office']
const GATED: readonly MemberKind[] = ['platform', 'campaign']

/** Whether a member of this kind speaks for a government. */
export function isGovernment(kind: MemberKind): boolean {
  return GOVERNMENT.includes(kind)
}

/** Whether what this kind of member gives to the group passes the gate: then it states a message. */
export function statesMessage(kind: MemberKind, group: Group | undefined): boolean {
  return isGovernment(kind) && (group?.members ?? []).some((member) => GATED.includes(member.kind))
}

/** A message as the form holds it: all fields, most of them empty at first. */
export type Stated = {
  type: MessageType | ''
  nexus: NonNullable<Message['nexus']>['kind'] | ''
  nexusBasis: string
  authority: string
  from: string
  until: string
  reference: string
}

export const NOTHING_STATED: Stated = {
  type: '',
  nexus: '',
  nexusBasis: '',
  authority: '',
  from: '',
  until: '',
  reference: '',
}

/** What was stated before, to begin with. */
export function toStated({ type, nexus, authority, reference }: Message): Stated {
  return {
    type,
    nexus: nexus?.kind ?? '',
    nexusBasis: nexus?.basis ?? '',
    authority: authority?.text ?? '',
    from: authority?.from ?? '',
    until: authority?.until ?? '',
    reference: reference ?? '',
  }
}

/** What goes to the exchange; nothing without a type. A field that was left empty is left out, and the rules name it. */
export function toMessage(stated: Stated): Message | undefined {
  const { type, nexus, nexusBasis, authority, from, until, reference } = stated
  if (type === '') return undefined
  const hasNexus = nexus !== '' && nexusBasis.trim() !== ''
  const hasAuthority = authority.trim() !== '' && from !== '' && until !== ''
  return {
    type,
    ...(hasNexus ? { nexus: { kind: nexus, basis: nexusBasis.trim() } } : {}),
    ...(hasAuthority ? { authority: { text: authority.trim(), from, until } } : {}),
    ...(type === 'legal-process' && reference.trim() !== '' ? { reference: reference.trim() } : {}),
  }
}
