import { MESSAGE_TYPE_NAMES, type RegisterMeeting } from '@tocsin/api'

/** What bodies of government said in a meeting: how many items of each type, and how many were not taken. */
export function Said({ said: { said, notTaken } }: { said: RegisterMeeting }) {
  return (
    <>
      {said.length === 0
        ? 'nothing'
        : said.map(({ type, count }) => `${MESSAGE_TYPE_NAMES[type]}: ${count}`).join('; ')}
      {notTaken > 0 ? (
        <div className="small">Not taken into the minutes, by a rule: {notTaken}</div>
      ) : null}
    </>
  )
}
