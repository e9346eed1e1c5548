package bundles

import (
	"fmt"
	"strings"
)

// Inspection is what a bundle says of itself. Nothing of it was checked.
type Inspection struct {
	Kind       string             `json:"kind"` // "seal" or "release"
	Authority  string             `json:"authority"`
	Case       string             `json:"case"`
	Name       string             `json:"name"`
	Created    Time               `json:"created"`
	Signatures []InspectedSigning `json:"signatures"`
	Documents  []ReleasedDocument `json:"documents"`
	Members    []InspectedMember  `json:"members"`
}

// InspectedSigning is one signature in a bundle.
type InspectedSigning struct {
	Subject    string `json:"subject"`
	KeyID      string `json:"keyid"`
	Timestamps int    `json:"timestamps"`
	LogIndex   int64  `json:"log_index"` // -1: not logged
}

// Entry is the log entry for people.
func (s InspectedSigning) Entry() string {
	if s.LogIndex < 0 {
		return "none"
	}
	return fmt.Sprint(s.LogIndex)
}

// InspectedMember is one file of a bundle.
type InspectedMember struct {
	Name string `json:"name"`
	Size int64  `json:"size"`
}

// Inspect reads what a bundle says of itself.
func Inspect(path string) (*Inspection, error) {
	b, err := OpenBag(path)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	i := &Inspection{Signatures: []InspectedSigning{}, Documents: []ReleasedDocument{}}
	switch {
	case b.Has(nameRelease):
		err = i.release(b)
	case b.Has(nameCommitment):
		err = i.seal(b)
	default:
		err = fmt.Errorf("a BagIt bag, but neither %s nor %s is in it: not an akta bundle", nameRelease, nameCommitment)
	}
	if err != nil {
		return nil, asUnusable(err)
	}
	for _, n := range b.names {
		if strings.HasSuffix(n, ".sigstore.json") {
			if err := i.signature(b, n); err != nil {
				return nil, asUnusable(err)
			}
		}
		i.Members = append(i.Members, InspectedMember{n, b.Size(n)})
	}
	return i, nil
}

func (i *Inspection) release(b *Bag) error {
	raw, err := b.Read(nameRelease, maxSmallJSON)
	if err != nil {
		return err
	}
	r, err := ParseRelease(raw)
	if err != nil {
		return err
	}
	i.Kind, i.Authority, i.Case, i.Name, i.Created, i.Documents = "release", r.Authority, r.Case, r.Release, r.Created, r.Documents
	return nil
}

func (i *Inspection) seal(b *Bag) error {
	raw, err := b.Read(nameCommitment, maxSmallJSON)
	if err != nil {
		return err
	}
	c, err := ParseCommitment(raw)
	if err != nil {
		return err
	}
	i.Kind, i.Authority, i.Case, i.Name, i.Created = "seal", c.Authority, c.Case, c.Seal, c.Created
	for _, d := range c.Documents {
		i.Documents = append(i.Documents, ReleasedDocument{Seal: c.Seal, ID: d.ID})
	}
	return nil
}

func (i *Inspection) signature(b *Bag, name string) error {
	raw, err := b.Read(name, maxSignatureBundle)
	if err != nil {
		return err
	}
	s, err := ParseSignature(raw)
	if err != nil {
		return err
	}
	d := InspectedSigning{Subject: s.Statement().Name, KeyID: s.KeyID(), Timestamps: len(s.Timestamps()), LogIndex: -1}
	if p := s.TLogProof(); p != nil {
		proof, err := ParseTLogProof(p)
		if err != nil {
			return err
		}
		d.LogIndex = int64(proof.Index)
	}
	i.Signatures = append(i.Signatures, d)
	return nil
}
