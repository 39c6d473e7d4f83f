// Package webchat is the assistant on the web: the page /chat and /widget.js, a
// script that gives any page the element <cittaclick-chat>. The element itself is
// chat.ts; it talks to the JSON API, as whoever else builds on it does.
//
// The package serves them. It answers no question and knows no rule of the town.
package webchat
