package api_test

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// description is /api/openapi.json as its readers see it.
type description struct {
	OpenAPI    string
	Paths      map[string]map[string]operation
	Components struct{ Schemas map[string]map[string]any }
}

type operation struct {
	OperationID string `json:"operationId"`
	Summary     string
	Parameters  []struct{ Name, In string }
	RequestBody struct {
		Content map[string]struct{ Schema map[string]any }
	} `json:"requestBody"`
	Responses map[string]struct {
		Content map[string]struct{ Schema map[string]any }
	}
}

func described(t testing.TB, town town) description {
	t.Helper()
	got := town.get(t, "/api/openapi.json")
	if got.status != http.StatusOK || !strings.HasPrefix(got.header.Get("Content-Type"), "application/openapi+json") {
		t.Fatalf("openapi.json: %d %s", got.status, got.header.Get("Content-Type"))
	}
	var d description
	got.decode(t, &d)
	return d
}

// check reports how an answer departs from its description.
func (d description) check(path, method string, a answer) []string {
	response, ok := d.Paths[path][method].Responses[fmt.Sprint(a.status)]
	if !ok {
		return []string{fmt.Sprintf("%s %s does not describe status %d", method, path, a.status)}
	}
	mediaType, _, _ := strings.Cut(a.header.Get("Content-Type"), ";")
	content, ok := response.Content[mediaType]
	if !ok {
		return []string{fmt.Sprintf("%s %s does not describe %s", method, path, mediaType)}
	}
	var value any
	if err := json.Unmarshal(a.body, &value); err != nil {
		return []string{err.Error()}
	}
	return d.problems(content.Schema, value, "$")
}

// problems checks the part of JSON Schema that the description uses, and besides
// that no field is undescribed.
func (d description) problems(schema map[string]any, value any, at string) []string {
	if ref, ok := schema["$ref"].(string); ok {
		name := strings.TrimPrefix(ref, "#/components/schemas/")
		target, ok := d.Components.Schemas[name]
		if !ok {
			return []string{at + ": dangling " + ref}
		}
		return d.problems(target, value, at)
	}
	if kinds, ok := schema["oneOf"].([]any); ok {
		return d.oneOf(kinds, value, at)
	}
	switch value := value.(type) {
	case map[string]any:
		return d.object(schema, value, at)
	case []any:
		found := typeProblem(schema, at, "array")
		items, _ := schema["items"].(map[string]any)
		for i, item := range value {
			found = append(found, d.problems(items, item, fmt.Sprintf("%s[%d]", at, i))...)
		}
		return found
	case string:
		return append(typeProblem(schema, at, "string"), stringProblems(schema, value, at)...)
	case float64:
		if value == math.Trunc(value) {
			return typeProblem(schema, at, "integer", "number")
		}
		return typeProblem(schema, at, "number")
	case bool:
		return typeProblem(schema, at, "boolean")
	default:
		return typeProblem(schema, at, "null")
	}
}

func (d description) oneOf(kinds []any, value any, at string) []string {
	fitting := 0
	for _, kind := range kinds {
		if len(d.problems(kind.(map[string]any), value, at)) == 0 {
			fitting++
		}
	}
	if fitting != 1 {
		return []string{fmt.Sprintf("%s fits %d kinds: %v", at, fitting, value)}
	}
	return nil
}

func (d description) object(schema, value map[string]any, at string) []string {
	found := typeProblem(schema, at, "object")
	required, _ := schema["required"].([]any)
	for _, name := range required {
		if _, ok := value[name.(string)]; !ok {
			found = append(found, fmt.Sprintf("%s lacks %s", at, name))
		}
	}
	properties, _ := schema["properties"].(map[string]any)
	for name, field := range value {
		property, ok := properties[name].(map[string]any)
		if !ok {
			property, ok = schema["additionalProperties"].(map[string]any) // a map: every field alike
		}
		if !ok {
			found = append(found, fmt.Sprintf("%s.%s is not described", at, name))
			continue
		}
		found = append(found, d.problems(property, field, at+"."+name)...)
	}
	return found
}

func typeProblem(schema map[string]any, at string, fits ...string) []string {
	wanted, ok := schema["type"].([]any)
	if !ok {
		wanted = []any{schema["type"]}
	}
	for _, w := range wanted {
		if name, _ := w.(string); slices.Contains(fits, name) {
			return nil
		}
	}
	return []string{fmt.Sprintf("%s is %v, want %v", at, fits, wanted)}
}

