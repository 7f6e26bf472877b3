import FoundationEssentials
import Testing

@testable import ContactsCore

@Suite("Log")
struct LogTests {
  private let moment: Timestamp

  init() throws {
    moment = try #require(Timestamp(iso8601: "2026-11-21T23:59:59.120-03:00"))
  }

  private func log(_ folder: String, level: LogEvent.Level = .info) -> Log {
    let moment = moment
    return Log(
      folder: folder, level: level, process: 42,
      session: UID(at: moment, random: [UInt8](repeating: 0, count: 10)), request: nil,
      now: { moment })
  }

  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/atende-log-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test func `a line is an object with São Paulo time`() {
    #expect(
      log("/").line(for: .commandEnded("doctor", exitCode: 0, milliseconds: 12), at: moment.local)
        == #"{"hora": "2026-11-21T23:59:59.120-03:00", "nivel": "info", "evento": "comando", "processo": 42, "sessao": "01a20132-3c10-7000-8000-000000000000", "pedido": null, "comando": "doctor", "saida": 0, "duracao_ms": 12}"#
        + "\n")
  }

  @Test(arguments: [
    LogEvent.commandFailed("extract", reason: "VALIDATION_ERROR", exitCode: 65, milliseconds: 1),
    .storeCreated, .keysMissing, .storeOpened(milliseconds: 3),
    .extracted(
      mode: .rules, scalars: 80, fields: [.name, .phones], warnings: [.modelUnavailable],
      milliseconds: 2),
    .imported(accepted: 1, refused: 2, duplicates: 3, rehearsal: true, milliseconds: 4),
    .auditVerified(entries: 9, firstBad: nil), .auditVerified(entries: 9, firstBad: 4),
    .screensOpened, .screensClosed(milliseconds: 5), .effectFailed("salvar", reason: "diskFull"),
  ])
  func `every event is valid JSON`(event: LogEvent) throws {
    let line = log("/").line(for: event, at: moment.local)
    struct Common: Decodable {
      let hora: String
      let nivel: String
      let evento: String
      let processo: Int
    }
    let read = try JSONDecoder().decode(Common.self, from: Data(line.utf8))
    #expect(read.processo == 42)
    #expect(read.evento == event.name)
  }

  @Test func `lines of a day go to one file of the group`() throws {
    try withFolder { folder in
      let log = log(folder + "/logs")
      log.record(.storeCreated)
      log.record(.screensOpened)
      let path = folder + "/logs/atende-2026-11-21.jsonl"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.split(separator: "\n").count == 2)
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      let mode = try #require(attributes[.posixPermissions] as? Int)
      #expect(mode & 0o007 == 0 || mode & 0o002 == 0)
    }
  }

  @Test func `what is below the level is not written`() throws {
    try withFolder { folder in
      log(folder, level: .error).record(.storeCreated)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(files.isEmpty)
    }
  }

  @Test func `a folder that is not there is no failure and is not made`() throws {
    try withFolder { folder in
      log(folder + "/nowhere/logs").record(.storeCreated)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(files.isEmpty)
    }
  }

  @Test func `the first line of a day removes what is older than a year, and nothing else`() throws
  {
    try withFolder { folder in
      let others = [
        "atende-2025-11-21.jsonl", "atende-2026-11-20.jsonl", "falha-12.txt", "atende-2025.jsonl",
        "atende-2025-11-20.jsonl.guardado",
      ]
      for name in others + ["atende-2025-11-20.jsonl", "atende-1999-01-01.jsonl"] {
        try "x".write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
      }
      log(folder).record(.storeCreated)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(Set(files) == Set(others + ["atende-2026-11-21.jsonl"]))
    }
  }
}
