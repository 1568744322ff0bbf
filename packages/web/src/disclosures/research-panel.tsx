import type { PublishedDisclosure } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from '../session/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Said } from '../ui/feedback.tsx'
import { Panel } from '../ui/page.tsx'
import { useSignTerms } from './data.ts'

/** The terms under which researchers are given what each part said; signed by an analyst of one. */
export function ResearchPanel({ one }: { one: PublishedDisclosure }) {
  // What was asked for the desk before; a page that anybody may open asks for no session.
  const { data: session } = useQuery({ ...sessionQuery, enabled: false })
  const isResearcher =
    session?.member.kind === 'researcher' && session.person.roles.includes('analyst')
  const opened = one.parts.filter(({ state }) => state === 'opened')
  return (
    <Panel title="For researchers">
      <div className="stack">
        <p>
          Organisations of this exchange that are researchers are given what each part said under no
          pseudonym, once they have signed these terms. Each signature and each reading is on record
          for both sides.
        </p>
        <blockquote className="wrapped">{one.researchTerms.text}</blockquote>
        <p className="soft small">
          SHA-256 of the terms: <span className="mono wrapped">{one.researchTerms.digest}</span>
        </p>
        {isResearcher ? <Sign one={one} /> : null}
        {isResearcher
          ? opened.map(({ member }) => (
              <a
                key={member.id}
                href={`/api/published-disclosures/${one.id}/${one.version}/full/${member.id}`}
                download={`${member.name}.json`}
              >
                What {member.name} handed in, under the terms
              </a>
            ))
          : null}
      </div>
    </Panel>
  )
}

function Sign({ one }: { one: PublishedDisclosure }) {
  const sign = useSignTerms(one.id)
  return (
    <>
      <div className="row">
        <BusyButton busy={sign.isPending} onClick={() => sign.mutate(one.researchTerms.digest)}>
          Sign these terms for your organisation
        </BusyButton>
      </div>
      {sign.isSuccess ? (
        <Said takesFocus>
          <p>Signed, entry #{sign.data.logIndex} of the log.</p>
        </Said>
      ) : null}
      <Fault error={sign.error} />
    </>
  )
}
