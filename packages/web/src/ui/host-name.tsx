import { describeLetter, spell } from '../words/host-name.ts'
import { useSpeech } from './language.tsx'

/** A name of the DNS that nobody opens by accident: odd letters are marked, and its other spelling stands beside it. */
export function HostName(props: { name: string; isShort?: boolean }) {
  const { language } = useSpeech()
  const { pieces, encoded, odd } = spell(props.name)
  return (
    <span className="host" translate="no">
      <span className="host-seen">
        {pieces.map(({ text, isOdd }, at) => (isOdd ? <mark key={at}>{text}</mark> : text))}
      </span>
      {encoded === undefined ? null : (
        <span className="soft host-encoded">{encoded.replaceAll('.', '[.]')}</span>
      )}
      {odd.length === 0 || props.isShort ? null : (
        <span className="host-odd">
          {odd.map((letter) => describeLetter(letter, language)).join(', ')}
        </span>
      )}
    </span>
  )
}
