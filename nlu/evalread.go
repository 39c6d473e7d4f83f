package nlu

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// Question is one question of a set with what it should be understood as.
type Question struct {
	Text    string
	Targets []Target // any of these is right
	Aspects []Aspect // most important first; empty when none is expected
	Style   string
	Source  string
	Line    int
}

// Dialogue is a conversation of a set, turn by turn.
type Dialogue struct {
	ID    string
	Turns []Question
}

// questionColumns are those of the first row of a question file.
const questionColumns = "question\ttarget\taspects\tstyle\tsource"

// ReadQuestions reads a tab-separated set of questions with its header row.
// Every error names the line.
func ReadQuestions(r io.Reader) ([]Question, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	var out []Question
	for number := 1; lines.Scan(); number++ {
		text := strings.TrimSuffix(lines.Text(), "\r")
		if number == 1 {
			if strings.TrimPrefix(text, "\ufeff") != questionColumns {
				return nil, fault.New(fault.Invalid, "line 1: the columns are not %q", strings.ReplaceAll(questionColumns, "\t", ", "))
			}
			continue
		}
		if text == "" {
			continue
		}
		q, err := parseQuestion(text)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		q.Line = number
		out = append(out, q)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read questions: %w", err)
	}
	return out, nil
}

func parseQuestion(line string) (Question, error) {
	f := strings.Split(line, "\t")
	if len(f) != 5 {
		return Question{}, fault.New(fault.Invalid, "%d columns, want 5", len(f))
	}
	targets, err := parseTargets(f[1])
	if err != nil {
		return Question{}, err
	}
	aspects, err := parseAspects(f[2])
	if err != nil {
		return Question{}, err
	}
	return Question{Text: f[0], Targets: targets, Aspects: aspects, Style: f[3], Source: f[4]}, nil
}

func parseTargets(s string) ([]Target, error) {
	var out []Target
	for label := range strings.SplitSeq(s, "|") {
		t, ok := ParseTarget(strings.TrimSpace(label))
		if !ok {
			return nil, fault.New(fault.Invalid, "%q is no target", label)
		}
		out = append(out, t)
	}
	return out, nil
}

func parseAspects(s string) ([]Aspect, error) {
	var out []Aspect
	if strings.TrimSpace(s) == "" {
		return nil, nil
	}
	for label := range strings.SplitSeq(s, "+") {
		a, ok := ParseAspect(strings.TrimSpace(label))
		if !ok {
			return nil, fault.New(fault.Invalid, "%q is no aspect", label)
		}
		out = append(out, a)
	}
	return out, nil
}

// ReadDialogues reads a set of dialogues, one JSON object a line:
// {"id": …, "turns": [{"user": …, "target": …, "aspects": …}]}.
func ReadDialogues(r io.Reader) ([]Dialogue, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	var out []Dialogue
	for number := 1; lines.Scan(); number++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		d, err := parseDialogue(lines.Bytes())
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		for i := range d.Turns {
			d.Turns[i].Line = number
		}
		out = append(out, d)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read dialogues: %w", err)
	}
	return out, nil
}

func parseDialogue(line []byte) (Dialogue, error) {
	var raw struct {
		ID    string `json:"id"`
		Turns []struct {
			User    string `json:"user"`
			Target  string `json:"target"`
			Aspects labels `json:"aspects"`
		} `json:"turns"`
	}
	if err := json.Unmarshal(line, &raw); err != nil {
		return Dialogue{}, fault.Wrap(fault.Invalid, err, "not a dialogue")
	}
	d := Dialogue{ID: raw.ID}
	for _, t := range raw.Turns {
		targets, err := parseTargets(t.Target)
		if err != nil {
			return Dialogue{}, err
		}
		aspects, err := parseAspects(string(t.Aspects))
		if err != nil {
			return Dialogue{}, err
		}
		d.Turns = append(d.Turns, Question{Text: t.User, Targets: targets, Aspects: aspects})
	}
	return d, nil
}

// labels is "cost+where", or the same as a JSON list.
type labels string

// UnmarshalJSON takes either writing.
func (l *labels) UnmarshalJSON(data []byte) error {
	var list []string
	if json.Unmarshal(data, &list) == nil {
		*l = labels(strings.Join(list, "+"))
		return nil
	}
	var s string
	if err := json.Unmarshal(data, &s); err != nil {
		return fmt.Errorf("aspects: %w", err)
	}
	*l = labels(s)
	return nil
}
