package read

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/akta-foi/akta/content/system"
)

// sofficeRenders tells whether the pages of a format come from soffice where
// an office wants that.
func sofficeRenders(format string) bool {
	return slices.Contains([]string{"docx", "odt", "xlsx", "ods", "rtf"}, format)
}

// readPresentation reads presentations, of which akta knows nothing itself.
func readPresentation(j *job) error {
	if j.format == "odp" {
		return j.readWithSoffice("application/vnd.oasis.opendocument.presentation")
	}
	return j.readWithSoffice("application/vnd.openxmlformats-officedocument.presentationml.presentation")
}

// readWithSoffice reads a file of a format that only soffice knows: its pages
// and their words. Without soffice it is sealed as bytes.
func (j *job) readWithSoffice(media string) error {
	if j.reader.opt.Soffice == "" {
		return readBytesBecause(j.doc, "only LibreOffice reads this format: save it as PDF, or set rendering = \"soffice\" in akta.toml")
	}
	if err := j.renderWithSoffice(); err != nil {
		return err
	}
	j.doc.MediaType, j.doc.Format = media, j.format
	j.doc.warn("only the pages of this format were read: notes, comments, macros and earlier versions in the file were not looked for")
	return nil
}

// renderWithSoffice takes the pages and the words from what soffice prints.
// Fields and hidden items of the document's own reader stay.
func (j *job) renderWithSoffice() error {
	if j.untimed != nil {
		j.ctx = j.untimed // soffice has a deadline of its own
	}
	if j.src.Size > maxContainerFile {
		return fmt.Errorf("soffice: %d bytes, at most %d are rendered: split the file", j.src.Size, int64(maxContainerFile))
	}
	folder, err := os.MkdirTemp("", "akta-soffice-") // 0700
	if err != nil {
		return fmt.Errorf("soffice: %w", err)
	}
	s := &soffice{program: j.reader.opt.Soffice, folder: folder, deadline: sofficeDeadline}
	return errors.Join(j.printed(s), os.RemoveAll(folder))
}

// printed converts the file and reads the pages of the result.
func (j *job) printed(s *soffice) error {
	version, err := s.version(j.ctx)
	if err != nil {
		return err
	}
	out, err := s.convert(j.ctx, j.src)
	if err != nil {
		return err
	}
	defer out.Close()
	info, err := out.Stat()
	if err != nil {
		return fmt.Errorf("soffice: %w", err)
	}
	print := &job{ctx: j.ctx, reader: j.reader, sink: j.sink, doc: &Document{}, format: "pdf",
		src: Source{Name: j.src.Name, Data: out, Size: info.Size()}}
	if err := readPDF(print); err != nil {
		return fmt.Errorf("soffice: what it printed cannot be read: %w", err)
	}
	j.doc.setField("rendering", "soffice "+version)
	j.doc.Tokens, j.doc.Blocks, j.doc.Pages = print.doc.Tokens, print.doc.Blocks, print.doc.Pages
	j.sizes = print.sizes
	j.doc.MachineRead, j.doc.UnreadPages = print.doc.MachineRead, print.doc.UnreadPages
	for _, w := range print.doc.Warnings {
		j.doc.warn("%s", w)
	}
	for _, h := range print.doc.Hidden {
		if h.Page > 0 { // the rest is soffice's own: metadata, bookmarks
			j.doc.hide(h)
		}
	}
	return nil
}

// soffice runs LibreOffice with a profile of its own in a folder of its own.
type soffice struct {
	program, folder string
	deadline        time.Duration // of each run
}

