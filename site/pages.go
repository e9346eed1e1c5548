package site

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"time"
)

// pages returns the content files of the in-memory project. Every string of the
// Portal is a value in JSON front matter, which the theme escapes; the answer
// alone is a body.
func (pl *plan) pages() (map[string][]byte, error) {
	files := map[string][]byte{}
	bodies := make([]string, len(pl.cases))
	for i, c := range pl.cases {
		body, err := renderAnswer(c.src.AnswerMarkdown)
		if err != nil {
			return nil, fmt.Errorf("case %q: %w", c.src.ID, err)
		}
		bodies[i] = body
	}
	for _, language := range Languages() {
		dir := path.Join("content", language)
		var err error
		put := func(name string, front map[string]any, body string) {
			data, e := frontMatter(front, body)
			if e != nil && err == nil {
				err = fmt.Errorf("page %q: %w", name, e)
			}
			files[path.Join(dir, name)] = data
		}
		put("_index.html", map[string]any{"title": pl.portal.Authority}, "")
		put("cases/_index.html", map[string]any{"title": "register", "url": "cases/"}, "")
		put("verify.html", map[string]any{"title": "verify", "layout": "verify", "url": "verify/"}, "")
		for i, c := range pl.cases {
			put(fmt.Sprintf("cases/n%05d.html", i+1), map[string]any{
				"title": c.src.Title, "url": "cases/" + c.slug + "/", "weight": i + 1,
				"date": c.view.Received + "T00:00:00Z", "params": c.view,
			}, bodies[i])
		}
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// frontMatter writes one content file.
func frontMatter(front map[string]any, body string) ([]byte, error) {
	data, err := json.MarshalIndent(front, "", " ")
	if err != nil {
		return nil, err
	}
	return append(append(data, '\n', '\n'), body...), nil
}

// params are what every page of the theme can show.
func (pl *plan) params() map[string]any {
	p := pl.portal
	generated := p.Generated
	if generated.IsZero() {
		generated = pl.newest
	}
	date := ""
	if !generated.IsZero() {
		date = generated.UTC().Format(time.DateOnly)
	}
	tsa := []map[string]string{}
	for _, t := range p.TSACertificates {
		tsa = append(tsa, map[string]string{"name": t.Name, "path": "tsa/" + slug(t.Name) + ".pem"})
	}
	return map[string]any{
		"authority": p.Authority, "domain": p.Domain, "generated": date, "keyid": p.KeyID,
		"base": strings.TrimSuffix(p.BaseURL, "/"),
		"law":  map[string]any{"code": p.Law.Code, "name": p.Law.Name, "link": p.Law.Link},
		"log":  map[string]any{"published": p.LogDir != "", "size": p.LogSize, "origin": p.LogOrigin},
		"tsa":  tsa, "sample": pl.sample,
		"evidence": map[string]bool{
			"trust": p.Trust != nil, "root": p.TrustedRoot != nil, "key": p.PublicKeyPEM != nil,
		},
	}
}
