package telegram_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/bot"
)

const question = "quanto costa la carta d'identità?"

func TestAQuestionIsAnsweredWithSourceAndButtons(t *testing.T) {
	t.Parallel()
	api := newBotAPI(t)
	open(t, api.URL)
	api.confirms(api.says(5, question))
	got := api.nth(5, 1)
	for _, want := range []string{
		"Sono un assistente automatico", "Carta d'identità elettronica (CIE): ecco quanto costa.", "<b>Carta d'identità elettronica (quota dello Stato)</b>: 16,79 euro",
		`<a href="https://assistente.example/servizi/carta-identita">Fonte: scheda «Carta d'identità elettronica (CIE)»`,
	} {
		if !strings.Contains(got.Text, want) {
			t.Errorf("no %q in:\n%s", want, got.Text)
		}
	}
	if want := []string{"Cosa serve", "Dove", "Orari", "Come si fa"}; !slices.Equal(got.keys(), want) || got.Mode != "HTML" {
		t.Errorf("keys %q in mode %q, want %q in HTML", got.keys(), got.Mode, want)
	}
	if order := methods(api.took("")); !slices.Equal(order, []string{"getMe", "setMyCommands", "deleteWebhook", "sendChatAction", "sendMessage"}) {
		t.Errorf("called %q", order)
	}
}

// methods are those called, but for the polling.
func methods(calls []call) []string {
	var names []string
	for _, c := range calls {
		if c.Method != "getUpdates" {
			names = append(names, c.Method)
		}
	}
	return names
}

func TestNoUpdateThatWaitsIsThrownAwayAtTheStart(t *testing.T) {
	t.Parallel()
	api := newBotAPI(t)
	first := api.says(5, question) // while the program was away
	open(t, api.URL)
	api.confirms(first)
	api.nth(5, 1)
	if gone := api.took("deleteWebhook"); len(gone) != 1 || gone[0].Drop {
		t.Errorf("deleteWebhook was called so: %+v", gone)
	}
}

func TestAConversationGoesOn(t *testing.T) {
	t.Parallel()
	api := newBotAPI(t)
	open(t, api.URL)
	api.says(5, question)
	api.says(5, "e che documenti servono?")
	if got := api.nth(5, 2).Text; !strings.Contains(got, "Carta d'identità elettronica (CIE): ecco che cosa serve.") {
		t.Errorf("the second question is not understood by the first:\n%s", got)
	}
	api.says(6, "e che documenti servono?")
	if got := api.nth(6, 1).Text; strings.Contains(got, "Carta d'identità elettronica (CIE): ecco") {
		t.Errorf("another chat goes on with this one's conversation:\n%s", got)
	}
}

// press presses a button beneath a message of the bot.
func press(api *botAPI, chat int64, title, action string) {
	sent := message(chat, map[string]any{"text": "…", "reply_markup": map[string]any{
		"inline_keyboard": []any{[]any{map[string]any{"text": title, "callback_data": action}}},
	}})
	api.sends("callback_query", map[string]any{"id": "99", "from": person(chat), "data": action, "message": sent})
}

func TestAPressedButtonIsAcknowledgedShownAndAnswered(t *testing.T) {
	t.Parallel()
	api := newBotAPI(t)
	open(t, api.URL)
	press(api, 5, "Orari & altro", "a:carta-identita:hours")
	if got := api.nth(5, 1).Text; !strings.HasPrefix(got, "▸ <b>Orari &amp; altro</b>\n\n") || !strings.Contains(got, "lunedì") {
		t.Errorf("the choice is not shown, or not answered:\n%s", got)
	}
	order := methods(api.took(""))
	if acknowledged := api.took("answerCallbackQuery"); len(acknowledged) != 1 || acknowledged[0].Callback != "99" ||
		slices.Index(order, "answerCallbackQuery") > slices.Index(order, "sendMessage") {
		t.Errorf("the button was acknowledged so: %+v, in %q", acknowledged, order)
	}
}

func TestAButtonOfLongAgoStillWorks(t *testing.T) {
	t.Parallel()
	api := newBotAPI(t)
	open(t, api.URL)
	old := map[string]any{"chat": private(5), "message_id": 3, "date": 0} // too old for Telegram to give it
	api.sends("callback_query", map[string]any{"id": "1", "from": person(5), "data": "a:tari-pagamento:cost", "message": old})
	if got := api.nth(5, 1).Text; !strings.Contains(got, "TARI") {
		t.Errorf("answered is:\n%s", got)
	}
	api.sends("callback_query", map[string]any{"id": "2", "from": person(5), "data": "z:of-no-release", "message": old})
	if got := api.nth(5, 2).Text; !strings.Contains(got, "Questa voce non è più nella carta dei servizi.") {
		t.Errorf("answered is:\n%s", got)
	}
}

