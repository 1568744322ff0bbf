import type { MemberKind, Role } from '@tocsin/api'
import type { Reader } from '../db/as-member.ts'
import { ExchangeError } from '../errors.ts'

/** Who makes a request, after authentication. */
export type Viewer = {
  memberId: string
  memberName: string
  memberKind: MemberKind
  jurisdiction: string | undefined
  /** Absent for an API key that belongs to the member as a whole. */
  personId: string | undefined
  /** The API key that the request proved itself with. */
  keyId?: string | undefined
  roles: readonly Role[]
  /** Until when the person was invited, on the exchange's clock; undefined where no date was named. */
  endsAt?: Date | undefined
  /** When the key stops by itself, on the exchange's clock. */
  keyEndsAt?: Date | undefined
  /** How the request proved itself; cookies need the CSRF check, keys do not. */
  via: 'session' | 'key'
  canWrite: boolean
}

/** A person, signed in and with no key: whose act it is stands by name. */
export type PersonViewer = Viewer & { personId: string }

/** Throws `forbidden` for a machine. */
export function asPerson(viewer: Viewer): PersonViewer {
  const { personId, via } = viewer
  if (personId === undefined || via === 'key')
    throw new ExchangeError('forbidden', 'only a person may do this, signed in and with no key')
  return { ...viewer, personId }
}

/** The viewer as the database's row-level security knows it. */
export function toReader(viewer: Viewer): Reader {
  return {
    memberId: viewer.memberId,
    jurisdiction: viewer.jurisdiction,
    operator: viewer.roles.includes('operator'),
    machine: viewer.via === 'key',
  }
}

/** Whether the viewer may do anything for its member: a person who is its auditor alone only reads. */
export function mayAct({ personId, roles }: Pick<Viewer, 'personId' | 'roles'>): boolean {
  return personId === undefined || roles.some((role) => role !== 'auditor')
}

/** Tells who makes a request; `address` is the caller's, for limits. Throws for a wrong key. */
export type Authenticate = (request: Request, address: string) => Promise<Viewer | undefined>
