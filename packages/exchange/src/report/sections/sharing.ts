import type { Section } from './section.ts'

/** What members are given, ask of each other and match. */
export const SHARING: readonly Section[] = [
  {
    title: 'Sharing',
    rows: [
      ['release.created', 'Releases made'],
      ['release.granted', 'Members given a release'],
      ['release.read', 'First readings by a recipient, in entries that name them'],
      ['release.opened', 'Readings of marked material, in entries that name them'],
      ['release.recalled', 'Releases taken back'],
      ['release.held', 'Releases held before they left, in entries that name them'],
      ['release.stopped', 'Held releases stopped before they left, in entries that name them'],
      ['release.unsent', 'Held releases that did not leave, in entries that name them'],
      ['recall.answered', 'Answers to a recall, in entries that name them'],
      ['release.ended', 'Releases ended by their date'],
      ['tear-line.submitted', 'Lower versions of releases submitted to a second person'],
      ['tear-line.approved', 'Lower versions approved by a second person'],
      ['tear-line.returned', 'Lower versions returned to their author'],
      ['tear-line.withdrawn', 'Lower versions withdrawn by their author'],
      ['tear-line.timed-out', 'Lower versions that nobody reviewed in time'],
      [
        'answers.sealed',
        'Times that the clock committed to whatever members had answered, or to nothing',
      ],
      ['refusal', 'Acts that a rule refused'],
    ],
  },
  {
    title: 'Messages of government bodies to platforms and campaigns',
    rows: [
      ['message.submitted', 'Messages submitted for review'],
      ['message.approved', 'Messages approved by a second person'],
      ['message.returned', 'Messages returned to their author'],
      ['message.withdrawn', 'Messages withdrawn by their author'],
      ['register.withheld', 'Delays of the day on which words become public'],
      ['named.asked', 'Asks of persons whether they are named in what was released'],
      ['named.proven', 'Such asks proven'],
      ['named.not-proven', 'Such asks that a person looked at and did not see proven'],
      ['named.answered', 'Such asks answered'],
      ['message.timed-out', 'Messages that nobody reviewed in time'],
      ['unmasking.asked', 'Asks for a masked person, in entries that name them'],
      ['unmasking.approved', 'Masked persons told to who asked, in entries that name them'],
      ['unmasking.declined', 'Asks for a masked person declined, in entries that name them'],
      ['unmasking.timed-out', 'Asks for a masked person not decided, in entries that name them'],
      ['unmasking.withdrawn', 'Asks for a masked person taken back, in entries that name them'],
    ],
  },
  {
    title: 'Look-back',
    rows: [
      ['lookback.set', 'Days of look-back set, in entries that name them'],
      ['lookback.kept', 'Lists kept for look-back, in entries that name them'],
      ['lookback.erased', 'Look-back erased or ended, in entries that name them'],
    ],
  },
  {
    title: 'Private matching',
    rows: [
      ['matching.proposed', 'Private matchings proposed, in entries that name them'],
      ['matching.accepted', 'Private matchings accepted, in entries that name them'],
      [
        'matching.settled',
        'Private matchings declined, taken back or ended, in entries that name them',
      ],
      ['matching.asked', 'Rounds asked in private matchings, in entries that name them'],
      ['matching.ended', 'Rounds that ended, answered or not, in entries that name them'],
      ['matching.refused', 'Rounds and questions refused, in entries that name them'],
    ],
  },
]
