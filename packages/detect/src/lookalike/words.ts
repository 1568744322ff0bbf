/** Words by which the names of election offices are built, words that lure, and the names of states. */

/** What an election office calls itself by. */
export const ELECTION_WORDS: readonly string[] =
  `vote votes voter voters voting voted elect elects election elections electoral ballot ballots poll polls polling
  clerk clerks registrar registrars recorder register registration precinct precincts canvass recount absentee
  boe soe sos supervisor auditor votar elecciones sufrage campaign caucus primary electionboard`.split(
    /\s+/,
  )

/** What places call themselves by. */
export const PLACE_WORDS: readonly string[] =
  `county counties co cty city cityof town townof township twp parish borough village state stateof department dept office
  officeof board boardof commission commissioner commissioners government gov govt of the and for in circuit district
  district court public municipal tax`.split(/\s+/)

/** What those who imitate put beside a name. */
export const LURE_WORDS: readonly string[] =
  `login logins logon signin signon signup secure secured security securty verify verified verification validate account
  accounts update updates updated support supports help helpdesk desk service services mail webmail email mails inbox outlook
  portal portals online official officials my the your our info information news alert alerts notice notices live app apps
  web website site sites www http https ssl auth sso oauth mfa id ids identity access center centre pay payment payments
  donate donation donations contribute give join team results result real now today free get go new cloud admin office docs
  document documents drive share shared file files upload download reset password pass passwd recovery recover restore
  confirm confirmation billing invoice refund claim claims check status track tracking data connect hub group inc corp
  llc tech global pro plus best top shop store blog wiki fan fans page pages link links click api cdn static mobile user users
  customer customers client clients member members center web3 net com org gov us usa america american americans national
  usgov govus dotgov forum chat bot wallet bonus gift survey form forms apply application enroll card cards locator
  finder lookup search status guide assist assistance response covid emergency fraud hotline contact contacts about home
  index server servers host hosting vpn remote proxy test dev staging beta demo backup old mirror archive media press
  video tv radio network central local direct express prime premium vip elite gold first one 1 2 24 365 247 360`.split(
    /\s+/,
  )

/** Words that ordinary names have and speech does not; their frequency is that of the lures and offices among all names. */
export const DOMAIN_WORDS: readonly string[] = [
  ...new Set(
    [
      ...LURE_WORDS,
      ...ELECTION_WORDS,
      ...PLACE_WORDS,
      ...`design studio studios media digital marketing consulting solutions solution systems system software
      labs lab ventures capital finance financial invest investment investments trading trade crypto bitcoin coin token
      casino bet betting slot slots poker game games gaming play travel tours hotel hotels rent rental rentals auto cars
      motors garage bike sport sports fitness gym yoga health medical clinic dental care pharma beauty skin hair salon spa
      fashion style wear shoes jewelry watch watches home homes house houses realty estate property properties build
      builders construction roofing plumbing electric energy solar power green eco garden farm food foods pizza cafe
      coffee restaurant kitchen bakery wine beer bar club music dance art arts photo photos photography film films movie
      movies books book school academy college university learning education training kids baby family pet pets dog dogs cat
      church ministry law legal lawyer attorney tax accounting insurance loan loans credit bank banking money job jobs career
      work works world international europe asia euro smart easy fast quick super mega ultra mini max blue red black white
      golden silver sun moon star stars sky ocean river mountain lake valley island beach north south east west data ai iot
      cyber net soft ware code coders host domain domains market markets mart outlet deals deal discount sale sales buy sell
      gifts wedding weddings events event party love life living dream dreams happy magic power force king queen royal
      cleaning clean service repair print printing pack logistics cargo transport moving trucks taxi aero marine boats
      bygg hus maleri stad malmo stockholm sverige slovakia eesti tallinn praha bratislava handel konsult teknik
      elektro tjanst hem mat bil bilar skola`.split(/\s+/),
    ].filter((word) => !/^\d+$/.test(word)),
  ),
]

/** Codes of states, districts and territories of the United States, with their names as one word. */
export const STATES: Readonly<Record<string, string>> = Object.fromEntries(
  `al alabama ak alaska az arizona ar arkansas ca california co colorado ct connecticut de delaware dc columbia fl florida ga georgia
  hi hawaii id idaho il illinois in indiana ia iowa ks kansas ky kentucky la louisiana me maine md maryland ma
  massachusetts mi michigan mn minnesota ms mississippi mo missouri mt montana ne nebraska nv nevada nh newhampshire nj
  newjersey nm newmexico ny newyork nc northcarolina nd northdakota oh ohio ok oklahoma or oregon pa pennsylvania pr puertorico
  ri rhodeisland sc southcarolina sd southdakota tn tennessee tx texas ut utah vt vermont va virginia wa washington wv
  westvirginia wi wisconsin wy wyoming`
    .split(/\s+/)
    .reduce<[string, string][]>((pairs, word, k, all) => {
      if (k % 2 === 0) pairs.push([word, all[k + 1]!])
      return pairs
    }, []),
)
