import { isObservableType } from '@tocsin/stix'
import { hash } from 'node:crypto'

/** An object version as it came in, ready to be kept. */
export type Incoming = {
  stixId: string
  type: string
  /** `modified`, else `created`; null where the type has neither, such as an observable. */
  version: string | null
  specVersion: string
  /** The object's JSON exactly as it is kept and served. */
  body: string
  /** Of the body's UTF-8, in hex. */
  sha256: string
}

type Versioned = {
  id: string
  type: string
  spec_version?: string
  modified?: string
  created?: string
}

/** Takes a validated object and the text it is kept as. */
export function toIncoming(object: Versioned, body = JSON.stringify(object)): Incoming {
  return {
    stixId: object.id,
    type: object.type,
    version: object.modified ?? object.created ?? null,
    specVersion: object.spec_version ?? '2.1',
    body,
    sha256: hash('sha256', body),
  }
}

/** SHA-256 over the objects' hashes, in hex: what a release commits to. */
export function hashOfObjects(incoming: readonly Incoming[]): string {
  return hash('sha256', Buffer.from(incoming.map(({ sha256 }) => sha256).join(''), 'hex'))
}

/** Whether an object says something of its maker's, rather than naming a thing anyone can observe. */
export function isStatement(object: { type: string }): boolean {
  return !isObservableType(object.type) && object.type !== 'marking-definition'
}
