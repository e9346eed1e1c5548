package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"

	"github.com/akta-foi/akta/bundles"
)

const exitCodes = `Exit codes: 0 done, or everything the policy asks holds; 1 something is false, or
it could not be done; 2 unusable input or wrong usage; 3 nothing is false, but
something required could not be confirmed.`

// codeError is an error with its exit code. An error without one exits with 1.
type codeError struct {
	code int
	err  error // nil: the output said it all
}

func (e *codeError) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit code %d", e.code)
	}
	return e.err.Error()
}

func (e *codeError) Unwrap() error { return e.err }

// usage makes err exit with 2, unless nothing is wrong with what was asked: a
// full disk, or a run that was stopped.
func usage(err error) error {
	if err == nil || errors.Is(err, syscall.ENOSPC) || errors.Is(err, context.Canceled) {
		return err
	}
	return &codeError{bundles.CodeUnusable, err}
}

func (a *app) exitCode(err error) int {
	if err == nil {
		return 0
	}
	code := 1
	var c *codeError
	switch {
	case errors.As(err, &c):
		if code = c.code; c.err == nil {
			return code
		}
	case errors.Is(err, bundles.ErrUnusable):
		code = bundles.CodeUnusable
	case strings.HasPrefix(err.Error(), "unknown command"): // cobra has no type for it
		code = bundles.CodeUnusable
	}
	fmt.Fprintf(a.stderr, "akta: %v\n", err)
	return code
}
