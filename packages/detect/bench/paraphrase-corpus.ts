/**
 * Sentences written for measuring how far a sentence model tells the same from the like: each with the same in other words, in
 * another language (Spanish, French, German, Russian in turn), with its opposite, and another one on the same topic.
 */
export type WrittenMeaning = {
  readonly said: string
  readonly otherWords: string
  readonly otherLanguage: string
  readonly opposite: string
  readonly sameTopic: string
}

export const WRITTEN: readonly WrittenMeaning[] = [
  [
    'The polling place at the old library has moved to the school gym',
    'You no longer vote in the old library, go to the gym of the school instead',
    'El colegio electoral de la antigua biblioteca se ha trasladado al gimnasio de la escuela',
    'The polling place stays at the old library and not in the school gym',
    'The old library is being renovated and opens again in spring',
  ],
  [
    'Absentee ballots that arrive after Friday will not be counted',
    'If your mail ballot gets there later than Friday it is thrown away',
    'Les bulletins par correspondance arrivés après vendredi ne seront pas comptés',
    'Absentee ballots that arrive after Friday will still be counted',
    'More people than ever asked for an absentee ballot this year',
  ],
  [
    'Bring a photo card or they will send you home without a ballot',
    'Without identification with a picture nobody lets you vote',
    'Ohne Ausweis mit Foto schickt man euch ohne Stimmzettel nach Hause',
    'You need no photo card, nobody will send you home without a ballot',
    'The state prints new voter cards in two languages',
  ],
  [
    'The machines in our precinct switch votes to the other side',
    'Our voting machines record a different choice from the one you press',
    'Машины на нашем участке переписывают голоса на другую сторону',
    'The machines in our precinct count every vote correctly',
    'The county buys new voting machines for two million',
  ],
  [
    'Stay home on Tuesday, the result has been decided already',
    'There is no point in going on Tuesday since everything is settled',
    'Quédate en casa el martes, el resultado ya está decidido',
    'Go out on Tuesday, the result is not decided yet',
    'On Tuesday schools are closed because of the election',
  ],
  [
    'The senator took money from a foreign bank and hid it',
    'A bank abroad secretly paid the senator',
    'Le sénateur a reçu de l’argent d’une banque étrangère et l’a caché',
    'The senator never took money from any foreign bank',
    'The senator visited a bank in her home town yesterday',
  ],
  [
    'Workers at the plant lost their jobs because of the trade deal',
    'That trade agreement cost the people at the factory their work',
    'Wegen des Handelsabkommens haben die Arbeiter im Werk ihre Stellen verloren',
    'Workers at the plant kept their jobs thanks to the trade deal',
    'The trade deal has more than six hundred pages',
  ],
  [
    'Police closed the bridge after a truck lost its load',
    'A lorry dropped what it carried, so officers shut the bridge',
    'Полиция закрыла мост, потому что грузовик потерял груз',
    'Police opened the bridge again and traffic is moving',
    'The old bridge was painted green last summer',
  ],
  [
    'The hospital is out of beds and sends patients away',
    'There is no room left in the clinic and sick people are turned down',
    'El hospital no tiene camas y rechaza a los pacientes',
    'The hospital has enough beds for every patient',
    'The hospital looks for nurses with night experience',
  ],
  [
    'Register before the ninth of October or you cannot vote',
    'Whoever is not signed up by 9 October may not take part in the election',
    'Inscrivez-vous avant le neuf octobre, sinon vous ne pourrez pas voter',
    'You can still register after the ninth of October and vote',
    'Two hundred students helped to register new voters',
  ],
  [
    'The debate last night was rigged from the first question on',
    'Yesterday evening the discussion was manipulated right from the start',
    'Die Debatte gestern Abend war von der ersten Frage an manipuliert',
    'The debate last night was fair from the first question on',
    'The debate last night was watched by nine million people',
  ],
  [
    'They pay protesters by the hour to come to the capital',
    'Demonstrators get an hourly wage for travelling to the capital',
    'Демонстрантам платят по часам, чтобы они приехали в столицу',
    'Nobody pays protesters, they come to the capital by themselves',
    'The capital repairs its largest square until winter',
  ],
  [
    'Our troops should come home from that war at once',
    'Bring the soldiers back from this conflict without delay',
    'Nuestras tropas deben volver de esa guerra de inmediato',
    'Our troops should stay in that war until it is won',
    'The museum shows letters of soldiers from the great war',
  ],
  [
    'The water in this town is poisoned and the mayor knows it',
    'Our mayor is aware that what comes from the tap here is toxic',
    'L’eau de cette ville est empoisonnée et le maire le sait',
    'The water in this town is clean and the mayor drinks it',
    'The mayor opens the new swimming pool on Saturday',
  ],
  [
    'Every illegal vote cancels the vote of an honest citizen',
    'When somebody votes unlawfully the ballot of a decent person is worth nothing',
    'Jede illegale Stimme hebt die Stimme eines ehrlichen Bürgers auf',
    'There are hardly any illegal votes and no honest vote is cancelled',
    'Honest citizens returned a purse with four thousand in it',
  ],
  [
    'The candidate fainted at the rally and her team lies about it',
    'Her people do not tell the truth about her collapse at the event',
    'Кандидат упала в обморок на митинге, а её команда врёт об этом',
    'The candidate did not faint at the rally and her team told the truth',
    'The candidate speaks at three rallies this weekend',
  ],
  [
    'Text this number to vote from your phone and skip the line',
    'You need not queue, send a message to this number and your vote is cast',
    'Envía un mensaje a este número para votar desde tu teléfono y evitar la cola',
    'Nobody can vote by phone, you have to stand in the line',
    'My phone number has changed, write to me for the new one',
  ],
  [
    'The storm damaged forty houses on the coast',
    'Forty homes by the sea were hit by the hurricane',
    'La tempête a endommagé quarante maisons sur la côte',
    'The storm did not damage a single house on the coast',
    'Houses on the coast have become expensive',
  ],
  [
    'The bank closes all branches in small towns',
    'People in little towns will have no branch of the bank any more',
    'Die Bank schließt alle Filialen in kleinen Städten',
    'The bank opens new branches in small towns',
    'The bank in our street was built a hundred years ago',
  ],
  [
    'Ballots were found in a bin behind the post office',
    'Somebody discovered votes in the rubbish at the back of the post office',
    'За почтой в мусорном баке нашли бюллетени',
    'No ballots were found in any bin behind the post office',
    'The post office opens at eight and closes at five',
  ],
].map(([said, otherWords, otherLanguage, opposite, sameTopic]) => ({
  said: said!,
  otherWords: otherWords!,
  otherLanguage: otherLanguage!,
  opposite: opposite!,
  sameTopic: sameTopic!,
}))
