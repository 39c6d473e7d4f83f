package httpkit

import (
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
)

func proxies(t testing.TB, prefixes ...string) []netip.Prefix {
	t.Helper()
	var parsed []netip.Prefix
	for _, p := range prefixes {
		prefix, err := netip.ParsePrefix(p)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, prefix)
	}
	return parsed
}

func clientFrom(t *testing.T, peer string, trusted []netip.Prefix, forwarded ...string) netip.Addr {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), "GET", "/", nil)
	r.RemoteAddr = peer
	for _, f := range forwarded {
		r.Header.Add("X-Forwarded-For", f)
	}
	return clientOf(r, peerOf(r), trusted)
}

func TestClientIsWhoTrustedProxiesSay(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		peer      string
		trusted   []string
		forwarded []string
		want      string
	}{
		"nobody between":                 {"203.0.113.9:4000", nil, nil, "203.0.113.9"},
		"a header from anybody":          {"203.0.113.9:4000", nil, []string{"10.1.1.1"}, "203.0.113.9"},
		"a header past the proxy's back": {"203.0.113.9:4000", []string{"127.0.0.0/8"}, []string{"10.1.1.1"}, "203.0.113.9"},
		"one proxy":                      {"127.0.0.1:4000", []string{"127.0.0.0/8"}, []string{"203.0.113.9"}, "203.0.113.9"},
		"the client lies to the proxy":   {"127.0.0.1:4000", []string{"127.0.0.0/8"}, []string{"1.1.1.1, 203.0.113.9"}, "203.0.113.9"},
		"the lie names the proxy":        {"127.0.0.1:4000", []string{"127.0.0.0/8"}, []string{"127.0.0.1, 203.0.113.9"}, "203.0.113.9"},
		"two proxies":                    {"127.0.0.1:4000", []string{"127.0.0.0/8", "10.0.0.0/8"}, []string{"203.0.113.9, 10.0.0.2"}, "203.0.113.9"},
		"two headers":                    {"127.0.0.1:4000", []string{"127.0.0.0/8", "10.0.0.0/8"}, []string{"203.0.113.9", "10.0.0.2"}, "203.0.113.9"},
		"the proxy asks for itself":      {"127.0.0.1:4000", []string{"127.0.0.0/8"}, nil, "127.0.0.1"},
		"the proxy writes no address":    {"127.0.0.1:4000", []string{"127.0.0.0/8"}, []string{"unknown"}, "127.0.0.1"},
		"with a port":                    {"127.0.0.1:4000", []string{"127.0.0.0/8"}, []string{"203.0.113.9:1234"}, "203.0.113.9"},
		"IPv6 in brackets":               {"[::1]:4000", []string{"::1/128"}, []string{"[2001:db8::9]"}, "2001:db8::9"},
		"IPv4 within IPv6":               {"[::ffff:127.0.0.1]:4000", []string{"127.0.0.0/8"}, []string{"::ffff:203.0.113.9"}, "203.0.113.9"},
		"a Unix socket has no address":   {"@", []string{"127.0.0.0/8"}, []string{"203.0.113.9"}, "invalid IP"},
		"only proxies all the way":       {"127.0.0.1:4000", []string{"127.0.0.0/8"}, []string{"127.0.0.3"}, "127.0.0.3"},
		"what stands before garbage":     {"127.0.0.1:4000", []string{"127.0.0.0/8"}, []string{"203.0.113.9, ;drop"}, "127.0.0.1"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := clientFrom(t, c.peer, proxies(t, c.trusted...), c.forwarded...).String(); got != c.want {
				t.Errorf("client = %s, want %s", got, c.want)
			}
		})
	}
}

func TestAHouseholdIsOneClient(t *testing.T) {
	t.Parallel()
	for addr, want := range map[string]string{
		"203.0.113.9":       "203.0.113.9/32",
		"2001:db8:1:2:3::4": "2001:db8:1:2::/64",
	} {
		if got := household(netip.MustParseAddr(addr)).String(); got != want {
			t.Errorf("household(%s) = %s, want %s", addr, got, want)
		}
	}
	if household(netip.Addr{}) != (netip.Prefix{}) {
		t.Error("those without an address are not one client")
	}
}

// FuzzForwardedFor: whatever the header says, a client that no trusted proxy
// vouches for is the peer, and what stands left of the first stranger is never
// believed.
func FuzzForwardedFor(f *testing.F) {
	for _, seed := range []string{"", ",", "1.1.1.1", "[::1]:80, 10.0.0.1", "fe80::1%eth0", "unknown, 1.2.3.4,", strings.Repeat("10.0.0.1,", 50)} {
		f.Add(seed)
	}
	trusted := proxies(f, "127.0.0.0/8", "10.0.0.0/8")
	f.Fuzz(func(t *testing.T, header string) {
		if got := clientFrom(t, "203.0.113.9:1", trusted, header); got.String() != "203.0.113.9" {
			t.Errorf("a stranger became %s by %q", got, header)
		}
		if got := clientFrom(t, "127.0.0.1:1", trusted, header, "198.51.100.7, 10.0.0.1"); got.String() != "198.51.100.7" {
			t.Errorf("the client became %s by %q", got, header)
		}
		clientFrom(t, "127.0.0.1:1", trusted, header)
	})
}
