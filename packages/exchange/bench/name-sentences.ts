/**
 * Sentences as messages of this exchange say them, written before the rules that propose names were: in the first each name of a
 * person, all made up, stands in braces; the second name nobody, and are full of capitals.
 */
export const NAMING = `
The post claims that {Thandiwe Mokoena} shredded ballots in the back office.
A flyer with the face of {Oleksandr Bondarenko} was left on cars at the library.
{Priya Venkataraman} is named in the second video as the one who let the truck in.
Three accounts repeat the same story about {Marisol Quiñones-Vega} and a thumb drive.
According to the caption, {Tuan Nguyen} drove the van on the night of the count.
The leaked sheet lists {Delphine Marchetti}, {Kwabena Asante} and {Rosalind Hatch} as temporary staff.
They say {Yusuf Abdi} was paid for each envelope.
The channel calls {Ingrid Solheim} a plant of the other party.
In the forged letter {Barnaby Thistlewood} thanks the recipients for their silence.
A screenshot shows a chat between {Chidi Nwosu} and somebody called Falcon.
The audio is said to be the voice of {Marguerite Delacroix}.
The clip was cut so that {Hyun-woo Park} seems to say that the rolls are closed.
Users were told to gather at the home of {Saoirse Gallagher} on Friday.
{Wendell Krzyzewski} appears in eleven of the images.
The hashtag pairs {Leilani Kahale} with a fire that never happened.
Posts in Spanish say that {Guadalupe Ibarra Montes} lost the keys to the vault.
The site sells shirts with the name {Tobias Achterberg} on them.
The fake memo is signed {Eleanor Whitcombe}.
A bot asks readers to find out where {Dmitri Petrosyan} parks.
The story moved from a blog to radio within a day, with {Nkechi Obi} as its villain.
The deepfake puts {Harlan Fitzsimmons} at a table with a foreign envoy.
One message reads: ask {Soledad Barrientos} why the doors were locked.
The rumor began when {Amara Diallo} posted a photo of a broken seal.
Two of the handles pretend to be {Florian Wojciechowski}.
The page says {Esperanza Luján} will be arrested on Tuesday.
Comments under it wish harm on {Ravindra Chaudhary} and her children.
The recording names {Zoltan Farkas} twice.
A second network boosts whatever {Beatrix Holloway} writes.
Somebody bought the domain in the name of {Anselm Okonjo}.
The tip was sent in by {Kalea Nakamura}, who saw the posts on Monday.
The old clip of {Percival Dunmore} was dated back to this week.
The map marks the street where {Fatoumata Keita} lives.
{Lucinda Abernathy-Rao} said that her account had been copied.
The letter to {Gideon Szymanski} has the wrong seal.
The meme shows {Ottoline Pryce} behind bars.
Nobody at the site knew {Casimir Dubois}.
It quotes {Rhiannon Llewellyn} with words that she never said.
A list of {Jorge Echeverría}'s relatives went round on Sunday.
The wallet was tied to {Matthias Grünwald} by a post that is gone now.
They mock {Temperance Oyelaran} for an accent.
The call came from a number that shows as {Clementine Ashworth}.
The bundle holds a still of {Ezekiel Torvald} at the loading dock.
The claim that {Siobhan Maguire} counted twice was checked and is false.
Later that day {Maguire} was sent threats.
The next wave went after {Bondarenko} by last name alone.
The accounts then turned on {Mokoena}, whose photo they had.
Police were told that {Quincy Adeyemi} and {Lorna Tuttle} got the same mail.
The fake order was put out under the hand of {Alasdair Pemberton}.
The thread is about {Jun Takahashi}.
A person writing as {Noor Rahimi} asks for the list.
`
  .trim()
  .split('\n')

export const NAMELESS = `
The Department of Justice and the Federal Bureau of Investigation were told on Monday.
The posts link to a page that copies the look of the Riverside Gazette.
Voting centers in Maricopa County, Arizona stay open until seven.
The Cybersecurity and Infrastructure Security Agency issued a bulletin in March.
The operation is tracked as Storm Lantern by one vendor and as Grey Heron by another.
Accounts posted in Spanish, Russian and Simplified Chinese.
The video shows a drop box on Lincoln Avenue next to the Old Mill Library.
Internet Explorer and Windows Server were named in the phishing kit.
The Election Assistance Commission publishes the Voluntary Voting System Guidelines.
The network shares hosting in New Jersey and in South Holland.
A page named Patriots For Clean Rolls was made on Tuesday.
The claims say that the Secretary of State changed the rules on Election Day.
The site imitates the Office of the County Clerk of Example County.
It was first seen on Telegram, then on Truth Social and on Reddit.
The Board of Supervisors met on Wednesday and said nothing of it.
Traffic came from Amazon Web Services and from Digital Ocean.
The Iranian Revolutionary Guard Corps is named in the indictment.
The letterhead says State Board of Elections and has the Great Seal.
The hashtag Stop The Count was used on two days.
Labor Day and Columbus Day are named as dates for a rally.
Ballots from Cook County, Lake County and St. Clair County were in the picture.
The posts promote a film called Midnight At The Warehouse.
The kit was sold as Black Tulip on a forum.
Poll workers in North Carolina were shown a false Voter Guide.
The National Guard was said to be at Union Station, which it was not.
The file names Cascading Style Sheets that were taken from the real site.
The ad was paid for by Citizens United For Truth.
The Supreme Court will not hear the case before Thanksgiving.
Signal Messenger groups of that name have some two hundred members.
The Pacific Northwest got most of the mail.
A copy of Form 8 of the Federal Register was changed.
The Washington Post and the Associated Press wrote of it.
It uses Let's Encrypt certificates for all nineteen domains.
The Help America Vote Act is misquoted in the second part.
The account poses as Election Protection Hotline.
Dominion Voting Systems and Hart InterCivic are both in the text.
The High Desert Museum is no place to vote.
It was mailed from Des Moines and from Baton Rouge.
The Uniform Resource Locator ends in two letters.
The name Great Lakes Observer belongs to no paper.
Early Voting begins on Saturday in Travis County.
The malware family is known as Hollow Reed.
Google Trends shows no rise before Friday.
San Antonio and El Paso were named in one post each.
The Democratic Party and the Republican Party both sent a correction.
Hurricane Season was given as the reason for the closing.
Open Source Intelligence was collected by the Stanford Internet Observatory.
The Carter Center sent no observers there.
They cite a Freedom of Information Act request that was never made.
The Lincoln Memorial stands in the background of the picture.
`
  .trim()
  .split('\n')

/** A sentence without its braces, and where the names in them stand. */
export function toNamed(line: string): { text: string; names: { start: number; end: number }[] } {
  const names: { start: number; end: number }[] = []
  const text = line.replaceAll(/[{}]/g, '')
  for (const [i, { index, 0: said }] of [...line.matchAll(/\{[^}]*\}/g)].entries())
    names.push({ start: index - 2 * i, end: index - 2 * i + said.length - 2 })
  return { text, names }
}
