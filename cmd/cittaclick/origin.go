package main

import (
	"net/url"
	"strings"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// embedOrigin is the origin of a site whose pages may embed the assistant, as
// browsers write it: https://www.comune.example.
type embedOrigin string

// UnmarshalText reads an origin. Without TLS it is only taken of this machine:
// anybody on the way could speak in the name of another.
func (o *embedOrigin) UnmarshalText(text []byte) error {
	address, err := url.Parse(strings.TrimSpace(string(text)))
	if err != nil || address.Host == "" || address.Scheme != "https" && address.Scheme != "http" {
		return fault.New(fault.Invalid, "%q non è l'indirizzo di un sito: scrivilo come https://www.comune.example", text)
	}
	if strings.Contains(address.Host, "*") {
		return fault.New(fault.Invalid, "%q: i siti si elencano uno per uno, senza asterischi", text)
	}
	if strings.Trim(address.Path, "/") != "" || address.RawQuery != "" || address.Fragment != "" || address.User != nil {
		return fault.New(fault.Invalid, "%q: basta il sito, senza pagina né altro, come https://www.comune.example", text)
	}
	host := address.Hostname()
	if address.Scheme == "http" && host != "localhost" && host != "127.0.0.1" {
		return fault.New(fault.Invalid, "%q: serve https, tranne che per prova su localhost", text)
	}
	// Browsers leave out the port that goes without saying.
	written := strings.TrimSuffix(strings.ToLower(address.Host), map[string]string{"https": ":443", "http": ":80"}[address.Scheme])
	*o = embedOrigin(address.Scheme + "://" + written)
	return nil
}
