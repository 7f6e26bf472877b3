internal import ContactsCore
internal import Glibc

/// What the program is started with in acceptance tests: the same wherever they run.
public struct ProgramEnvironment: Sendable {
  public var variables: [String: String]

  /// A home of its own in `folder`, Brasília's time, no proxy, and a model's server that is not there.
  public init(folder: TestFolder, _ changes: [String: String] = [:]) {
    variables = [
      "PATH": "/usr/local/bin:/usr/bin:/bin",
      "TZ": "America/Sao_Paulo",
      "LANG": "C.UTF-8",
      "HOME": folder.path,
      "SHELL": "/bin/sh",
      "ATENDE_HOME": folder.data.path,
      "OLLAMA_HOST": "http://127.0.0.1:1",
    ]
    variables.merge(changes) { _, changed in changed }
  }

  /// The program under test: `ATENDE_BINARY`, or the newest that was built in this package; or another of the package.
  public static func program(_ name: String = "atende") throws -> String {
    if name == "atende", let named = getenv("ATENDE_BINARY") { return String(cString: named) }
    let root = #filePath.split(separator: "/").dropLast(4).map { "/\($0)" }.joined()
    let built = ["release", "debug"].map { "\(root)/.build/\($0)/\(name)" }
    let newest =
      built
      .compactMap { path in modified(path).map { (path: path, at: $0) } }
      .max { $0.at < $1.at }
    guard let newest else { throw ProgramMissing(looked: built) }
    return newest.path
  }

  private static func modified(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mtim.tv_sec : nil
  }
}

/// The program was not built before its tests.
public struct ProgramMissing: Error, CustomStringConvertible {
  let looked: [String]

  public var description: String { "no program: neither \(looked.joined(separator: " nor "))" }
}