func TestAPlaceIsShownAfterTheText(t *testing.T) {
	t.Parallel()
	api := newBotAPI(t)
	open(t, api.URL)
	api.confirms(api.says(5, "dove rinnovo la carta d'identità?"))
	calls := slices.DeleteFunc(api.took(""), func(c call) bool { return c.Chat != 5 || c.Method == "sendChatAction" })
	if len(calls) != 2 || calls[1].Method != "sendVenue" || calls[1].Title != "Palazzo comunale" || calls[1].Address != "Piazza della Libertà 1, 00000 Valdoria" {
		t.Errorf("sent was %+v, want the text and then the place", calls)
	}
}

func TestAPlaceThatCannotBeShownIsTold(t *testing.T) {
	t.Parallel()
	api := newBotAPI(t)
	api.refuses(func(c call) *refused {
		if c.Method == "sendVenue" {
			return &refused{Code: 500, Description: "no such method here"}
		}
		return nil
	})
	open(t, api.URL)
	api.says(5, "dove rinnovo la carta d'identità?")
	if got := api.nth(5, 2).Text; !strings.Contains(got, "<b>Palazzo comunale</b>, Piazza della Libertà 1") || !strings.Contains(got, "openstreetmap.org/?mlat=44.00100&amp;mlon=9.00200") {
		t.Errorf("told was:\n%s", got)
	}
}

func TestTheNearestBuildingIsTold(t *testing.T) {
	t.Parallel()
	api := newBotAPI(t)
	open(t, api.URL)
	api.sends("message", message(5, map[string]any{"location": map[string]any{"latitude": 44.0005, "longitude": 9.0031}}))
	for _, want := range []string{"La sede più vicina è Palazzo comunale, Piazza della Libertà 1, a circa 100 metri", "L'edificio adesso è aperto fino alle 18:00.", "Ufficio anagrafe"} {
		if got := api.nth(5, 1).Text; !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
}

func TestCommandsAndDeepLinks(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text string
		want []string // in this order
	}{
		"start greets, helps and says what is kept": {"/start", []string{"Sono un assistente automatico", "Buongiorno!", "Puoi chiedermi", "/orari"}},
		"a link to a service":                       {"/start svc_carta-identita", []string{"Carta d'identità elettronica (CIE)"}},
		"a link to an office":                       {"/start off_anagrafe", []string{"Ufficio anagrafe"}},
		"a link to what is no longer there":         {"/start svc_macchina-del-tempo", []string{"Questa voce non è più nella carta"}},
		"a link of a form that nobody knows":        {"/start boh", []string{"Buongiorno!"}},
		"a plate that is not known":                 {"/start t_7Q2", []string{"Questa targa non è nella carta dei servizi."}},
		"help":                                      {"/aiuto", []string{"Puoi chiedermi", "/cancella"}},
		"help in other words":                       {"/help", []string{"Puoi chiedermi"}},
		"today's hours":                             {"/orari", []string{"Uffici oggi, lunedì 23 novembre", "• Ufficio anagrafe: aperto 8:30–12:30"}},
		"in capitals":                               {"/ORARI", []string{"Uffici oggi"}},
		"with the bot's own name":                   {"/orari@" + botName, []string{"Uffici oggi"}},
		"a command that does not exist":             {"/balla", []string{"Non conosco questo comando.", "Puoi chiedermi"}},
		"a slash that begins no command":            {"/ 5 euro per la carta d'identità?", []string{"Carta d'identità"}},
	}
	api := newBotAPI(t)
	open(t, api.URL)
	chat := int64(100)
	for name, tt := range tests {
		chat++
		t.Run(name, func(t *testing.T) { //nolint:paralleltest // one town answers all
			api.says(chat, tt.text)
			rest := api.nth(chat, 1).Text
			for _, want := range tt.want {
				_, after, found := strings.Cut(rest, want)
				if !found {
					t.Errorf("no %q (in its place) in:\n%s", want, api.nth(chat, 1).Text)
				}
				rest = after
			}
		})
	}
	if menu := api.took("setMyCommands"); len(menu) != 1 || len(menu[0].Commands) != 3 || menu[0].Commands[2].Command != "cancella" {
		t.Errorf("the menu was set so: %+v", menu)
	}
}

func TestForgettingLeavesNothing(t *testing.T) {
	t.Parallel()
	api, kept := newBotAPI(t), newDrawer()
	open(t, api.URL, keptIn(kept))
	api.confirms(api.says(5, question))
	if chats, conversations := kept.sizes(); chats != 1 || conversations != 1 {
		t.Fatalf("kept are %d chats and %d conversations, want one each", chats, conversations)
	}
	api.confirms(api.says(5, "/cancella"))
	if got := api.nth(5, 2).Text; !strings.HasPrefix(got, "Fatto: ho cancellato") {
		t.Errorf("said was %q", got)
	}
	if chats, conversations := kept.sizes(); chats != 0 || conversations != 0 {
		t.Errorf("kept are still %d chats and %d conversations", chats, conversations)
	}
	api.says(5, "e che documenti servono?")
	if got := api.nth(5, 3).Text; !strings.Contains(got, "Sono un assistente automatico") || strings.Contains(got, "Carta d'identità elettronica (CIE): ecco") {
		t.Errorf("the conversation goes on:\n%s", got)
	}
}

