package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/cittaclick/cittaclick/nlu"
)

// measuringQuestions reads the questions of files that measure the assistant.
func measuringQuestions(files []string) ([]string, error) {
	var all []string
	for _, name := range files {
		texts, err := questionsOf(name)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		all = append(all, texts...)
	}
	return all, nil
}

func questionsOf(name string) (texts []string, err error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	switch filepath.Ext(name) {
	case ".tsv":
		questions, err := nlu.ReadQuestions(file)
		return textsOf(questions), err
	case ".jsonl":
		dialogues, err := nlu.ReadDialogues(file)
		for _, d := range dialogues {
			texts = append(texts, textsOf(d.Turns)...)
		}
		return texts, err
	default:
		return linesOf(file)
	}
}

func textsOf(questions []nlu.Question) []string {
	texts := make([]string, len(questions))
	for i, q := range questions {
		texts[i] = q.Text
	}
	return texts
}

func linesOf(r io.Reader) ([]string, error) {
	var lines []string
	scanner := bufio.NewScanner(r)
	for scanner.Scan() {
		if line := strings.TrimSpace(scanner.Text()); line != "" {
			lines = append(lines, line)
		}
	}
	return lines, scanner.Err()
}
