package api

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/nlu"
)

// message is one turn: words, or a button's action; both together are refused.
// More fields than these are ignored.
type message struct {
	Conversation string `json:"conversation,omitempty" nullable:"true" doc:"As given by the last answer; without it, a new one begins."`
	Text         string `json:"text,omitempty" nullable:"true" doc:"What the citizen writes, without an action; what is beyond 2000 characters is not read." example:"quanto costa la carta d'identità?"`
	Action       string `json:"action,omitempty" nullable:"true" doc:"The action of a button that was chosen, without text."`
	Explain      bool   `json:"explain,omitempty" nullable:"true" doc:"Also tell why text was read and answered so."`
}

// reply is the answer to a message.
type reply struct {
	Conversation  string        `json:"conversation" doc:"To be sent with the next message."`
	Language      string        `json:"language" doc:"ISO 639-1 code of the blocks' language."`
	Understanding understanding `json:"understanding"`
	Blocks        []block       `json:"blocks" nullable:"false"`
	Ending        string        `json:"ending" doc:"How the turn ended: answered, clarification, smalltalk, unknown-…"`
	Source        string        `json:"source,omitempty" doc:"The page that the answer is taken from, as a path of the site."`
	UpdatedOn     string        `json:"updated_on,omitempty" format:"date" doc:"When what was answered was last changed or confirmed."`

	Explanation *bot.Explanation `json:"explanation,omitempty" doc:"Why text was read and answered so; only when the message asked for it with explain."`
}

// understanding is the reading that produced the reply.
type understanding struct {
	Target       string      `json:"target" example:"svc:carta-identita"`
	Event        string      `json:"event,omitempty" doc:"The life event that is asked about as a whole; target is then one of its steps." example:"mi-sposo"`
	Aspects      []string    `json:"aspects" nullable:"false" doc:"What is answered of it, the most important first."`
	InBrief      []string    `json:"in_brief,omitempty" nullable:"false" doc:"Of the aspects, what may only be meant, or is told whatever is asked: a line each."`
	Confidence   float64     `json:"confidence" minimum:"0" maximum:"1"`
	Alternatives []candidate `json:"alternatives" nullable:"false"`
	ReadAs       []string    `json:"read_as,omitempty" nullable:"false" doc:"The words that were read instead of misspelt ones and decide what the question is about." example:"[\"anagrafe\"]"`
}

type candidate struct {
	Target     string  `json:"target"`
	Confidence float64 `json:"confidence" minimum:"0" maximum:"1"`
}

func replyOf(r bot.Reply) reply {
	blocks := make([]block, len(r.Blocks))
	for i, b := range r.Blocks {
		blocks[i] = blockOf(b)
	}
	view := reply{
		Conversation:  string(r.Conversation),
		Language:      r.Language,
		Understanding: understandingOf(r.Understanding),
		Blocks:        blocks,
		Ending:        string(r.Ending),
		Source:        r.Source,
		Explanation:   r.Explanation,
	}
	if r.Source != "" {
		view.UpdatedOn = dateText(r.UpdatedOn)
	}
	return view
}

func understandingOf(u nlu.Understanding) understanding {
	view := understanding{
		Target:       string(u.Target),
		Event:        u.Event,
		Aspects:      make([]string, len(u.Aspects)),
		Confidence:   rounded(u.Confidence),
		Alternatives: make([]candidate, len(u.Alternatives)),
		ReadAs:       bot.ReadAs(u),
	}
	for i, aspect := range u.Aspects {
		view.Aspects[i] = string(aspect)
	}
	for _, aspect := range u.Besides {
		view.InBrief = append(view.InBrief, string(aspect))
	}
	for i, c := range u.Alternatives {
		view.Alternatives[i] = candidate{Target: string(c.Target), Confidence: rounded(c.Confidence)}
	}
	return view
}

// rounded keeps three decimals: the rest tells nobody anything.
func rounded(confidence float64) float64 {
	const thousandths = 1000
	return math.Round(confidence*thousandths) / thousandths
}

