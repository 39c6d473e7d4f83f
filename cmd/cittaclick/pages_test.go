package main

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cittaclick/cittaclick/internal/fault"
)

func TestThePublicAddressIsThatOfASite(t *testing.T) {
	t.Parallel()
	for flag, want := range map[string]string{
		"":                                "",
		"https://servizi.comune.example":  "https://servizi.comune.example",
		"https://servizi.comune.example/": "https://servizi.comune.example",
		"http://localhost:8080":           "http://localhost:8080",
	} {
		if got, err := publicAddress(flag); err != nil || got != want {
			t.Errorf("publicAddress(%q) = %q, %v, want %q", flag, got, err, want)
		}
	}
	for _, flag := range []string{"servizi.comune.example", "ftp://comune.example", "https://comune.example/carta", "https://comune.example/?a=b", "https://"} {
		_, err := publicAddress(flag)
		if words, _ := fault.Message(err); !errors.Is(err, fault.Invalid) || !strings.Contains(words, "--public-url") {
			t.Errorf("publicAddress(%q) = %v, want fault.Invalid that names the flag", flag, err)
		}
	}
}

func TestArmsThatCannotBeReadAreToldInWords(t *testing.T) {
	t.Parallel()
	flags := pageFlags{Arms: filepath.Join(t.TempDir(), "stemma.svg")}
	_, err := flags.brand()
	if words, _ := fault.Message(err); !errors.Is(err, fault.Invalid) || !strings.Contains(words, "--arms") {
		t.Errorf("brand = %v, want fault.Invalid that names the flag", err)
	}
}
