import ContactsCore
import Extraction

extension CommandSpec {
  static let doctor = CommandSpec(
    path: ["doctor"], word: "doctor", summary: "confere a instalação e diz o que fazer",
    details: [
      "Não precisa de cadastro, não altera nada e não mostra dados de ninguém. Sai com 0, ou com 78 "
        + "se algo impede o uso."
    ],
    options: [.json],
    opensStore: false,
    run: { arguments, context in
      let environment = context.environment
      var checks = [Check.engine]
      checks += await Check.store(in: environment.folder)
      checks += Check.permissions(of: environment.folder)
      checks.append(Check.disk(of: environment.folder))
      let isCurrent = checks.contains { $0.name == "cadastro" && $0.state == .fine }
      if isCurrent { checks += await Check.audit(environment.folder, context.surroundings.now()) }
      let stored = isCurrent ? await stored(context) : Stored()
      checks += Check.host(environment.folder, settings: stored.settings)
      checks += await Check.model(environment, settings: stored.settings)
      checks += stored.hosts.map(Check.breaker)
      if let queue = stored.queue { checks.append(.queue(queue)) }
      checks += Check.warnings(stored.warnings)
      checks.append(Check.terminal(environment))
      let report = DoctorReport(checks: checks)
      try Streams.write(arguments.has("--json") ? report.json.line + "\n" : report.text)
      guard report.worst != .failure else {
        throw Failure(
          .configuration, .internal, "Há falhas que impedem o uso.",
          details: [
            "verificacoes": .array(
              checks.filter { $0.state == .failure }.map { .string($0.name) })
          ])
      }
    })

  /// What the store itself says of the centre.
  private struct Stored {
    var settings = Settings()
    var hosts: [ModelHostHealth] = []
    var queue: QueueHealth?
    var warnings: [CentreWarning] = []
  }

  private static func stored(_ context: Context) async -> Stored {
    var stored = Stored()
    // What is wrong with the store is another check's to say; the model is looked for all the same.
    guard
      let book = try? ContactBook.open(
        in: context.environment.folder, surroundings: context.surroundings)
    else { return stored }
    if let settings = try? await book.settings() { stored.settings = settings }
    if let hosts = try? await book.modelHealth() { stored.hosts = hosts }
    stored.queue = try? await book.queueHealth()
    if let warnings = try? await book.warnings(on: .live(context.environment.folder)) {
      stored.warnings = warnings
    }
    await book.close()
    return stored
  }
}

/// One thing that `doctor` looked at.
struct Check: Equatable, Sendable {
  /// For programs; stable.
  let name: String
  /// For people.
  let title: String
  let state: State
  let message: String
  /// What to do about it; nil when nothing need be done.
  var advice: String?

  enum State: String, Comparable, Sendable {
    case fine = "ok"
    case warning = "aviso"
    case failure = "falha"

    private var gravity: Int {
      switch self {
      case .fine: 0
      case .warning: 1
      case .failure: 2
      }
    }

    static func < (left: State, right: State) -> Bool { left.gravity < right.gravity }
  }
}

/// All that `doctor` found.
struct DoctorReport {
  let checks: [Check]

  var worst: Check.State { checks.map(\.state).max() ?? .fine }

  var json: JSON {
    .members([
      "versao": .string(Program.version), "estado": .string(worst.rawValue),
      "verificacoes": .array(
        checks.map { check in
          .members([
            "nome": .string(check.name), "titulo": .string(check.title),
            "estado": .string(check.state.rawValue), "mensagem": .string(check.message),
            "acao": .optional(check.advice),
          ])
        }),
    ])
  }

  var text: String {
    var rows: [(label: String, value: String)] = []
    for check in checks {
      let advice = check.advice.map { "\n→ " + wrapped($0, to: 56).indentingLines } ?? ""
      rows.append(
        (
          "\(padded(check.state.rawValue, to: 5))  \(check.title)",
          wrapped(printable(check.message), to: 58) + printable(advice, keepsLines: true)
        ))
    }
    let verdict =
      switch worst {
      case .fine: "Tudo certo."
      case .warning: "Funciona, com avisos."
      case .failure: "Há falhas que impedem o uso."
      }
    return aligned(rows) + "\n\(verdict)\n"
  }
}

extension String {
  fileprivate var indentingLines: String {
    split(separator: "\n").joined(separator: "\n  ")
  }
}
