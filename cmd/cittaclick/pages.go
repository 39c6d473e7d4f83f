package main

import (
	"github.com/cittaclick/cittaclick/channels"
	"github.com/cittaclick/cittaclick/channels/webchat"
)

// mountPages puts on the face what people see in a browser.
func mountPages(face *channels.Face, town *instance) error {
	brand, err := channels.NewBrand(nil, "")
	if err != nil {
		return err
	}
	look, err := channels.NewLook(face, brand)
	if err != nil {
		return err
	}
	look.Assistant = true
	return webchat.Mount(face, webchat.Needs{Charters: town.charters, Look: look, Now: town.now})
}