func TestForgettingIsPutOffWhileNobodyKnowsWhat(t *testing.T) {
	t.Parallel()
	api, kept := newBotAPI(t), newDrawer()
	first := open(t, api.URL, keptIn(kept))
	api.confirms(api.says(5, question))
	first.stop()
	kept.isShut(true)
	open(t, api.URL, keptIn(kept))
	api.confirms(api.says(5, "/cancella"))
	if got := api.nth(5, 2).Text; !strings.HasPrefix(got, "Adesso non riesco a cancellare") {
		t.Errorf("said was %q", got)
	}
	kept.isShut(false)
	api.confirms(api.says(5, "/cancella"))
	if got := api.nth(5, 3).Text; !strings.HasPrefix(got, "Fatto: ho cancellato") {
		t.Errorf("when it can be known, said was %q", got)
	}
	if chats, conversations := kept.sizes(); chats != 0 || conversations != 0 {
		t.Errorf("kept are still %d chats and %d conversations", chats, conversations)
	}
}

func TestWhatIsNoTextIsAnsweredSensibly(t *testing.T) {
	t.Parallel()
	file := map[string]any{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "duration": 1}
	tests := map[string]struct {
		fields map[string]any
		want   string
	}{
		"a voice note":           {map[string]any{"voice": file}, "Non ascolto i vocali"},
		"a round video":          {map[string]any{"video_note": file}, "Non ascolto i vocali"},
		"a sticker":              {map[string]any{"sticker": file}, "Capisco solo le parole scritte."},
		"a photo":                {map[string]any{"photo": []any{file}}, "Non apro foto, video e documenti"},
		"a photo with a caption": {map[string]any{"photo": []any{file}, "caption": question}, "16,79 euro"},
		"a document":             {map[string]any{"document": file}, "Non apro foto, video e documenti"},
		"a contact":              {map[string]any{"contact": map[string]any{"phone_number": "1", "first_name": "Z"}}, "Capisco solo le parole scritte e la posizione."},
		"emoji alone":            {map[string]any{"text": "🙏🙏"}, ""},
		"signs of HTML":          {map[string]any{"text": "<b>carta d'identità</b> & <script>: quanto costa?"}, ""},
		"an endless message":     {map[string]any{"text": strings.Repeat("quanto costa la carta d'identità? ", 120)}, ""},
	}
	api := newBotAPI(t)
	open(t, api.URL)
	chat := int64(100)
	for name, tt := range tests {
		chat++
		t.Run(name, func(t *testing.T) { //nolint:paralleltest // one town answers all
			api.sends("message", message(chat, tt.fields))
			if got := api.nth(chat, 1); !strings.Contains(got.Text, tt.want) || got.Mode != "HTML" {
				t.Errorf("no %q, or not formatted (%q), in:\n%s", tt.want, got.Mode, got.Text)
			}
		})
	}
}

func TestOnlyTheLastMessageIsAnsweredAgainWhenEdited(t *testing.T) {
	t.Parallel()
	api := newBotAPI(t)
	open(t, api.URL)
	write := func(kind string, number int, text string) int64 {
		return api.sends(kind, message(5, map[string]any{"message_id": number, "text": text}))
	}
	write("message", 10, "quanto costa?")
	api.confirms(write("message", 12, "quanto costa la carta d'identita?"))
	api.confirms(write("edited_message", 10, "quanto costa la TARI?"))
	api.confirms(write("edited_message", 12, "orari dell'anagrafe"))
	api.confirms(api.sends("edited_message", message(5, map[string]any{"message_id": 12, "location": map[string]any{"latitude": 44, "longitude": 9}})))
	got := api.answers(5, 3)
	if len(got) != 3 || !strings.Contains(got[2].Text, "Ufficio anagrafe") {
		t.Errorf("answered were %d messages, the last with:\n%s", len(got), got[len(got)-1].Text)
	}
}

