package content

import (
	_ "embed"
	"slices"
)

//go:embed plan.schema.json
var planSchema []byte

// PlanSchema is the JSON Schema (2020-12) of plan.json. Beyond it, ParsePlan
// holds what a schema cannot say: that ids are there once, that documents named
// are in the plan, that a box lies on its page, and the bounds in bytes.
func PlanSchema() []byte { return slices.Clone(planSchema) }
