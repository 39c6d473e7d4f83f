package nlu

// Explanation tells why a question was read as it was: what each step of the
// pipeline made of it. It is data for a person or a program to look at, the
// numbers rounded; it holds no more than the question, the charter's own words
// and what was learned from them.
type Explanation struct {
	Tokens      []ExplainedToken      `json:"tokens" nullable:"false" doc:"The words, in order."`
	Corrections []ExplainedCorrection `json:"corrections" nullable:"false" doc:"Words that were read as other ones."`
	Frames      []ExplainedFrame      `json:"frames" nullable:"false" doc:"Ways of putting it that show what is asked, or talk."`
	When        *ExplainedWhen        `json:"when,omitempty" doc:"The time that the question names."`
	Turn        ExplainedTurn         `json:"turn"`
	Candidates  []ExplainedCandidate  `json:"candidates" nullable:"false" doc:"What the question may be about, the likeliest first; out of scope is always among them."`
	Aspects     []ExplainedAspect     `json:"aspects" nullable:"false" doc:"What may be asked, the likeliest first."`
	Context     *ExplainedContext     `json:"context,omitempty" doc:"What the conversation was about."`
	Costs       *ExplainedCosts       `json:"costs,omitempty" doc:"What each decision was expected to cost; only where they decided."`
	Step        Step                  `json:"step,omitempty" enum:"empty,language,courtesy,status,emergency,follow-up,odds,talk" doc:"The step that decided."`
	Language    string                `json:"language" doc:"ISO 639-1 code of the language of the question."`
	Target      Target                `json:"target" doc:"What the question was taken to be about."`
	Event       string                `json:"event,omitempty" doc:"The life event that the question tells."`
	Decision    Decision              `json:"decision" enum:"answer,clarify,unknown"`
	Confidence  float64               `json:"confidence" minimum:"0" maximum:"1"`
	Unknown     Reason                `json:"unknown,omitempty" enum:"empty,language,outside,no-match,garbled" doc:"Why nothing is answered."`
}

// Role is what a word does in a question.
type Role string

// The roles. A word that the charter knows carries the topic; one that it does
// not is unknown, whether or not it is Italian.
const (
	RoleTopic   Role = "topic"
	RoleAsks    Role = "asks"
	RoleTime    Role = "time"
	RoleTalk    Role = "talk"
	RoleFiller  Role = "filler"
	RoleUnknown Role = "unknown"
)

// ExplainedToken is one word.
type ExplainedToken struct {
	Text      string  `json:"text" doc:"As it was written."`
	Normal    string  `json:"normal" doc:"As it was read: small letters, no accents, corrected."`
	Stem      string  `json:"stem"`
	Role      Role    `json:"role" enum:"topic,asks,time,talk,filler,unknown"`
	Corrected bool    `json:"corrected,omitempty"`
	Weight    float64 `json:"weight" doc:"How much it tells of the topic: more for a word that few services share."`
}

// ExplainedCorrection is a word that was read as another one.
type ExplainedCorrection struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Topic bool   `json:"topic" doc:"Whether it says what the question is about; the citizen is then shown it."`
}

// ExplainedFrame is a way of putting it that was recognised.
type ExplainedFrame struct {
	Label string `json:"label" doc:"An aspect, or what sort of talk it shows."`
	Words string `json:"words"`
}

// ExplainedWhen is the time named, resolved to days.
type ExplainedWhen struct {
	Kind WhenKind `json:"kind" doc:"now, day, weekday, span; empty when only an hour or a part of the day is named."`
	From string   `json:"from,omitempty" format:"date"`
	To   string   `json:"to,omitempty" format:"date" doc:"The last day."`
	Part DayPart  `json:"part,omitempty" enum:"morning,noon,afternoon,evening"`
}

// ExplainedTurn is what sort of turn the message sounds like.
type ExplainedTurn struct {
	SoundsLike Target  `json:"sounds_like,omitempty" doc:"status, smalltalk:…, oos; absent for a question about the charter."`
	Share      float64 `json:"share" doc:"How likely that is."`
	Outside    float64 `json:"outside" doc:"How likely it is out of scope."`
}

