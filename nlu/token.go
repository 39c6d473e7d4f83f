package nlu

// token is one word of the utterance on its way through the pipeline.
type token struct {
	original string // as written, for corrections shown back
	norm     string // lower case, accents folded, abbreviations expanded
	stem     string // what candidates are matched on
	stop     bool   // carries no topic: articles, prepositions, fillers
	weight   float64
	// accented tells "è" from "e" and "sì" from "si" after folding.
	accented bool
	// boundary is true when punctuation that ends a clause stands before it.
	boundary bool
	// sentence counts the sentences before it; questions end with a question mark.
	sentence int
	asks     bool // a question mark follows it
	// glue is the single mark that ties the word to the one before it, as in
	// "24/12" and "15:30"; zero when there is a space.
	glue rune
}
