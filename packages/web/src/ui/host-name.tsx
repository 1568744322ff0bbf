import { describeLetter, defanged, spell } from '../words/host-name.ts'
import { useSpeech } from './language.tsx'

/**
 * A name of the DNS that nobody opens by accident: odd letters are marked, what differs from the name `beside` it is
 * underlined, and its other spelling stands below.
 */
export function HostName(props: { name: string; beside?: string; isShort?: boolean }) {
  const { language } = useSpeech()
  const { pieces, encoded, odd } = spell(props.name, props.beside)
  return (
    <span className="host" translate="no">
      <span className="host-seen">
        {pieces.map(({ text, is }, at) =>
          is === 'odd' ? (
            <mark key={at}>{text}</mark>
          ) : is === 'different' ? (
            <u key={at}>{text}</u>
          ) : (
            text
          ),
        )}
      </span>
      {encoded === undefined ? null : (
        <span className="soft host-encoded">{defanged(encoded)}</span>
      )}
      {odd.length === 0 || props.isShort ? null : (
        <span className="soft host-odd">
          {odd.map((letter) => describeLetter(letter, language)).join(', ')}
        </span>
      )}
    </span>
  )
}
