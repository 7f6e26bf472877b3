/// A run of the program without a terminal, from its start to its end.
public struct ProgramRun: Equatable, Sendable {
  /// As a shell says it: 128 and the number for a signal.
  public let exitStatus: Int32
  public let output: String
  public let errors: String

  public var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// Runs the program under test.
  ///
  /// - Parameters:
  ///   - arguments: Of the command line.
  ///   - folder: The home; the same for the commands that share a store.
  ///   - input: What stands on the standard input.
  ///   - environment: What differs from `ProgramEnvironment`.
  ///   - program: Another program than the one under test.
  ///   - limit: Seconds after which it is killed.
  /// - Returns: What it wrote and how it ended.
  /// - Throws: When it cannot be started.
  public static func of(
    _ arguments: [String], in folder: TestFolder, input: String = "",
    environment: [String: String] = [:], program: String? = nil, limit: Int = 180
  ) async throws -> ProgramRun {
    let path = try program ?? ProgramEnvironment.program()
    let variables = ProgramEnvironment(folder: folder, environment).variables
    return try await withCheckedThrowingContinuation { continuation in
      startThread {
        continuation.resume(
          with: Result {
            try run(path, arguments, environment: variables, input: input, limit: limit)
          })
      }
    }
  }

  /// The same, blocking the thread that calls.
  static func run(
    _ path: String, _ arguments: [String], environment: [String: String], input: String = "",
    limit: Int
  ) throws -> ProgramRun {
    let files = TestFolder()
    let (stdin, stdout, stderr) = ("\(files.path)/0", "\(files.path)/1", "\(files.path)/2")
    WholeFile.write(input.utf8, to: stdin)
    let child = try ChildProcess(
      path, arguments, environment: environment, input: stdin, output: stdout, errors: stderr)
    let status = child.wait(limit: limit)
    return ProgramRun(
      exitStatus: status, output: WholeFile.text(stdout) ?? "",
      errors: WholeFile.text(stderr) ?? "")
  }
}
