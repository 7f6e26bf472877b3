import Glibc
import TestSupport
import Testing

/// The harness itself, with programs that every system has.
@Suite struct HarnessTests {
  @Test func `a run tells its output, its errors and its status`() async throws {
    let run = try await ProgramRun.of(
      ["-c", "cat; echo $ATENDE_HOME >&2; exit 65"], in: TestFolder(), input: "uma\nduas\n",
      environment: ["ATENDE_HOME": "/casa"], program: "sh")
    #expect(run.exitStatus == 65)
    #expect(run.lines == ["uma", "duas"])
    #expect(run.errors == "/casa\n")
  }

  @Test func `a run with a large output does not wait for its reader`() async throws {
    let text = String(repeating: "0123456789abcde\n", count: 65_536)
    let run = try await ProgramRun.of(
      ["-c", "tee /dev/stderr"], in: TestFolder(), input: text, program: "sh")
    #expect(run.output == text)
    #expect(run.errors == text)
  }

  @Test func `a screen shows what a program writes and takes what is typed`() async throws {
    let screen = try TmuxScreen(
      ["-c", "echo pronto $(stty size); read -r x; echo ouvi $x; exit 3"], rows: 10, columns: 40,
      program: "sh")
    try await screen.wait(for: "pronto 10 40")
    try screen.type("João -x")
    try screen.send("Enter")
    try await screen.wait(for: "ouvi João -x")
    #expect(try await screen.exitStatus() == 3)
    let settings = try await screen.terminalSettings()
    #expect(settings.before == settings.after)
    #expect(try screen.capture().count == 10)
    #expect(try screen.state().isAlternate == false)
  }

  @Test func `a paste is bracketed only for a program that asked for it`() async throws {
    let screen = try TmuxScreen(
      [
        "-c",
        "stty -echo -icanon; printf '\\033[?2004h'; echo ok; dd bs=1 count=14 2>/dev/null | od -An -c",
      ],
      program: "sh")
    try await screen.wait(for: "ok")
    try screen.paste("a;")
    try await screen.wait(for: "033   [   2   0   0   ~   a   ; 033   [   2   0   1   ~")
  }

  @Test func `bytes, a new size and a signal reach the program`() async throws {
    let screen = try TmuxScreen(
      [
        "-c",
        "stty -echo -icanon; trap 'stty size' WINCH; echo ok; dd bs=1 count=5 2>/dev/null | od -An -c;"
          + "while :; do sleep 0.05; done",
      ], program: "bash")
    try await screen.wait(for: "ok")
    try screen.send(bytes: [0x1b, 0x5b, 0x31, 0x31, 0x7e])
    try await screen.wait(for: "033   [   1   1   ~")
    try screen.resize(rows: 12, columns: 44)
    try await screen.wait(for: "12 44")
    try await screen.kill(SIGTERM)
    #expect(try await screen.exitStatus() == 143)
  }

  @Test func `a program that stops itself can be continued`() async throws {
    let screen = try TmuxScreen(
      ["-c", "kill -STOP $$; echo de volta; exit 4"], program: "sh")
    try await screen.wait(for: "STOPPED=")
    try screen.foreground()
    try await screen.wait(for: "de volta")
    #expect(try await screen.exitStatus() == 4)
  }

  @Test func `a screen that never comes is shown in the failure`() async throws {
    let screen = try TmuxScreen(["-c", "echo aqui; cat"], program: "sh")
    try await screen.wait(for: "aqui")
    let failure = await #expect(throws: ScreenFailure.self) {
      try await screen.wait(for: "ali", limit: 0)
    }
    #expect(failure?.description.contains("“ali”") == true)
    #expect(failure?.description.contains("\naqui\n") == true)
  }
}
