package nlu

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
)

// errWeights is all that is said of bytes that hold no weights: whoever kept
// them learns anew.
var errWeights = errors.New("no weights, or damaged ones")

// DecodeWeights reads what Encode wrote. It fails on anything else, cut short or
// altered, and never takes more memory than a few times the bytes it is given.
func DecodeWeights(data []byte) (*Weights, error) {
	if len(data) < len(weightsMagic)+sha256.Size || string(data[:len(weightsMagic)]) != weightsMagic {
		return nil, fmt.Errorf("decode weights: %w", errWeights)
	}
	body, sum := data[:len(data)-sha256.Size], data[len(data)-sha256.Size:]
	if actual := sha256.Sum256(body); !bytes.Equal(actual[:], sum) {
		return nil, fmt.Errorf("decode weights: %w", errWeights)
	}
	return decodeWeights(body[len(weightsMagic):])
}

// decodeWeights trusts nothing that it reads, though the digest was right.
func decodeWeights(body []byte) (*Weights, error) {
	d := &decoder{rest: body}
	w := &Weights{targets: d.targets()}
	digests := make([]uint64, d.count(8))
	d.get(digests)
	w.taught = make(map[uint64]bool, len(digests))
	for _, digest := range digests {
		w.taught[digest] = true
	}
	w.heard, w.brief = &aspectModel{d.linear(len(Aspects()))}, &aspectModel{d.linear(len(Aspects()))}
	w.brief.weights.beneath = w.heard.weights
	w.also = &aspectModel{d.linear(nothingBeside() + 1)}
	if classes := d.targets(); len(classes) > 0 {
		w.turns = &turnModel{classes: classes, weights: d.linear(len(classes))}
	}
	w.ranking = d.ranking(len(w.targets))
	w.counts = d.counts(len(w.targets))
	if d.bad || len(d.rest) > 0 {
		return nil, fmt.Errorf("decode weights: %w", errWeights)
	}
	return w, nil
}

// decoder reads values from bytes; what it reads after something was wrong is
// empty.
type decoder struct {
	rest []byte
	bad  bool
}

func (d *decoder) fail() { d.rest, d.bad = nil, true }

// get fills values of a fixed size.
func (d *decoder) get(values any) {
	n, err := binary.Decode(d.rest, binary.LittleEndian, values)
	if err != nil {
		d.fail()
		return
	}
	d.rest = d.rest[n:]
}

// count reads how many values of a size follow: never more than there are bytes.
func (d *decoder) count(size int) int {
	var n uint32
	d.get(&n)
	if int64(n)*int64(size) > int64(len(d.rest)) {
		d.fail()
		return 0
	}
	return int(n)
}

// number reads one number.
func (d *decoder) number() uint32 {
	var raw [4]byte
	d.rest = d.rest[copy(raw[:], d.rest):]
	return binary.LittleEndian.Uint32(raw[:])
}

func (d *decoder) targets() []Target {
	out := make([]Target, d.count(4))
	for i := range out {
		out[i] = Target(d.text())
	}
	return out
}

func (d *decoder) text() string {
	n := d.count(1)
	text := string(d.rest[:n])
	d.rest = d.rest[n:]
	return text
}

func (d *decoder) rows() *featureRows {
	features := make([]uint64, d.count(8))
	d.get(features)
	rows := newFeatureRows(len(features))
	for _, f := range features {
		rowOf(rows, f)
	}
	if rows.Len() != len(features) {
		d.fail()
	}
	return rows
}

func (d *decoder) linear(classes int) *linear {
	m := &linear{classes: classes, rows: d.rows()}
	if int64(m.rows.Len())*int64(classes)*4 > int64(len(d.rest)) {
		d.fail()
		return m
	}
	m.weights = make([]float32, m.rows.Len()*classes)
	d.get(m.weights)
	return m
}

func (d *decoder) ranking(targets int) *rankWeights {
	m := &rankWeights{rows: d.rows()}
	if int64(m.rows.Len()+1)*4 > int64(len(d.rest)) {
		d.fail()
		return m
	}
	m.starts = make([]int32, m.rows.Len()+1)
	d.get(m.starts)
	n := d.count(8)
	numbers, weights := make([]int32, n), make([]float32, n)
	d.get(numbers)
	d.get(weights)
	m.weights = make([]rankWeight, n)
	for i, target := range numbers {
		if target < 0 || int(target) >= targets {
			d.fail()
		}
		m.weights[i] = rankWeight{target, weights[i]}
	}
	last := int32(0)
	for _, start := range m.starts {
		if start < last || int(start) > n {
			d.fail()
		}
		last = start
	}
	return m
}

func (d *decoder) counts(targets int) counts {
	n := d.count(8)
	all := make(counts, n)
	for range n {
		stem := d.text()
		row := make([]stemCount, d.count(8))
		for i := range row {
			target := d.number()
			if int64(target) >= int64(targets) {
				d.fail()
				return nil
			}
			row[i] = stemCount{int32(target), d.number()}
		}
		all[stem] = row
	}
	return all
}
