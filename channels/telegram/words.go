package telegram

// The channel's own words: about Telegram, never about the town.
const (
	wordsVoice    = "Non ascolto i vocali: scrivi la domanda, per favore."
	wordsSticker  = "Capisco solo le parole scritte. Dimmi che cosa ti serve, per esempio «quanto costa la carta d'identità?»."
	wordsFile     = "Non apro foto, video e documenti: non inviarmi dati personali. Scrivi la domanda con parole tue."
	wordsOther    = "Capisco solo le parole scritte e la posizione. Scrivi la domanda, per favore."
	wordsCommand  = "Non conosco questo comando."
	wordsPlate    = "Questa targa non è nella carta dei servizi. Scrivi che cosa cerchi, per esempio «dove si trova l'anagrafe?»."
	wordsForgot   = "Fatto: ho cancellato di che cosa abbiamo parlato. Le domande a cui non ho saputo rispondere restano per 30 giorni, senza nulla che le leghi a te. I messaggi che vedi qui li puoi cancellare tu da Telegram."
	wordsNotNow   = "Adesso non riesco a cancellare la conversazione: l'archivio non risponde. Riprova tra poco. Comunque, dopo 30 giorni si cancella da sola."
	wordsHint     = "Se mi invii la tua posizione ti dico la sede più vicina. Con /orari vedi gli orari di oggi, con /cancella dimentico di che cosa abbiamo parlato."
	wordsTrouble  = "Qualcosa è andato storto da parte nostra: riprova tra poco."
	wordsChoose   = "Scegli:"
	unconfirmed   = " (da confermare con l'ufficio)"
	onTheMap      = "Apri la mappa"
	commandHelp   = "Che cosa puoi chiedere"
	commandHours  = "Gli orari di oggi degli uffici"
	commandForget = "Cancella questa conversazione"
)
