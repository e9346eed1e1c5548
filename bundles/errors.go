package bundles

import "errors"

// ErrUnusable marks input that no verdict can be given on: it is not a bundle,
// or cannot be read at all (SPEC 9.2, exit code 2). What is wrong inside a
// bundle is never this error; it makes an answer of the verdict False.
var ErrUnusable = errors.New("unusable input")

// ErrExists says that a seal or release of that name is there already. None is
// ever overwritten (SPEC 7.3).
var ErrExists = errors.New("exists already and is never overwritten")

type unusable struct{ err error }

func (u unusable) Error() string        { return u.err.Error() }
func (u unusable) Unwrap() error        { return u.err }
func (u unusable) Is(target error) bool { return target == ErrUnusable }

// asUnusable marks err as ErrUnusable without changing what it says.
func asUnusable(err error) error {
	if err == nil {
		return nil
	}
	return unusable{err}
}
