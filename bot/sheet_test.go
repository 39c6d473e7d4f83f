package bot_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/knowledge"
)

// TestSheetsAreToldAsAnswersAre: what pages say of services and offices, to be
// read as prose. The day of a page is that of the moment unless it says "on".
func TestSheetsAreToldAsAnswersAre(t *testing.T) {
	t.Parallel()
	const golden = "testdata/sheets.txt"
	var out bytes.Buffer
	tellService(t, &out, "carta-identita", "2026-11-23 10:00", "")
	tellService(t, &out, "accesso-atti", "2026-11-23 20:00", "")
	tellOffice(t, &out, "anagrafe", "2026-11-23 12:20", "")
	tellOffice(t, &out, "anagrafe", "2026-11-23 12:20", "2026-12-05")
	tellOffice(t, &out, "mobilita", "2026-11-30 10:00", "")
	tellOffice(t, &out, "urp", "2026-12-25 10:00", "")
	if *update {
		if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil { //nolint:gosec // read by everyone
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), out.String()); diff != "" {
		t.Errorf("the sheets differ (-want +got); if it is better so, run the test with -update:\n%s", diff)
	}
}

// seen returns the charter as a page sees it, and the moment.
func seen(t *testing.T, moment, on string) (knowledge.View, time.Time) {
	t.Helper()
	now := at(t, moment)
	day := knowledge.DateOf(now)
	if on != "" {
		var err error
		if day, err = knowledge.ParseDate(on); err != nil {
			t.Fatal(err)
		}
	}
	return demoWorld(t).Charter.On(day), now
}

func tellService(t *testing.T, out *bytes.Buffer, slug, moment, on string) {
	t.Helper()
	view, now := seen(t, moment, on)
	service, ok := view.Service(knowledge.ServiceID(slug))
	if !ok {
		t.Fatalf("no service %s", slug)
	}
	sheet := bot.ServiceSheet(view, service, now)
	fmt.Fprintf(out, "=== %s @ %s %s\n", service.Title.Value, moment, on)
	for _, fact := range sheet.Brief() {
		fmt.Fprintf(out, "%s: %s\n", fact.Label, fact.Value)
	}
	tellPart(out, "Avvisi", sheet.Notices())
	tellPart(out, "A chi è rivolto", sheet.Audience())
	tellPart(out, "Come fare", sheet.Procedure())
	tellPart(out, "Cosa serve", sheet.Requirements())
	tellPart(out, "Cosa si ottiene", sheet.Outcome())
	tellPart(out, "Tempi e scadenze", sheet.Times())
	tellPart(out, "Quanto costa", sheet.Cost())
	tellPart(out, "Accedi al servizio", sheet.Access())
	tellPart(out, "Chi risponde", sheet.Answerable())
	tellHours(out, sheet)
	fmt.Fprintf(out, "\n(%s)\n\n", sheet.Missing())
}

func tellOffice(t *testing.T, out *bytes.Buffer, slug, moment, on string) {
	t.Helper()
	view, now := seen(t, moment, on)
	office, ok := view.Office(knowledge.OfficeID(slug))
	if !ok {
		t.Fatalf("no office %s", slug)
	}
	sheet := bot.OfficeSheet(view, office, now)
	fmt.Fprintf(out, "=== %s @ %s %s\n", office.Name, moment, on)
	tellPart(out, "Avvisi", sheet.Notices())
	tellPart(out, "Chi risponde", sheet.Answerable())
	tellHours(out, sheet)
	fmt.Fprintln(out)
}

func tellPart(out *bytes.Buffer, title string, blocks []bot.Block) {
	fmt.Fprintf(out, "\n# %s\n%s", title, render(bot.Reply{Blocks: blocks}))
}

func tellHours(out *bytes.Buffer, sheet bot.Sheet) {
	opening, ok := sheet.Hours()
	if !ok {
		return
	}
	fmt.Fprintf(out, "\n# Orari: %s\n[%s] %s\n", opening.Desk, opening.State, opening.Then)
	for _, day := range opening.Week {
		fmt.Fprintf(out, "  %s: %s\n", day.Name, day.Plan)
	}
	fmt.Fprintf(out, "Ogni settimana: %s\nDiversi: %s\n", strings.Join(opening.Weekly, "; "), strings.Join(opening.Different, "; "))
}

func TestAPageSaysThatItsServiceHasNoOfficeAnyMore(t *testing.T) {
	t.Parallel()
	view, now := seen(t, "2026-11-23 10:00", "")
	service := &knowledge.Service{ID: "x"}
	service.Office = knowledge.Some(knowledge.OfficeID("ufficio-sport"))
	sheet := bot.ServiceSheet(view, service, now)
	said := render(bot.Reply{Blocks: sheet.Notices()})
	if !strings.Contains(said, "non c'è più") || !strings.Contains(said, "cultura") {
		t.Errorf("notices = %q, want what became of the office", said)
	}
	if _, ok := sheet.Hours(); ok || strings.Contains(sheet.Missing(), "ufficio:") {
		t.Error("the page sends to an office that there is not")
	}
}

func TestClosuresOfTheWholeTownAreToldTwoWeeksAhead(t *testing.T) {
	t.Parallel()
	for moment, want := range map[string]bool{"2026-12-12 10:00": true, "2026-12-09 10:00": false} {
		view, now := seen(t, moment, "")
		told := slices.ContainsFunc(bot.TownClosures(view, now), func(s string) bool { return strings.Contains(s, "24 dicembre") })
		if told != want {
			t.Errorf("on %s the closure of 24 December is told: %v, want %v", moment, told, want)
		}
	}
}
