package postgres

import (
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
)

// DefaultDataDir is where the program keeps its data unless it is told
// otherwise: /var/lib/cittaclick for root, else the XDG data directory.
func DefaultDataDir() string {
	if os.Geteuid() == 0 {
		return "/var/lib/cittaclick"
	}
	return filepath.Join(xdg.DataHome, "cittaclick")
}
