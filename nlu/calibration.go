package nlu

// Calibration is how far the confidence can be believed: of the readings that
// are held to be right with 70 %, are 70 in 100 right? It is about the likeliest
// reading of every question that has one, whether it was answered, offered or
// kept as a guess, because the decision rests on that.
type Calibration struct {
	Readings int     `json:"readings"`
	Bins     []Bin   `json:"bins"`
	ECE      float64 `json:"expected_calibration_error"` // mean distance of confidence and share right, 0 to 1
	Brier    float64 `json:"brier"`                      // mean square of how far off each confidence was, 0 to 1
}

// Bin is the readings whose confidence is From or above and below To; the last
// takes in its end.
type Bin struct {
	From       float64 `json:"from"`
	To         float64 `json:"to"`
	Confidence float64 `json:"confidence"` // mean
	Rate
}

const calibrationBins = 10

func calibrationOf(outcomes []Outcome) Calibration {
	c := Calibration{Bins: make([]Bin, calibrationBins)}
	for i := range c.Bins {
		c.Bins[i].From, c.Bins[i].To = float64(i)/calibrationBins, float64(i+1)/calibrationBins
	}
	for _, o := range outcomes {
		if o.Best == "" {
			continue
		}
		right := 0.0
		if o.bestRight() {
			right = 1
		}
		c.Readings++
		c.Brier += (o.Confidence - right) * (o.Confidence - right)
		b := &c.Bins[min(int(o.Confidence*calibrationBins), calibrationBins-1)]
		b.Confidence += o.Confidence
		b.count(right == 1)
	}
	if c.Readings == 0 {
		return c
	}
	for i := range c.Bins {
		b := &c.Bins[i]
		if b.Of == 0 {
			continue
		}
		c.ECE += max(b.Confidence-float64(b.Right), float64(b.Right)-b.Confidence)
		b.Confidence /= float64(b.Of)
	}
	c.ECE /= float64(c.Readings)
	c.Brier /= float64(c.Readings)
	return c
}
