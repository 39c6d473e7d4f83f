package knowledge

import "math"

// Position is a point on the Earth in degrees of WGS 84, as maps and telephones
// give it.
type Position struct{ Latitude, Longitude float64 }

// Valid reports whether there is such a point.
func (p Position) Valid() bool {
	const pole, antimeridian = 90, 180
	return math.Abs(p.Latitude) <= pole && math.Abs(p.Longitude) <= antimeridian // false for NaN
}

// MetresTo returns the distance as the crow flies, by the haversine formula on a
// sphere: within half a percent, which is less than a telephone knows.
func (p Position) MetresTo(q Position) float64 {
	const earthRadius = 6_371_009 // mean, in metres
	lat1, lat2 := radians(p.Latitude), radians(q.Latitude)
	h := haversine(lat2-lat1) + math.Cos(lat1)*math.Cos(lat2)*haversine(radians(q.Longitude-p.Longitude))
	return 2 * earthRadius * math.Asin(min(1, math.Sqrt(h)))
}

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }

func haversine(angle float64) float64 {
	half := math.Sin(angle / 2)
	return half * half
}

// Position returns where the building is; false when nobody wrote it down.
func (b *Building) Position() (Position, bool) {
	p := Position{b.Latitude, b.Longitude}
	return p, p != Position{}
}

// NearestBuilding returns the building that is nearest to a point, and how many
// metres away it is; false when no building has a position. Of two at the same
// place it is the first by slug.
func (v View) NearestBuilding(to Position) (nearest *Building, metres float64, ok bool) {
	for _, building := range v.Buildings() {
		at, known := building.Position()
		if !known {
			continue
		}
		if d := to.MetresTo(at); !ok || d < metres {
			nearest, metres, ok = building, d, true
		}
	}
	return nearest, metres, ok
}
