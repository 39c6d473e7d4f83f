package lint

import "strings"

// shortLine is up to how many words two lines are the same but for a topic, as
// all telegrams are: "costo imu", "costo tari".
const shortLine = 4

// near tells lines of two targets that differ by one word: the same frame with
// the service swapped, or a slip of the keyboard. They teach the frame and not
// how the need is told.
func (c *checker) near(bank []line) {
	framed := make(map[string][]int)
	for i, l := range bank {
		if len(l.words) < 2 || l.Target == outOfScope {
			continue
		}
		for skip := range l.words {
			frame := strings.Join(l.words[:skip], " ") + " * " + strings.Join(l.words[skip+1:], " ")
			framed[frame] = append(framed[frame], i)
		}
	}
	told := make(map[[2]int]bool)
	for _, alike := range framed {
		for n, i := range alike {
			for _, j := range alike[:n] {
				a, b := bank[min(i, j)], bank[max(i, j)]
				pair := [2]int{min(i, j), max(i, j)}
				if told[pair] || a.Target == b.Target || a.plain == b.plain || len(a.words) <= shortLine && !slip(a, b) {
					continue
				}
				told[pair] = true
				c.add(SeverityWarning, RulePhraseNear, b.place(), "", "«%s» è quasi «%s» di %s", b.Text, a.Text, a.Target)
			}
		}
	}
}

// outOfScope is the target of what no town hall answers. Near misses are there
// on purpose.
const outOfScope = "oos"

// slip reports whether the word that differs does so by one letter: a mistake
// would turn one line into the other.
func slip(a, b line) bool {
	for i := range a.words {
		if a.words[i] != b.words[i] {
			return oneEdit(a.words[i], b.words[i])
		}
	}
	return false
}

// oneEdit reports whether one letter added, dropped or changed makes b of a.
func oneEdit(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(x) == len(y) {
		return string(x[min(i+1, len(x)):]) == string(y[min(i+1, len(y)):])
	}
	return string(x[i:]) == string(y[i+1:])
}
