import type { OwnDesk } from '@tocsin/api'

/** A telephone number to call and a mail address to write to. */
export function Reach({ desk: { phone, email } }: { desk: Pick<OwnDesk, 'phone' | 'email'> }) {
  if (phone === undefined && email === undefined)
    return <span className="soft">nothing is said of how it is reached</span>
  return (
    <>
      {phone === undefined ? null : <a href={`tel:${phone.replaceAll(/[^+0-9]/g, '')}`}>{phone}</a>}
      {phone !== undefined && email !== undefined ? ', ' : ''}
      {email === undefined ? null : <a href={`mailto:${encodeURIComponent(email)}`}>{email}</a>}
    </>
  )
}
