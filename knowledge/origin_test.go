package knowledge

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEachFieldTellsItsLayer(t *testing.T) {
	t.Parallel()
	amount := Euro(500)
	facts := valdoria(t)
	facts.ServiceSheets = append(facts.ServiceSheets, localFact("imu", Always, ServiceSheet{Validity: NotProvided[string]()}))
	facts.ServiceDuties = append(facts.ServiceDuties, localFact("imu", Always, ServiceDuty{Office: Some(OfficeID("tributi"))}))
	facts.ServiceFees = append(facts.ServiceFees, baseFact("imu", Always, ServiceFees{
		Fees: Some([]Fee{{Item: Item{Key: "diritto"}, Name: "Diritto", Amount: &amount}}),
	}))
	service, ok := charterOf(t, facts).On(december).Service("imu")
	if !ok {
		t.Fatal("no service imu")
	}
	want := Origins{"title": OriginBase, "validity": OriginLocal, "fees": OriginBase, "office": OriginLocal}
	if diff := cmp.Diff(want, service.Origins); diff != "" {
		t.Errorf("origins (-want +got):\n%s", diff)
	}
}