// ExplainedCandidate is something that the question may be about.
type ExplainedCandidate struct {
	Target      Target             `json:"target"`
	Title       string             `json:"title,omitempty"`
	Probability float64            `json:"probability" minimum:"0" maximum:"1"`
	Opinions    []ExplainedOpinion `json:"opinions" nullable:"false" doc:"What each who has a say thinks of it, none of what only the conversation suggests; the points add up to the logarithm of its likelihood, but for what all candidates share."`
	Tied        float64            `json:"tied,omitempty" doc:"What the conversation adds, in points; the opinions then weigh together as their sum says, less than they would alone."`
	Forms       []ExplainedForm    `json:"forms" nullable:"false" doc:"The ways of saying it that the question's words come nearest to, the strongest first."`
}

// ExplainedOpinion is what one of those who have a say thinks.
type ExplainedOpinion struct {
	Source OpinionSource `json:"source"`
	Value  float64       `json:"value" doc:"Mostly from 0 to 1."`
	Points float64       `json:"points" doc:"What it adds, weighed."`
}

// OpinionSource is who has a say in what a question is about.
type OpinionSource string

// ExplainedForm is a way of saying a candidate that was said, in part or whole.
type ExplainedForm struct {
	Text   string   `json:"text"`
	Source Source   `json:"source" enum:"title,alias,former-name,lexicon"`
	Said   float64  `json:"said" doc:"How much of it was said: 1 is all."`
	Words  []string `json:"words" nullable:"false" doc:"The question's words that it explains best."`
	Points float64  `json:"points" doc:"What it explains, by the weights of those words."`
}

// Source is where a way of saying something comes from.
type Source string

// The sources.
const (
	SourceTitle      Source = "title" // of the charter, with its acronym
	SourceAlias      Source = "alias"
	SourceFormerName Source = "former-name"
	SourceLexicon    Source = "lexicon" // of the citizens' words
)

// ExplainedAspect is something that may be asked.
type ExplainedAspect struct {
	Aspect  Aspect  `json:"aspect"`
	Share   float64 `json:"share" doc:"How likely it is asked, by the words."`
	Chosen  bool    `json:"chosen"`
	InBrief bool    `json:"in_brief,omitempty" doc:"It may only be meant, and is told in a line."`
}

// ExplainedContext is what the conversation was about, and what came of it.
type ExplainedContext struct {
	Focus   Target       `json:"focus,omitempty"`
	Title   string       `json:"title,omitempty" doc:"Of what was talked of: the focus, or the first of what was offered."`
	Offered []Target     `json:"offered,omitempty" doc:"What was last offered to choose from."`
	Rule    FollowUpRule `json:"rule,omitempty" enum:"chosen,stays,neighbour,returns,new-topic" doc:"How the question goes on from it; absent where nothing was answered."`

	SameAspects bool `json:"same_aspects,omitempty" doc:"What was asked before is asked again."`
}

// FollowUpRule is how a question was tied to the conversation.
type FollowUpRule string

// The rules.
const (
	RuleChosen    FollowUpRule = "chosen"    // one of what was offered
	RuleStays     FollowUpRule = "stays"     // goes on with the same
	RuleNeighbour FollowUpRule = "neighbour" // moves to a neighbour, or to what the words say together with the focus
	RuleReturns   FollowUpRule = "returns"   // takes up something from before
	RuleNewTopic  FollowUpRule = "new-topic"
)

// ExplainedCosts are the costs that were weighed against each other.
type ExplainedCosts struct {
	Best     float64 `json:"best" doc:"How likely the best candidate of the charter is; a service and its own desk count as one where only the desk is asked about."`
	Outside  float64 `json:"outside" doc:"How likely the question is out of scope."`
	Answer   float64 `json:"answer" doc:"What answering about the best may cost."`
	Ask      float64 `json:"ask" doc:"What asking back may cost."`
	Refuse   float64 `json:"refuse" doc:"What saying that there is no answer may cost."`
	HintOnly bool    `json:"hint_only,omitempty" doc:"All there is is one word that means several things: it is never answered at once."`
}

// Step is a step of the pipeline that may decide.
type Step string

// The steps, in their order.
const (
	StepEmpty     Step = "empty"     // no word was written
	StepLanguage  Step = "language"  // not Italian
	StepCourtesy  Step = "courtesy"  // smalltalk and nothing else
	StepStatus    Step = "status"    // the state of an application
	StepEmergency Step = "emergency" // a danger told, and nothing asked
	StepFollowUp  Step = "follow-up" // read by the conversation
	StepOdds      Step = "odds"      // the candidates' probabilities, by costs
	StepTalk      Step = "talk"      // nothing found: taken as talk
)
