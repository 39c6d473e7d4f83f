package knowledge

import (
	"encoding/json"
	"testing"
)

func TestOptionalReadsAnyText(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "carta", "perché «sì»", `con "virgolette"`, "due\nrighe", `una \ barra`, "😀", "\u2028"} {
		data, err := json.Marshal(Some(text))
		if err != nil {
			t.Fatal(err)
		}
		var got Optional[string]
		if err := json.Unmarshal(data, &got); err != nil || !got.Provided() || got.Value != text {
			t.Errorf("%s read as %q, %v", data, got.Value, err)
		}
	}
}

func TestOptionalSaysNothingAsNull(t *testing.T) {
	t.Parallel()
	for _, o := range []Optional[string]{{}, NotProvided[string]()} {
		if data, err := json.Marshal(o); err != nil || string(data) != "null" {
			t.Errorf("written as %s, %v", data, err)
		}
	}
	o := Some("prima")
	if err := json.Unmarshal([]byte("null"), &o); err != nil || o.Set() {
		t.Errorf("null read as %+v, %v; want unset", o, err)
	}
	if err := json.Unmarshal([]byte("3"), &o); err == nil {
		t.Error("a number accepted as text")
	}
}