// sofficeProfile lets no macro run and no link be followed.
const sofficeProfile = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
`

// version asks soffice which one it is: "LibreOffice 7.4.7.2".
func (s *soffice) version(ctx context.Context) (string, error) {
	out, err := s.run(ctx, "--version")
	if err != nil {
		return "", err
	}
	words := strings.Fields(out)
	if len(words) < 2 {
		return "", fmt.Errorf("soffice: %q does not say its version: set the path of LibreOffice's soffice", s.program)
	}
	return cutBytes(strings.Join(words[:2], " "), maxNameBytes), nil
}

// convert prints a file to a PDF and opens it.
func (s *soffice) convert(ctx context.Context, src Source) (*os.File, error) {
	user := filepath.Join(s.folder, "profile", "user")
	if err := os.MkdirAll(user, 0o700); err != nil {
		return nil, fmt.Errorf("soffice: %w", err)
	}
	if err := os.WriteFile(filepath.Join(user, "registrymodifications.xcu"), []byte(sofficeProfile), 0o600); err != nil {
		return nil, fmt.Errorf("soffice: %w", err)
	}
	// The name is ours: one that begins with a dash would be an option.
	in := filepath.Join(s.folder, "document"+strings.ToLower(filepath.Ext(src.Name)))
	if err := copyTo(in, src); err != nil {
		return nil, fmt.Errorf("soffice: %w", err)
	}
	said, err := s.run(ctx, "--headless", "--invisible", "--nologo", "--norestore", "--nolockcheck", "--nodefault",
		"--convert-to", "pdf", "--outdir", s.folder, in)
	if err != nil {
		return nil, err
	}
	out, err := os.Open(filepath.Join(s.folder, "document.pdf"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("soffice: printed nothing (%q): open the file in LibreOffice, and save it as PDF", cutBytes(cleanLine(said), maxExcerptBytes))
	}
	return out, err
}

func copyTo(name string, src Source) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, io.NewSectionReader(src.Data, 0, src.Size))
	return errors.Join(err, f.Close())
}

// run starts soffice and returns the beginning of what it says. All of its
// processes are ended with it.
func (s *soffice) run(ctx context.Context, args ...string) (string, error) {
	slow := fmt.Errorf("soffice: took longer than %s: open the file in LibreOffice, and save it as PDF", s.deadline)
	limited, cancel := context.WithTimeoutCause(ctx, s.deadline, slow)
	defer cancel()
	profile := filepath.ToSlash(filepath.Join(s.folder, "profile"))
	if !strings.HasPrefix(profile, "/") {
		profile = "/" + profile // C:/Users/...
	}
	cmd := exec.CommandContext(limited, s.program, append([]string{"-env:UserInstallation=file://" + profile}, args...)...)
	cmd.Dir, cmd.Env = s.folder, s.environ()
	said := &firstBytes{limit: sofficeSays}
	cmd.Stdout, cmd.Stderr = said, said
	cmd.WaitDelay = sofficeEnd
	system.Group(cmd)
	err := cmd.Run()
	system.EndGroup(cmd)
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case limited.Err() != nil:
		return "", slow
	case err != nil:
		return "", fmt.Errorf("soffice: %q ended with an error (%v, %q): open the file in LibreOffice, and save it as PDF",
			s.program, err, cutBytes(cleanLine(string(said.kept)), maxExcerptBytes))
	}
	return string(said.kept), nil
}

// environ is all that soffice learns of its surroundings. The proxy is a port
// where nobody listens.
func (s *soffice) environ() []string {
	env := []string{
		"HOME=" + s.folder, "TMPDIR=" + s.folder, "TMP=" + s.folder, "TEMP=" + s.folder, "LC_ALL=C.UTF-8", "TZ=UTC",
		"SAL_USE_VCLPLUGIN=svp", "http_proxy=http://127.0.0.1:9", "https_proxy=http://127.0.0.1:9",
	}
	for _, name := range []string{"PATH", "SYSTEMROOT", "WINDIR"} {
		if v := os.Getenv(name); v != "" {
			env = append(env, name+"="+v)
		}
	}
	return env
}

// firstBytes keeps the beginning of what is written to it.
type firstBytes struct {
	kept  []byte
	limit int
}

func (f *firstBytes) Write(p []byte) (int, error) {
	f.kept = append(f.kept, p[:min(len(p), f.limit-len(f.kept))]...)
	return len(p), nil
}
