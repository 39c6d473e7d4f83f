package bot

import "testing"

func TestWordsAreKnownWhateverTheirAccents(t *testing.T) {
	t.Parallel()
	p := newPhrase("Chi È il sindaco?  L'anagrafe è APERTA l'8/12?")
	if want := phrase(" chi e il sindaco l anagrafe e aperta l 8 12 "); p != want {
		t.Errorf("got %q, want %q", p, want)
	}
	if !p.begins("chi e") || !p.says("chiuso", "aperta") || p.says("aper") || p.begins("e") {
		t.Errorf("the words of %q are not found as words", p)
	}
	if empty := newPhrase(" ?! "); empty != "" || empty.says("") || len(empty.words()) != 0 {
		t.Errorf("no words are %q", empty)
	}
}
