package bot

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/nlu"
)

func TestActionsAreReadAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		target  nlu.Target
		aspects []nlu.Aspect
		want    string
	}{
		"a service's cost":      {"svc:carta-identita", []nlu.Aspect{nlu.AspectCost}, "a:carta-identita:cost"},
		"several aspects":       {"svc:carta-identita", []nlu.Aspect{nlu.AspectWhere, nlu.AspectCost}, "a:carta-identita:where+cost"},
		"a service in general":  {"svc:carta-identita", nil, "a:carta-identita"},
		"an office's hours":     {"office:anagrafe", []nlu.Aspect{nlu.AspectHours}, "o:anagrafe:hours"},
		"another body's matter": {"body:passaporto", nil, "m:passaporto"},
		"asking for a person":   {nlu.SmalltalkHuman, nil, "c:human"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := ActionFor(tt.target, tt.aspects...)
			if !ok || got != tt.want {
				t.Fatalf("ActionFor = %q, %v; want %q", got, ok, tt.want)
			}
			back, ok := parseAction(got)
			if diff := cmp.Diff(action{tt.target, tt.aspects}, back); !ok || diff != "" {
				t.Errorf("parseAction(%q) (-want +got):\n%s", got, diff)
			}
		})
	}
}

func TestWhatDoesNotFitIsLeftOut(t *testing.T) {
	t.Parallel()
	long := nlu.Service(strings.Repeat("a", 50))
	got, ok := ActionFor(long, nlu.AspectCost, nlu.AspectAppointment)
	if want := "a:" + long.Slug() + ":cost"; !ok || got != want {
		t.Errorf("ActionFor = %q, %v; want %q", got, ok, want)
	}
	for _, target := range []nlu.Target{nlu.Service(strings.Repeat("a", 63)), nlu.TargetStatus, "svc:", "svc:città", "svc:a:b"} {
		if got, ok := ActionFor(target); ok {
			t.Errorf("ActionFor(%q) = %q, want none", target, got)
		}
	}
}

func TestWhatIsNoActionIsTold(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "a", "a:", "b:carta-identita", "a:CARTA", "a:../x", "c:sing", "1:2:3", "a:" + strings.Repeat("x", 70)} {
		if got, ok := parseAction(s); ok {
			t.Errorf("parseAction(%q) = %v, want none", s, got)
		}
	}
	if got, ok := parseAction("a:carta-identita:cost+colour"); !ok || len(got.Aspects) != 1 {
		t.Errorf("an aspect of a later release: %v, %v; want the rest to be understood", got, ok)
	}
}

func FuzzParseAction(f *testing.F) {
	for _, seed := range []string{"a:carta-identita:cost", "a:x:where+cost+cost", "o:anagrafe", "m:passaporto:", "c:human", "::", "a:b:c:d", "a:-:+"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		read, ok := parseAction(s)
		if !ok {
			return
		}
		written, ok := ActionFor(read.Target, read.Aspects...)
		if !ok || len(written) > maxAction {
			t.Fatalf("%q is read as %v, which is written as %q, %v", s, read, written, ok)
		}
		again, ok := parseAction(written)
		if diff := cmp.Diff(read, again); !ok || diff != "" && len(written)+len("+eligibility") < maxAction {
			t.Errorf("%q and %q are read differently:\n%s", s, written, diff)
		}
	})
}
