package bot

import (
	"slices"
	"strings"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// aboutPeople answers who somebody is, or who holds an office of the town: "chi è
// il sindaco?", "chi è Marco Conti?". It does nothing, and says false, when
// nobody in the charter is meant.
func (a *answer) aboutPeople() bool {
	people := peopleNamed(a.view.People(), a.said)
	if len(people) == 0 {
		people = peopleInRole(a.view.People(), a.said, a.ownNames())
	}
	if len(people) == 0 {
		return false
	}
	offered := a.u.Target
	a.readAsPeople(people)
	for _, person := range people {
		a.onePerson(person)
	}
	a.reply.Ending = EndAnswered
	a.peopleSource(people)
	if title := a.titleOf(offered); title != "" && offered.Kind() == nlu.KindService {
		a.buttons(button(title, offered))
	}
	return true
}

// asksWho tells whether the question begins as one about a person.
func (p phrase) asksWho() bool {
	return p.begins("chi e", "chi sono", "chi sarebbe", "chi fa", "chi fa il", "come si chiama", "come si chiamano", "nome del", "nome della", "nome dell",
		"sai chi e", "mi sai dire chi e", "vorrei sapere chi e", "e chi e")
}

// peopleNamed finds whom the words name: by name and surname or, in a question
// who somebody is, by the surname alone, unless it is the only word of a topic.
func peopleNamed(people []*knowledge.Person, said phrase) []*knowledge.Person {
	var full, surname []*knowledge.Person
	for _, person := range people {
		given, family := strings.TrimSpace(string(newPhrase(person.GivenName))), strings.TrimSpace(string(newPhrase(person.FamilyName)))
		switch {
		case family == "":
		case given != "" && said.says(given+" "+family, family+" "+given):
			full = append(full, person)
		case said.begins("chi e "+family, "chi e il signor "+family, "chi e la signora "+family, "chi e il dottor "+family, "chi e la dottoressa "+family):
			surname = append(surname, person)
		}
	}
	if len(full) > 0 {
		return full
	}
	return surname
}

// publicRoles are the posts that people ask after by name, as the beginning of
// the word in the question and in the tenure.
var publicRoles = []string{"vicesindac", "sindac", "assessor", "segretari", "comandante", "presidente", "consiglier"}

// peopleInRole finds who holds a post: of several, those whose field is named.
// Nobody is found for the mayor of another town than the own.
func peopleInRole(people []*knowledge.Person, said phrase, own map[string]bool) []*knowledge.Person {
	const near = 6 // words from the beginning; farther away the post is not what is asked
	words := said.words()
	at := slices.IndexFunc(words[:min(near, len(words))], func(w string) bool { return roleOf(w) != "" })
	if at < 0 || !said.asksWho() {
		return nil
	}
	role, topic := roleOf(words[at]), words[at+1:]
	if len(topic) > 1 && topic[0] == "di" && !own[topic[1]] {
		return nil
	}
	var holders, ofTopic []*knowledge.Person
	for _, person := range people {
		for _, tenure := range person.Tenures {
			title := newPhrase(firstOf(tenure.Title, string(tenure.Role)))
			if !holds(tenure, title, role) || slices.Contains(holders, person) {
				continue
			}
			holders = append(holders, person)
			if speaksOf(title, topic) {
				ofTopic = append(ofTopic, person)
			}
		}
	}
	if len(ofTopic) > 0 {
		return ofTopic
	}
	return holders
}

func roleOf(word string) string {
	for _, role := range publicRoles {
		if strings.HasPrefix(word, role) {
			return role
		}
	}
	return ""
}

// holds tells whether a tenure is of the post: the mayor's deputy is no mayor,
// and a mayor's secretary is not one either.
func holds(tenure knowledge.Tenure, title phrase, role string) bool {
	if role == "sindac" {
		return tenure.Role == knowledge.RoleMayor
	}
	return slices.ContainsFunc(title.words(), func(w string) bool { return strings.HasPrefix(w, role) })
}

// speaksOf tells whether a title names what the question names; words are alike
// when they begin alike, since lavori are pubblici and a lavoro is pubblico.
func speaksOf(title phrase, topic []string) bool {
	const telling, alike = 4, 5
	for _, asked := range topic {
		for _, word := range title.words() {
			if len(asked) >= telling && len(word) >= telling && word[:min(alike, len(word))] == asked[:min(alike, len(asked))] && roleOf(word) == "" {
				return true
			}
		}
	}
	return false
}

// onePerson tells what somebody does and how to reach them or their office.
func (a *answer) onePerson(person *knowledge.Person) {
	facts := []Fact{{Label: person.FullName(), Value: enumerate(PostsOf(a.view, person))}}
	if facts[0].Value == "" {
		facts[0].Value = "nessun incarico indicato"
	}
	facts = append(facts, Fact{Label: "Telefono", Value: person.Phone}, Fact{Label: "E-mail", Value: person.Email})
	for _, office := range a.officesOf(person) {
		facts = append(facts, Fact{Label: "Ufficio", Value: a.reach(office)}, Fact{Label: "Dove", Value: a.briefPlace(office)})
	}
	a.facts(facts...)
}

// PostsOf lists what somebody is, with the office where the title does not say.
func PostsOf(view knowledge.View, person *knowledge.Person) []string {
	var posts []string
	for _, tenure := range person.Tenures {
		post := firstOf(tenure.Title, tenure.Body, string(tenure.Role))
		if office, ok := view.Office(tenure.Office); ok && !strings.Contains(strings.ToLower(post), strings.ToLower(office.Name)) {
			post = bracketed(post, office.Name)
		}
		posts = append(posts, post)
	}
	return posts
}

func (a *answer) officesOf(person *knowledge.Person) []*knowledge.Office {
	var offices []*knowledge.Office
	for _, tenure := range person.Tenures {
		if office, ok := a.view.Office(tenure.Office); ok && !slices.Contains(offices, office) {
			offices = append(offices, office)
		}
	}
	return offices
}

// readAsPeople takes the question as one about the office where the only person
// found works; what else was understood stays.
func (a *answer) readAsPeople(people []*knowledge.Person) {
	offices := a.officesOf(people[0])
	if len(people) == 1 && len(offices) > 0 {
		a.readAs(nlu.Office(string(offices[0].ID)), []nlu.Aspect{nlu.AspectWho})
	}
}

// peopleSource names the office's page or, without one, the charter.
func (a *answer) peopleSource(people []*knowledge.Person) {
	if offices := a.officesOf(people[0]); len(people) == 1 && len(offices) > 0 {
		s := subject{office: offices[0]}
		a.source(s.page(), s.title(), s.updatedOn())
		return
	}
	a.charterSource(knowledge.Earliest)
}
