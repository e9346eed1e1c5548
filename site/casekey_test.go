package site

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"
)

// keyOf is the key of the first case of a portal.
func keyOf(t *testing.T, p *Portal) [32]byte {
	t.Helper()
	pl := &plan{portal: p, cases: []plannedCase{{src: &p.Cases[0], slug: "a"}}}
	if err := pl.planKeys(); err != nil {
		t.Fatal(err)
	}
	return pl.cases[0].key
}

// leaves calls each for every field below v that can be changed by itself, and
// fills what is empty, so that there are fields to change.
func leaves(v reflect.Value, path string, each func(path string, v reflect.Value)) {
	if v.Type() == reflect.TypeFor[time.Time]() {
		each(path, v)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if path == "" && v.Type().Field(i).Name == "Reports" {
				continue // see below
			}
			leaves(v.Field(i), path+"."+v.Type().Field(i).Name, each)
		}
	case reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		leaves(v.Elem(), path, each)
	case reflect.Slice:
		if v.Len() == 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		}
		leaves(v.Index(0), path+"[]", each)
	case reflect.Map:
		if v.Len() == 0 {
			v.Set(reflect.MakeMap(v.Type()))
			v.SetMapIndex(reflect.ValueOf("cs"), reflect.New(v.Type().Elem()).Elem())
		}
		each(path, v)
	default:
		each(path, v)
	}
}

// change gives a field another value.
func change(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(v.String() + "x")
	case reflect.Int, reflect.Int64:
		v.SetInt(v.Int() + 1)
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Uint8:
		v.SetUint(v.Uint() + 1)
	case reflect.Map:
		v.SetMapIndex(reflect.ValueOf("new"), reflect.New(v.Type().Elem()).Elem())
	case reflect.Struct:
		v.Set(reflect.ValueOf(v.Interface().(time.Time).Add(time.Second)))
	default:
		panic(fmt.Sprint(v.Kind()))
	}
}

// TestCaseKeyHoldsAll: whatever changes in a case or in the portal changes the key,
// but for other cases, what grows with them, and where files lie on this machine.
func TestCaseKeyHoldsAll(t *testing.T) {
	p := Portal{Cases: make([]Case, 1)}
	fields := 0
	leaves(reflect.ValueOf(&p).Elem(), "", func(path string, v reflect.Value) {
		left := slices.Contains([]string{".LogSize", ".Generated", ".Cases[].Releases[].File", ".Cases[].Releases[].Documents[].Pages[].File",
			".Cases[].Releases[].Documents[].Facsimile.File", ".Cases[].Releases[].Documents[].Whole.File"}, path)
		before := keyOf(t, &p)
		change(v)
		if changed := keyOf(t, &p) != before; changed == left {
			t.Errorf("%s: the key changed: %v", path, changed)
		}
		fields++
	})
	if fields < 80 {
		t.Errorf("%d fields", fields)
	}
	one := keyOf(t, &p)
	p.Cases, p.Reports = append(p.Cases, Case{ID: "other"}), append(p.Reports, nil)
	if keyOf(t, &p) != one {
		t.Error("another case or a report changes the key")
	}
	if p.Cases[1].Title = "x"; keyOf(t, &p) != one {
		t.Error("another case changes the key")
	}
}
