package telegram

import (
	"strings"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"github.com/cittaclick/cittaclick/bot"
)

// The commands, without their slash.
const (
	commandStart      = "start"
	commandAiuto      = "aiuto"
	commandAiutoInUse = "help" // what Telegram's own menus send
	commandOrari      = "orari"
	commandCancella   = "cancella"
)

// The actions of the bot that commands and deep links stand for; see its action.go.
const (
	actionGreeting = "c:greeting"
	actionHelp     = "c:help"
	actionService  = "a:"
	actionOffice   = "o:"
)

// The beginnings of what a deep link carries: t.me/NAME?start=svc_carta-identita.
// They stand on paper, so none is ever given another meaning.
const (
	linkToService = "svc_"
	linkToOffice  = "off_"
	linkToPlate   = "t_"
)

// menu is the list of commands that Telegram shows.
func menu() *tg.SetMyCommandsParams {
	return &tg.SetMyCommandsParams{Commands: []models.BotCommand{
		{Command: commandAiuto, Description: commandHelp},
		{Command: commandOrari, Description: commandHours},
		{Command: commandCancella, Description: commandForget},
	}}
}

// isCommand tells "/orari" from "/ 5 euro".
func isCommand(said string) bool {
	name, ok := strings.CutPrefix(said, "/")
	return ok && name != "" && (name[0] >= 'a' && name[0] <= 'z' || name[0] >= 'A' && name[0] <= 'Z')
}

// command reads "/orari", "/orari@name" and "/start svc_slug". In a group a
// command that names no bot or another one, and is not known here, is not ours.
func (r reader) command(said string, private bool) (request, bool) {
	head, payload, _ := strings.Cut(strings.TrimSpace(said), " ")
	name, addressee, _ := strings.Cut(strings.TrimPrefix(head, "/"), "@")
	if addressee != "" && !strings.EqualFold(addressee, r.name) {
		return request{}, false
	}
	asked := request{kind: "command"}
	switch strings.ToLower(name) {
	case commandStart:
		return start(strings.TrimSpace(payload)), true
	case commandAiuto, commandAiutoInUse:
		asked.turns, asked.hint = presses(actionHelp), wordsHint
	case commandOrari:
		asked.turns = presses(bot.ActionToday)
	case commandCancella:
		asked.says, asked.forget = wordsForgot, true
	default:
		asked.says, asked.turns = wordsCommand, presses(actionHelp)
		return asked, private || addressee != ""
	}
	return asked, true
}

// start reads what /start carries: what a deep link leads to, or nothing.
func start(payload string) request {
	asked := request{kind: "start"}
	service, isService := strings.CutPrefix(payload, linkToService)
	office, isOffice := strings.CutPrefix(payload, linkToOffice)
	switch {
	case isService:
		asked.turns = presses(actionService + service)
	case isOffice:
		asked.turns = presses(actionOffice + office)
	case strings.HasPrefix(payload, linkToPlate):
		asked.says = wordsPlate
	default:
		asked.turns, asked.hint = presses(actionGreeting, actionHelp), wordsHint
	}
	return asked
}

// presses are the turns that buttons with these actions would be.
func presses(actions ...string) []bot.Message {
	turns := make([]bot.Message, len(actions))
	for i, action := range actions {
		turns[i] = bot.Message{Action: action}
	}
	return turns
}
