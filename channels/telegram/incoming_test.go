package telegram

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/bot"
)

// FuzzUpdate holds that whatever comes as an update is read without a fault, and
// that what is read can be answered.
func FuzzUpdate(f *testing.F) {
	for _, seed := range []string{
		`{"update_id":1,"message":{"message_id":2,"date":1,"chat":{"id":5,"type":"private"},"from":{"id":5},"text":"quanto costa?"}}`,
		`{"update_id":1,"message":{"message_id":2,"date":1,"chat":{"id":-5,"type":"supergroup"},"text":"/start@Bot svc_tari","is_topic_message":true,"message_thread_id":3}}`,
		`{"update_id":2,"edited_message":{"message_id":2,"date":1,"chat":{"id":5},"text":"@Bot e quando?"}}`,
		`{"update_id":3,"callback_query":{"id":"9","from":{"id":5},"data":"a:tari","message":{"chat":{"id":5},"message_id":1,"date":0}}}`,
		`{"update_id":3,"callback_query":{"id":"9","data":"a:tari","message":{"chat":{"id":5,"type":"group"},"message_id":1,"date":1,"reply_markup":{"inline_keyboard":[[{"text":"x","callback_data":"a:tari"}]]}}}}`,
		`{"update_id":4,"message":{"chat":{"id":5},"location":{"latitude":1e308,"longitude":-0}}}`,
		`{"update_id":5,"message":{"chat":{"id":5},"voice":{},"caption":"  "}}`,
		`{"update_id":6,"channel_post":{"chat":{"id":5,"type":"channel"}}}`,
		`{"update_id":7,"message":{"chat":[]}}`, `{"update_id":"7"}`, `[]`, `null`, ``,
	} {
		f.Add([]byte(seed))
	}
	r := reader{id: 42, name: "Bot"}
	f.Fuzz(func(t *testing.T, raw []byte) {
		u, err := decode(raw)
		if err != nil && (u.Message != nil || u.EditedMessage != nil || u.CallbackQuery != nil) {
			t.Fatalf("half of an update is read: %+v", u)
		}
		in, ok := r.read(u)
		if !ok {
			return
		}
		if in.chat == 0 || in.says == "" && len(in.turns) == 0 {
			t.Fatalf("nobody to answer, or nothing: %+v", in)
		}
		for _, turn := range in.turns {
			if turn.Text == "" && turn.Action == "" && turn.Place == nil {
				t.Fatalf("a turn without a question: %+v", in)
			}
		}
	})
}

// FuzzStart holds that whatever a deep link carries leads somewhere.
func FuzzStart(f *testing.F) {
	for _, seed := range []string{"", "svc_carta-identita", "off_anagrafe", "t_7Q2", "svc_", "off_../../x", "SVC_tari", "svc_" + strings.Repeat("a", 60), "\xff _"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, payload string) {
		got, ok := reader{name: "Bot"}.command("/start "+payload, true)
		if !ok || got.kind != "start" || got.says == "" && len(got.turns) == 0 {
			t.Fatalf("%q leads nowhere: %+v", payload, got)
		}
		for _, turn := range got.turns {
			if turn.Text != "" || turn.Action == "" {
				t.Fatalf("%q becomes words: %+v", payload, turn)
			}
		}
	})
}

func TestCommandsInAGroup(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		said string
		want bool
	}{
		"a command of ours":                  {"/orari", true},
		"with our name":                      {"/orari@bot", true},
		"with another's":                     {"/orari@UnAltro", false},
		"one that we do not know":            {"/balla", false},
		"one that we do not know, by name":   {"/balla@Bot", true},
		"one that we do not know, another's": {"/balla@UnAltro", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, got := (reader{name: "Bot"}).command(tt.said, false); got != tt.want {
				t.Errorf("ours = %v, want %v", got, tt.want)
			}
		})
	}
}

// What a deep link or a menu asks is an action that the bot understands.
func TestTheBotsActionsAreThoseOfTheMenu(t *testing.T) {
	t.Parallel()
	r := reader{name: "Bot"}
	var actions []string
	for _, said := range []string{"/start", "/start svc_tari-pagamento", "/start off_anagrafe", "/aiuto", "/orari"} {
		asked, _ := r.command(said, true)
		for _, turn := range asked.turns {
			actions = append(actions, turn.Action)
		}
	}
	want := []string{"c:greeting", "c:help", "a:tari-pagamento", "o:anagrafe", "c:help", bot.ActionToday}
	if diff := cmp.Diff(want, actions); diff != "" {
		t.Errorf("actions (-want +got):\n%s", diff)
	}
	for _, command := range menu().Commands {
		if _, ok := r.command("/"+command.Command, false); !ok || utf8.RuneCountInString(command.Description) > 256 {
			t.Errorf("the menu offers %q, which is not known or described too long", command.Command)
		}
	}
}

func TestAnUnreadableUpdateHasItsNumber(t *testing.T) {
	t.Parallel()
	u, err := decode(json.RawMessage(`{"update_id":7,"message":{"chat":"Zaccaria"}}`))
	if err == nil || u.ID != 7 || strings.Contains(err.Error(), "Zaccaria") {
		t.Errorf("decode = %d, %v; want 7 and an error that quotes nothing", u.ID, err)
	}
}
