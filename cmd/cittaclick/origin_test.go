package main

import "testing"

func TestWhichSitesMayEmbed(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ written, want string }{
		"a site":                        {"https://www.comune.example", "https://www.comune.example"},
		"as it is copied":               {" https://WWW.Comune.example/ ", "https://www.comune.example"},
		"with the port of the scheme":   {"https://www.comune.example:443", "https://www.comune.example"},
		"with that of the other scheme": {"https://www.comune.example:80", "https://www.comune.example:80"},
		"with a port":                   {"https://comune.example:8443", "https://comune.example:8443"},
		"this machine, without TLS":     {"http://localhost:3000", "http://localhost:3000"},
		"this machine by number":        {"http://127.0.0.1:3000", "http://127.0.0.1:3000"},
		"another without TLS":           {"http://www.comune.example", ""},
		"all below a domain":            {"https://*.comune.example", ""},
		"everybody":                     {"*", ""},
		"a page":                        {"https://www.comune.example/chat", ""},
		"a page with a question":        {"https://www.comune.example/?a=b", ""},
		"a site with a name and a word": {"https://mario:rossi@www.comune.example", ""},
		"a name alone":                  {"www.comune.example", ""},
		"nothing":                       {"", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got embedOrigin
			if err := got.UnmarshalText([]byte(tt.written)); string(got) != tt.want || (err == nil) != (tt.want != "") {
				t.Errorf("%q is read as %q, %v; want %q", tt.written, got, err, tt.want)
			}
		})
	}
}
