package postgres_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"github.com/cittaclick/cittaclick/postgres"
)

// helperDir, set in the environment, makes this test binary be a program that
// uses the cluster in that directory until its standard input ends.
const helperDir = "POSTGRES_TEST_HELPER_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(helperDir); dir != "" {
		if err := useCluster(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// useCluster is what the helper does.
func useCluster(dir string) error {
	cluster, err := postgres.OpenCluster(context.Background(), postgres.ClusterOptions{Dir: dir, Serve: true, Volatile: true})
	if err != nil {
		return err
	}
	fmt.Fprintln(os.Stdout, "ready")
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	return cluster.Close()
}

// program is another program, a `serve`, that uses a cluster.
type program struct {
	t     *testing.T
	cmd   *exec.Cmd
	stdin io.Closer
}

// startProgram starts a program and waits until it has the server up.
func startProgram(t *testing.T, dir string) *program {
	t.Helper()
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), os.Args[0])
	cmd.Env = append(os.Environ(), helperDir+"="+dir)
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p := &program{t: t, cmd: cmd, stdin: stdin}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	if line, err := bufio.NewReader(stdout).ReadString('\n'); err != nil || strings.TrimSpace(line) != "ready" {
		t.Fatalf("the program said %q (error %v)", line, err)
	}
	return p
}

// ends lets the program end in its own way.
func (p *program) ends() {
	p.t.Helper()
	if err := p.stdin.Close(); err != nil {
		p.t.Error(err)
	}
	if err := p.cmd.Wait(); err != nil {
		p.t.Errorf("the program ended with %v", err)
	}
}

// killed ends the program as kill -9 does.
func (p *program) killed() {
	p.t.Helper()
	signal(p.t, p.cmd.Process.Pid, syscall.SIGKILL)
	_ = p.cmd.Wait() // says that it was killed
}

// stopped stops the program where it is, as Ctrl-Z does, and waits until it
// stands: a signal takes its time.
func (p *program) stopped() {
	p.t.Helper()
	signal(p.t, p.cmd.Process.Pid, syscall.SIGSTOP)
	var status syscall.WaitStatus
	if _, err := syscall.Wait4(p.cmd.Process.Pid, &status, syscall.WUNTRACED, nil); err != nil || !status.Stopped() {
		p.t.Fatalf("the program does not stop: status %v, error %v", status, err)
	}
}

func signal(t *testing.T, pid int, s syscall.Signal) {
	t.Helper()
	if err := syscall.Kill(pid, s); err != nil {
		t.Fatalf("signal %d to %d: %v", s, pid, err)
	}
}
