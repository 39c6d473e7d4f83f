package httpkit

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// peerOf returns the address of who holds the other end of the connection; the
// zero address when it has none, as over a Unix socket.
func peerOf(r *http.Request) netip.Addr {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return peer.Addr().Unmap()
}

// clientOf returns the address of the client. X-Forwarded-For is believed as far
// as trusted proxies wrote it: it is read from its end, and the first address
// that is no trusted proxy is the client, whatever stands before it.
func clientOf(r *http.Request, peer netip.Addr, proxies []netip.Prefix) netip.Addr {
	client := peer
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		if !trusted(client, proxies) {
			return client
		}
		addr, err := parseHop(hop)
		if err != nil {
			return client
		}
		client = addr
	}
	return client
}

// parseHop reads one entry of X-Forwarded-For, with or without a port.
func parseHop(hop string) (netip.Addr, error) {
	hop = strings.TrimSpace(hop)
	if addrPort, err := netip.ParseAddrPort(hop); err == nil {
		return addrPort.Addr().Unmap(), nil
	}
	addr, err := netip.ParseAddr(strings.Trim(hop, "[]"))
	return addr.Unmap().WithZone(""), err
}

func trusted(addr netip.Addr, proxies []netip.Prefix) bool {
	return slices.ContainsFunc(proxies, func(p netip.Prefix) bool { return p.Contains(addr) })
}

// household returns what limits count as one client: an IPv4 address, or the /64
// that an IPv6 customer gets whole.
func household(addr netip.Addr) netip.Prefix {
	const subscriber = 64
	bits := addr.BitLen()
	if addr.Is6() {
		bits = subscriber
	}
	prefix, err := addr.Prefix(bits)
	if err != nil { // the zero address: those who have none are one client
		return netip.Prefix{}
	}
	return prefix
}