// block is one piece of a reply, told apart by its type.
type block struct{ value any }

// The kinds of block, with the fields of the contract.
type (
	paragraphBlock struct {
		Type   string `json:"type" enum:"paragraph"`
		Text   string `json:"text"`
		Urgent bool   `json:"urgent,omitempty" doc:"To be seen first: an emergency number."`
	}
	factsBlock struct {
		Type  string `json:"type" enum:"facts"`
		Facts []fact `json:"facts" nullable:"false"`
	}
	fact struct {
		Label       string `json:"label"`
		Value       string `json:"value"`
		Unconfirmed bool   `json:"unconfirmed,omitempty" doc:"To be confirmed with the office."`
	}
	listBlock struct {
		Type  string   `json:"type" enum:"list"`
		Title string   `json:"title"`
		Items []string `json:"items" nullable:"false"`
	}
	stepsBlock struct {
		Type  string   `json:"type" enum:"steps"`
		Title string   `json:"title"`
		Items []string `json:"items" nullable:"false"`
	}
	mapBlock struct {
		Type      string  `json:"type" enum:"map"`
		Title     string  `json:"title"`
		Address   string  `json:"address"`
		Latitude  float64 `json:"latitude"`
		Longitude float64 `json:"longitude"`
	}
	linkBlock struct {
		Type  string `json:"type" enum:"link"`
		Title string `json:"title"`
		URL   string `json:"url"`
	}
	fileBlock struct {
		Type      string `json:"type" enum:"file"`
		Title     string `json:"title"`
		URL       string `json:"url"`
		MediaType string `json:"media_type"`
	}
	buttonsBlock struct {
		Type    string   `json:"type" enum:"buttons"`
		Buttons []button `json:"buttons" nullable:"false"`
	}
	button struct {
		Title  string `json:"title"`
		Action string `json:"action" maxLength:"64"`
	}
)

func blockOf(b bot.Block) block {
	switch b := b.(type) {
	case bot.Paragraph:
		return block{paragraphBlock{"paragraph", b.Text, b.Urgent}}
	case bot.Facts:
		facts := make([]fact, len(b.Facts))
		for i, f := range b.Facts {
			facts[i] = fact(f)
		}
		return block{factsBlock{"facts", facts}}
	case bot.List:
		return block{listBlock{"list", b.Title, noNil(b.Items)}}
	case bot.Steps:
		return block{stepsBlock{"steps", b.Title, noNil(b.Items)}}
	case bot.Map:
		return block{mapBlock{"map", b.Title, b.Address, b.Latitude, b.Longitude}}
	case bot.Link:
		return block{linkBlock{"link", b.Title, b.URL}}
	case bot.File:
		return block{fileBlock{"file", b.Title, b.URL, b.MediaType}}
	case bot.Buttons:
		buttons := make([]button, len(b.Buttons))
		for i, choice := range b.Buttons {
			buttons[i] = button(choice)
		}
		return block{buttonsBlock{"buttons", buttons}}
	default:
		panic(fmt.Sprintf("block of kind %T has no JSON shape", b))
	}
}

// MarshalJSON writes the block as what it is.
func (b block) MarshalJSON() ([]byte, error) { return json.Marshal(b.value) }

// Schema says that a block is one of the kinds.
func (b block) Schema(r huma.Registry) *huma.Schema {
	kinds := map[string]any{
		"paragraph": paragraphBlock{}, "facts": factsBlock{}, "list": listBlock{}, "steps": stepsBlock{},
		"map": mapBlock{}, "link": linkBlock{}, "file": fileBlock{}, "buttons": buttonsBlock{},
	}
	schema := &huma.Schema{Discriminator: &huma.Discriminator{PropertyName: "type", Mapping: make(map[string]string)}}
	for _, name := range []string{"paragraph", "facts", "list", "steps", "map", "link", "file", "buttons"} {
		kind := r.Schema(reflect.TypeOf(kinds[name]), true, "")
		schema.OneOf = append(schema.OneOf, kind)
		schema.Discriminator.Mapping[name] = kind.Ref
	}
	return schema
}
