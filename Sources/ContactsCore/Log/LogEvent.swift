/// What may be written to the log: numbers, and words that stand in this program's own source.
///
/// There is no way to log a string that was computed, so nothing that a person told us can reach the file.
public enum LogEvent: Equatable, Sendable {
  case commandEnded(LogWord, exitCode: Int32, milliseconds: Int64)
  case commandFailed(LogWord, reason: LogWord, exitCode: Int32, milliseconds: Int64)
  case storeCreated
  case storeOpened(milliseconds: Int64)
  case extracted(
    mode: ExtractionResult.Mode, scalars: Int, fields: [ExtractedField],
    warnings: [ExtractionWarning.Code], milliseconds: Int64)
  case imported(
    accepted: Int, refused: Int, duplicates: Int, rehearsal: Bool, milliseconds: Int64)
  case exported(contacts: Int, interactions: Int, masked: Bool, milliseconds: Int64)
  /// The keys that sign could not be made.
  case keysMissing
  case queueWorked(read: Int, failed: Int, milliseconds: Int64)
  case auditVerified(entries: Int64, firstBad: Int64?)
  case screensOpened
  case screensClosed(milliseconds: Int64)
  /// An effect of the screens that failed, such as saving or searching.
  case effectFailed(LogWord, reason: LogWord)

  public enum Level: Int, Comparable, Sendable, CaseIterable {
    case debug, info, warning, error

    /// Reads the names that `ATENDE_LOG_LEVEL` may have.
    public init?(name: String) {
      guard let level = Level.allCases.first(where: { $0.name == name.lowercased() }) else {
        return nil
      }
      self = level
    }

    public var name: String {
      switch self {
      case .debug: "debug"
      case .info: "info"
      case .warning: "warning"
      case .error: "error"
      }
    }

    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }
}

/// A word that was written in the source: it cannot be made from a string that was computed.
public struct LogWord: ExpressibleByStringLiteral, Equatable, Sendable {
  let text: String

  public init(stringLiteral text: StaticString) {
    self.text = text.description
  }
}

extension LogEvent {
  var level: Level {
    switch self {
    case .storeOpened: .debug
    case .commandFailed, .effectFailed, .keysMissing: .warning
    case .auditVerified(_, let firstBad): firstBad == nil ? .info : .error
    case .commandEnded, .storeCreated, .extracted, .imported, .exported, .queueWorked,
      .screensOpened, .screensClosed:
      .info
    }
  }

  var name: String {
    switch self {
    case .commandEnded: "comando"
    case .commandFailed: "comando_falhou"
    case .storeCreated: "base_criada"
    case .storeOpened: "base_aberta"
    case .extracted: "extracao"
    case .imported: "importacao"
    case .exported: "exportacao"
    case .keysMissing: "chaves_faltam"
    case .queueWorked: "fila_lida"
    case .auditVerified: "auditoria_verificada"
    case .screensOpened: "telas_abertas"
    case .screensClosed: "telas_fechadas"
    case .effectFailed: "efeito_falhou"
    }
  }

  var fields: [(key: String, value: LogValue)] {
    switch self {
    case .storeCreated, .screensOpened, .keysMissing: []
    case .commandEnded(let name, let exitCode, let milliseconds):
      [
        ("comando", .word(name.text)), ("saida", .number(Int64(exitCode))),
        ("duracao_ms", .number(milliseconds)),
      ]
    case .commandFailed(let name, let reason, let exitCode, let milliseconds):
      [
        ("comando", .word(name.text)), ("motivo", .word(reason.text)),
        ("saida", .number(Int64(exitCode))), ("duracao_ms", .number(milliseconds)),
      ]
    case .storeOpened(let milliseconds), .screensClosed(let milliseconds):
      [("duracao_ms", .number(milliseconds))]
    case .extracted(let mode, let scalars, let fields, let warnings, let milliseconds):
      [
        ("modo", .word(mode.rawValue)), ("caracteres", .number(Int64(scalars))),
        ("campos", .words(fields.map(\.rawValue))), ("avisos", .words(warnings.map(\.rawValue))),
        ("duracao_ms", .number(milliseconds)),
      ]
    case .imported(let accepted, let refused, let duplicates, let rehearsal, let milliseconds):
      [
        ("aceitas", .number(Int64(accepted))), ("recusadas", .number(Int64(refused))),
        ("duplicadas", .number(Int64(duplicates))), ("ensaio", .flag(rehearsal)),
        ("duracao_ms", .number(milliseconds)),
      ]
    case .exported(let contacts, let interactions, let masked, let milliseconds):
      [
        ("pessoas", .number(Int64(contacts))), ("atendimentos", .number(Int64(interactions))),
        ("mascarado", .flag(masked)), ("duracao_ms", .number(milliseconds)),
      ]
    case .queueWorked(let read, let failed, let milliseconds):
      [
        ("lidos", .number(Int64(read))), ("falhas", .number(Int64(failed))),
        ("duracao_ms", .number(milliseconds)),
      ]
    case .auditVerified(let entries, let firstBad):
      [
        ("registros", .number(entries)),
        ("primeiro_errado", firstBad.map(LogValue.number) ?? .none),
      ]
    case .effectFailed(let name, let reason):
      [("efeito", .word(name.text)), ("motivo", .word(reason.text))]
    }
  }
}

/// A value as it stands in a line of the log; words hold nothing that JSON must escape.
enum LogValue: Equatable, Sendable {
  case none
  case number(Int64)
  case flag(Bool)
  case word(String)
  case words([String])

  var json: String {
    switch self {
    case .none: "null"
    case .number(let number): String(number)
    case .flag(let flag): flag ? "true" : "false"
    case .word(let word): "\"\(word)\""
    case .words(let words): "[\(words.map { "\"\($0)\"" }.joined(separator: ", "))]"
    }
  }
}
