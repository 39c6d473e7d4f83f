package exchange

import (
	"fmt"
	"io/fs"

	"github.com/cittaclick/cittaclick/knowledge"
)

// Load reads files as an import into an empty charter in which everything that
// does not say its first day has been so since always: a charter without a
// database. The facts have no Row. The error is Problems when the files are not
// in order.
func Load(layers ...fs.FS) (knowledge.Facts, error) {
	files, err := Read(layers...)
	if err != nil {
		return knowledge.Facts{}, err
	}
	files.version = 0 // an empty charter knows no version to compare with
	edits, err := Diff(knowledge.Facts{}, files, Options{From: knowledge.Earliest})
	if err != nil {
		return knowledge.Facts{}, fmt.Errorf("load charter: %w", err)
	}
	return edits.Inserted, nil
}