func stringProblems(schema map[string]any, value, at string) []string {
	if values, ok := schema["enum"].([]any); ok && !slices.Contains(values, any(value)) {
		return []string{fmt.Sprintf("%s is %q, want one of %v", at, value, values)}
	}
	layout := map[any]string{"date": time.DateOnly, "date-time": time.RFC3339}[schema["format"]]
	if layout != "" {
		if _, err := time.Parse(layout, value); err != nil {
			return []string{at + ": " + err.Error()}
		}
	}
	return nil
}

func TestDescriptionNamesEveryPathAndParameter(t *testing.T) {
	t.Parallel()
	d := described(t, setup(t))
	if !strings.HasPrefix(d.OpenAPI, "3.1.") {
		t.Errorf("openapi = %q, want 3.1", d.OpenAPI)
	}
	want := map[string]string{
		"/api/v1/messages":         "post ",
		"/api/v1/feedback":         "post ",
		"/api/v1/suggestions":      "get limit q",
		"/api/v1/services":         "get cursor limit on q topic",
		"/api/v1/services/{slug}":  "get on slug",
		"/api/v1/offices":          "get cursor limit on",
		"/api/v1/offices/{slug}":   "get on slug",
		"/api/v1/buildings":        "get cursor limit on",
		"/api/v1/buildings/{slug}": "get on slug",
		"/api/v1/coverage":         "get cursor limit on",

		"/api/v1/life-events":        "get cursor limit on",
		"/api/v1/life-events/{slug}": "get on slug",
	}
	for path, expected := range want {
		method, parameters, _ := strings.Cut(expected, " ")
		op, ok := d.Paths[path][method]
		if !ok || op.Summary == "" || op.OperationID == "" {
			t.Errorf("%s %s is not described: %+v", method, path, op)
		}
		var names []string
		for _, p := range op.Parameters {
			if p.In != "header" {
				names = append(names, p.Name)
			}
		}
		slices.Sort(names)
		if got := strings.Join(names, " "); got != parameters {
			t.Errorf("parameters of %s = %q, want %q", path, got, parameters)
		}
	}
	if len(d.Paths) != len(want) {
		t.Errorf("%d paths are described, want %d", len(d.Paths), len(want))
	}
}

func TestAMessageIsDescribedAsJSONAlone(t *testing.T) {
	t.Parallel()
	content := described(t, setup(t)).Paths["/api/v1/messages"]["post"].RequestBody.Content
	body, ok := content["application/json"]
	if !ok || len(content) != 1 || body.Schema["$ref"] != "#/components/schemas/Message" {
		t.Errorf("the request is described as %v", content)
	}
}

func TestRepliesKeepToTheDescription(t *testing.T) {
	t.Parallel()
	town := setup(t, with(always(everyBlock(t))))
	d := described(t, town)
	for _, body := range []string{`{"text":"tari"}`, `{}`, `{"text":7}`, `[`} {
		for _, problem := range d.check("/api/v1/messages", "post", town.say(t, body)) {
			t.Errorf("%s: %s", body, problem)
		}
	}
}

// TestTheShippedCharterKeepsToTheDescription asks for all that the demo
// municipality has, by following the lists.
func TestTheShippedCharterKeepsToTheDescription(t *testing.T) {
	t.Parallel()
	town := setup(t, shipped(t))
	d := described(t, town)
	for _, kind := range []string{"services", "offices", "buildings"} {
		path, asked := "/api/v1/"+kind, 0
		for next := "?limit=7"; next != ""; {
			got := town.get(t, path+next)
			for _, problem := range d.check(path, "get", got) {
				t.Errorf("%s%s: %s", path, next, problem)
			}
			var page slugs
			got.decode(t, &page)
			for _, item := range page.Items {
				asked++
				for _, problem := range d.check(path+"/{slug}", "get", town.get(t, path+"/"+item.Slug)) {
					t.Errorf("%s/%s: %s", path, item.Slug, problem)
				}
			}
			if next = ""; page.Next != "" {
				next = "?limit=7&cursor=" + page.Next
			}
		}
		t.Logf("%d %s", asked, kind)
		if asked < 4 {
			t.Errorf("%d %s, want more: the lists are not followed", asked, kind)
		}
	}
}

// slugs is a list of anything.
type slugs struct {
	Items []struct{ Slug, Name, Title string }
	Next  string
}
