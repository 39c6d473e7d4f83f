package knowledge_test

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/cittaclick/cittaclick/knowledge"
)

func TestDistancesAreThoseOfAnAtlas(t *testing.T) {
	t.Parallel()
	var (
		rome  = knowledge.Position{Latitude: 41.8933, Longitude: 12.4829} // Campidoglio
		milan = knowledge.Position{Latitude: 45.4642, Longitude: 9.1900}  // Piazza del Duomo
		bari  = knowledge.Position{Latitude: 41.1257, Longitude: 16.8692}
	)
	tests := map[string]struct {
		from, to knowledge.Position
		want     float64 // metres
	}{
		"Rome to Milan":       {rome, milan, 477_000},
		"Rome to Bari":        {rome, bari, 375_000},
		"nowhere far":         {rome, rome, 0},
		"to the other side":   {knowledge.Position{}, knowledge.Position{Longitude: 180}, 20_015_100},
		"over the date line":  {knowledge.Position{Longitude: 179.5}, knowledge.Position{Longitude: -179.5}, 111_195},
		"a minute of the arc": {knowledge.Position{}, knowledge.Position{Latitude: 1.0 / 60}, 1_853},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := tt.from.MetresTo(tt.to); math.Abs(got-tt.want) > tt.want*0.005 {
				t.Errorf("MetresTo = %.0f, want about %.0f", got, tt.want)
			}
		})
	}
}

func TestDistanceIsTheSameBothWays(t *testing.T) {
	t.Parallel()
	position := rapid.Custom(func(t *rapid.T) knowledge.Position {
		return knowledge.Position{
			Latitude: rapid.Float64Range(-90, 90).Draw(t, "latitude"), Longitude: rapid.Float64Range(-180, 180).Draw(t, "longitude"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := position.Draw(t, "a"), position.Draw(t, "b")
		there, back := a.MetresTo(b), b.MetresTo(a)
		if math.Abs(there-back) > 1 || !(there >= 0) || there > 20_100_000 {
			t.Fatalf("%.1f m there, %.1f m back", there, back)
		}
	})
}

func TestPositionsThatDoNotExist(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		position knowledge.Position
		want     bool
	}{
		"a town":                  {knowledge.Position{Latitude: 44, Longitude: 9}, true},
		"a pole":                  {knowledge.Position{Latitude: -90, Longitude: 180}, true},
		"beyond a pole":           {knowledge.Position{Latitude: 90.1}, false},
		"round the world":         {knowledge.Position{Longitude: -181}, false},
		"no number":               {knowledge.Position{Latitude: math.NaN()}, false},
		"infinitely far eastward": {knowledge.Position{Longitude: math.Inf(1)}, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := tt.position.Valid(); got != tt.want {
				t.Errorf("Valid = %v, want %v", got, tt.want)
			}
		})
	}
}

func TestTheNearestBuilding(t *testing.T) {
	t.Parallel()
	building := func(slug string, lat, lon float64) knowledge.Fact[knowledge.BuildingProfile] {
		return knowledge.Fact[knowledge.BuildingProfile]{
			Subject: slug, Layer: knowledge.LayerLocal, Valid: knowledge.Always,
			Value: knowledge.BuildingProfile{Name: slug, Latitude: lat, Longitude: lon},
		}
	}
	charter, err := knowledge.NewCharter(knowledge.Facts{Buildings: []knowledge.Fact[knowledge.BuildingProfile]{
		building("municipio", 44, 9), building("biblioteca", 44.01, 9), building("magazzino", 0, 0),
	}}, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	view := charter.On(knowledge.NewDate(2026, time.November, 20))
	got, metres, ok := view.NearestBuilding(knowledge.Position{Latitude: 44.008, Longitude: 9})
	if !ok || got.ID != "biblioteca" || math.Abs(metres-222) > 2 {
		t.Errorf("nearest is %v, %.0f m away; want the library at 222 m", got, metres)
	}
	if got, _, _ := view.NearestBuilding(knowledge.Position{}); got.ID != "biblioteca" && got.ID != "municipio" {
		t.Errorf("nearest is %s, of which nobody knows where it is", got.ID)
	}
	empty, err := knowledge.NewCharter(knowledge.Facts{}, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	if got, _, ok := empty.On(0).NearestBuilding(knowledge.Position{}); ok {
		t.Errorf("nearest of none is %v", got)
	}
}
