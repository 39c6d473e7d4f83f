package bot

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/knowledge"
)

func TestDistancesInWords(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		metres float64
		want   string
	}{
		"at the door":          {3, "pochi metri"},
		"round the corner":     {84, "circa 80 metri"},
		"some minutes' walk":   {846, "circa 850 metri"},
		"almost a kilometre":   {996, "circa 1 km"},
		"with one decimal":     {1249, "circa 1,2 km"},
		"a round kilometre":    {2010, "circa 2 km"},
		"in another town":      {48_400, "circa 48 km"},
		"almost ten":           {9_990, "circa 10 km"},
		"on another continent": {8_000_000, "circa 8000 km"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := distanceWords(tt.metres); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestWithoutPositionsNothingIsNearest(t *testing.T) {
	t.Parallel()
	reply := composeNearest(hamlet(t, nil), knowledge.Position{Latitude: 44, Longitude: 9}, noon)
	want := []string{"Non so dire quale sede è la più vicina: nella carta dei servizi non trovo le loro posizioni. Scrivimi quale ufficio cerchi."}
	if diff := cmp.Diff(want, words(reply)); diff != "" || reply.Ending != EndUnknownMissing {
		t.Errorf("ending %s (-want +got):\n%s", reply.Ending, diff)
	}
}

func TestWithoutHoursNothingIsOpenToday(t *testing.T) {
	t.Parallel()
	reply := composeToday(hamlet(t, nil), noon)
	want := []string{"Nella carta dei servizi non trovo gli orari degli uffici."}
	if diff := cmp.Diff(want, words(reply)); diff != "" || reply.Ending != EndUnknownMissing {
		t.Errorf("ending %s (-want +got):\n%s", reply.Ending, diff)
	}
}