func TestGroups(t *testing.T) {
	t.Parallel()
	group := map[string]any{"id": -100, "type": "supergroup", "title": "Genitori 3B"}
	in := func(who int64, fields map[string]any) map[string]any {
		m := message(-100, map[string]any{"chat": group, "from": person(who), "message_id": 40 + who})
		for name, value := range fields {
			m[name] = value
		}
		return m
	}
	api := newBotAPI(t)
	open(t, api.URL)
	for _, ignored := range []map[string]any{
		in(1, map[string]any{"text": question}),
		in(1, map[string]any{"text": "/orari@UnAltroBot"}),
		in(1, map[string]any{"text": "/balla"}),
		in(1, map[string]any{"text": "scrivi a @Comune"}),
		in(1, map[string]any{"sticker": map[string]any{"file_id": "f"}}),
		in(1, map[string]any{"new_chat_members": []any{person(2)}}),
		in(1, map[string]any{"text": question, "reply_to_message": in(2, map[string]any{"text": "boh"})}),
	} {
		api.confirms(api.sends("message", ignored))
	}
	api.confirms(api.sends("channel_post", in(1, map[string]any{"text": "/orari"})))
	if got := api.took("sendMessage"); len(got) != 0 {
		t.Fatalf("the bot butts in: %+v", got)
	}
	own := map[string]any{"message_id": 2, "date": 1, "chat": group, "from": map[string]any{"id": botID, "is_bot": true}, "text": "…"}
	api.sends("message", in(1, map[string]any{"text": "@" + strings.ToLower(botName) + ", " + question, "is_topic_message": true, "message_thread_id": 9}))
	api.sends("message", in(2, map[string]any{"text": "e che documenti servono?", "reply_to_message": own}))
	api.sends("message", in(1, map[string]any{"text": "e che documenti servono?", "reply_to_message": own}))
	api.confirms(api.sends("message", in(3, map[string]any{"text": "@" + botName})))
	got := api.answers(-100, 4)
	if len(got) != 4 || !strings.Contains(got[0].Text, "16,79") || got[0].Thread != 9 || got[0].Reply == nil || got[0].Reply.Message != 41 {
		t.Fatalf("answered were %d messages, the first so: %+v", len(got), got[0])
	}
	if strings.Contains(got[1].Text, "Carta d'identità elettronica (CIE): ecco che cosa serve.") || !strings.Contains(got[2].Text, "Carta d'identità elettronica (CIE): ecco che cosa serve.") {
		t.Errorf("one goes on with what another asked, or not with their own:\n%s\n---\n%s", got[1].Text, got[2].Text)
	}
	if !strings.Contains(got[3].Text, "Puoi chiedermi") {
		t.Errorf("to its name alone the bot says:\n%s", got[3].Text)
	}
}

func TestALongReplyComesInParts(t *testing.T) {
	t.Parallel()
	var long strings.Builder
	for i := range 700 {
		fmt.Fprintf(&long, "Frase numero %d, con & e <segni>. ", i)
	}
	api := newBotAPI(t)
	open(t, api.URL, turner(saying(bot.Reply{Blocks: []bot.Block{
		bot.Paragraph{Text: long.String()}, bot.Buttons{Buttons: []bot.Button{{Title: "Ancora", Action: "c:help"}}},
	}})))
	api.confirms(api.says(5, question))
	got := api.took("sendMessage")
	if len(got) < 5 {
		t.Fatalf("%d parts", len(got))
	}
	for i, part := range got {
		if last := i == len(got)-1; last != (len(part.keys()) == 1) || part.Mode != "HTML" || !strings.HasSuffix(part.Text, "&gt;.") {
			t.Errorf("part %d of %d ends with %q and has keys %q", i+1, len(got), part.Text[len(part.Text)-20:], part.keys())
		}
	}
}

func TestALimitOfTurnsIsToldOnce(t *testing.T) {
	t.Parallel()
	api := newBotAPI(t)
	tw := open(t, api.URL, turnsPerMinute(6)) // two at once
	var last int64
	for range 6 {
		last = api.says(5, "ciao")
	}
	api.confirms(last)
	got := api.answers(5, 3)
	if len(got) != 3 || !strings.Contains(got[2].Text, "Mi hai scritto molte volte in poco tempo") {
		t.Errorf("answered were %+v, want two turns and the reason", got)
	}
	api.says(6, "ciao") // whom it does not concern
	api.nth(6, 1)
	if n := strings.Count(tw.log.String(), `"ending":"limited"`); n != 4 {
		t.Errorf("%d turns are logged as limited, want 4:\n%s", n, tw.log)
	}
}

func TestWaitingForNothingTakesNoTime(t *testing.T) {
	t.Parallel()
	api := newBotAPI(t)
	tw := open(t, api.URL)
	api.confirms(api.says(5, "ciao"))
	if got := tw.waits.all(); len(got) != 0 {
		t.Errorf("waited for %v", got)
	}
	polls := api.took("getUpdates")
	if diff := cmp.Diff(50*time.Second, time.Duration(polls[0].Timeout)*time.Second); diff != "" {
		t.Errorf("the long poll (-want +got):\n%s", diff)
	}
}
