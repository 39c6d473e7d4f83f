package telegram

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/go-telegram/bot/models"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/knowledge"
)

// incoming is an update that is to be answered.
type incoming struct {
	update   int64
	chat     int64
	person   int64 // who wrote, in a group; zero in private
	message  int64 // Telegram's number of it, in its chat; zero for a pressed button
	thread   int   // the topic of a forum; zero for none
	edited   bool
	callback string // of a pressed button, to be acknowledged
	pressed  string // what was written on it
	request
}

// request is what an update asks for: words of the channel, turns of the bot, or
// both.
type request struct {
	kind   string        // for the log
	says   string        // the channel's own words, said first
	turns  []bot.Message // without what all of a chat have in common
	hint   string        // the channel's own words, said last
	forget bool
}

// decode reads an update. A known form that cannot be read gives its number, if
// it has one: nobody will ever read it, so it counts as handled.
func decode(raw []byte) (*models.Update, error) {
	var u models.Update
	if json.Unmarshal(raw, &u) == nil {
		return &u, nil
	}
	var numbered struct {
		ID int64 `json:"update_id"`
	}
	_ = json.Unmarshal(raw, &numbered) // zero when it has none
	return &models.Update{ID: numbered.ID}, errors.New("read update: not of a known form")
}

// reader reads updates for the bot that it knows.
type reader struct {
	id   int64
	name string // without @
}

// read tells what an update asks; false when it asks nothing of this bot.
func (r reader) read(u *models.Update) (incoming, bool) {
	switch {
	case u.Message != nil:
		return r.readMessage(u.ID, u.Message)
	case u.EditedMessage != nil:
		return r.readEdit(u.ID, u.EditedMessage)
	case u.CallbackQuery != nil:
		return readCallback(u.ID, u.CallbackQuery)
	default:
		return incoming{}, false
	}
}

func (r reader) readMessage(update int64, m *models.Message) (incoming, bool) {
	in := incoming{update: update, chat: m.Chat.ID, message: int64(m.ID)}
	if m.IsTopicMessage {
		in.thread = m.MessageThreadID
	}
	said := m.Text
	if said == "" {
		said = m.Caption
	}
	switch m.Chat.Type {
	case models.ChatTypeChannel:
		return incoming{}, false
	case models.ChatTypeGroup, models.ChatTypeSupergroup:
		in.person = personOf(m)
		var addressed bool
		if said, addressed = r.addressed(m, said); !addressed {
			return incoming{}, false
		}
	}
	var ok bool
	in.request, ok = r.request(m, said, in.person == 0)
	return in, ok && in.chat != 0
}

// readEdit reads an edit of words; that of a position that moves is none.
func (r reader) readEdit(update int64, m *models.Message) (incoming, bool) {
	in, ok := r.readMessage(update, m)
	in.edited = true
	return in, ok && m.Text != ""
}

// readCallback reads a pressed button. Of a keyboard that is too old Telegram
// gives the chat and no more; that is enough.
func readCallback(update int64, q *models.CallbackQuery) (incoming, bool) {
	in := incoming{update: update, callback: q.ID, request: request{kind: "button", turns: []bot.Message{{Action: q.Data}}}}
	var chat models.Chat
	switch m := q.Message; {
	case m.Message != nil:
		chat = m.Message.Chat
		in.pressed = titleOf(m.Message, q.Data)
		if m.Message.IsTopicMessage {
			in.thread = m.Message.MessageThreadID
		}
	case m.InaccessibleMessage != nil:
		chat = m.InaccessibleMessage.Chat
	}
	in.chat = chat.ID
	if chat.Type == models.ChatTypeGroup || chat.Type == models.ChatTypeSupergroup {
		in.person = q.From.ID
	}
	return in, in.chat != 0 && q.Data != ""
}

// titleOf is what stands on the key that was pressed.
func titleOf(m *models.Message, action string) string {
	if m.ReplyMarkup == nil {
		return ""
	}
	for _, row := range m.ReplyMarkup.InlineKeyboard {
		for _, key := range row {
			if key.CallbackData == action {
				return key.Text
			}
		}
	}
	return ""
}

// personOf is who wrote a message in a group: a person, or the group itself.
func personOf(m *models.Message) int64 {
	switch {
	case m.From != nil:
		return m.From.ID
	case m.SenderChat != nil:
		return m.SenderChat.ID
	default:
		return m.Chat.ID
	}
}

// addressed reports whether a message in a group is for the bot: a command, its
// name, or an answer to what it said. It returns the words without the name.
func (r reader) addressed(m *models.Message, said string) (string, bool) {
	if m.IsAutomaticForward {
		return "", false
	}
	if isCommand(said) {
		return said, true
	}
	rest, named := r.withoutName(said)
	answers := m.ReplyToMessage != nil && m.ReplyToMessage.From != nil && m.ReplyToMessage.From.ID == r.id
	return rest, named || answers
}

// withoutName takes the bot's name out of words, and tells whether it was there.
func (r reader) withoutName(said string) (string, bool) {
	var rest []string
	named := false
	for _, word := range strings.Fields(said) {
		if r.name != "" && strings.EqualFold(strings.TrimRight(word, ",.:;!?"), "@"+r.name) {
			named = true
			continue
		}
		rest = append(rest, word)
	}
	if !named {
		return said, false
	}
	return strings.Join(rest, " "), true
}

// request tells what a message asks; false when it is none, like a note that
// somebody joined.
func (r reader) request(m *models.Message, said string, private bool) (request, bool) {
	switch {
	case m.Location != nil:
		at := knowledge.Position{Latitude: m.Location.Latitude, Longitude: m.Location.Longitude}
		return request{kind: "location", turns: []bot.Message{{Place: &at}}}, true
	case isCommand(said):
		return r.command(said, private)
	case said != "":
		return request{kind: "text", turns: []bot.Message{{Text: said}}}, true
	case m.Voice != nil, m.VideoNote != nil, m.Audio != nil:
		return request{kind: "voice", says: wordsVoice}, true
	case m.Sticker != nil, m.Animation != nil, m.Dice != nil:
		return request{kind: "sticker", says: wordsSticker}, true
	case m.Photo != nil, m.Document != nil, m.Video != nil, m.PaidMedia != nil:
		return request{kind: "file", says: wordsFile}, true
	case m.Contact != nil, m.Poll != nil, m.Game != nil, m.Story != nil, m.Checklist != nil:
		return request{kind: "other", says: wordsOther}, true
	case m.Text != "": // the bot's name and no more
		return request{kind: "text", turns: presses(actionHelp)}, true
	default:
		return request{}, false
	}
}
