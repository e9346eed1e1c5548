package site

import (
	"embed"
	"io/fs"
)

// schemaFiles are the JSON Schemas (2020-12) of the open data: data/<name>.schema.json
// describes data/<name>.json, register the lines of register.jsonl, and case the
// case.json of every case.
//
//go:embed schema/*.schema.json
var schemaFiles embed.FS

// planSchemas publishes them.
func (pl *plan) planSchemas() error {
	names, err := fs.Glob(schemaFiles, "schema/*.schema.json")
	if err != nil {
		return err
	}
	for _, name := range names {
		data, err := schemaFiles.ReadFile(name)
		if err != nil {
			return err
		}
		if err := pl.publish("data/"+name[len("schema/"):], data); err != nil {
			return err
		}
	}
	return nil
}
