package main

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// reader reads one page of the site after another, compressed, as browsers do.
type reader struct {
	client *http.Client
	url    string
	paths  []string
	turn   int
}

// stride takes readers through the pages in an order in which no two read the
// same at once; it has no divisor in common with the number of pages of a charter
// but by chance.
const stride = 37

func (r *reader) once(ctx context.Context) error {
	path := r.paths[r.turn*stride%len(r.paths)]
	r.turn++
	body, err := r.get(ctx, path)
	if err != nil {
		return err
	}
	read, err := io.Copy(io.Discard, body)
	if err == nil && read == 0 {
		err = fmt.Errorf("%w: an empty page", errRefused)
	}
	return errors.Join(err, body.Close())
}

func (r *reader) get(ctx context.Context, path string) (io.ReadCloser, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, r.url+path, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", "text/html")
	request.Header.Set("Accept-Encoding", "gzip")
	response, err := r.client.Do(request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, errors.Join(fmt.Errorf("%w: status %d", errRefused, response.StatusCode), response.Body.Close())
	}
	return response.Body, nil
}

// sitemap lists the paths of the site's pages.
func sitemap(ctx context.Context, client *http.Client, server string) ([]string, error) {
	r := reader{client: client, url: server}
	body, err := r.get(ctx, "/sitemap.xml")
	if err != nil {
		return nil, err
	}
	defer body.Close()
	var listed struct {
		Addresses []string `xml:"url>loc"`
	}
	if err := xml.NewDecoder(body).Decode(&listed); err != nil {
		return nil, err
	}
	var paths []string
	for _, address := range listed.Addresses {
		u, err := url.Parse(address)
		if err != nil {
			return nil, err
		}
		paths = append(paths, u.RequestURI())
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("%w: no pages", errRefused)
	}
	return paths, nil
}
