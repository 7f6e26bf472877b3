/// A row of the score table.
public enum ScoredField: String, CaseIterable, Sendable {
  case name = "nome"
  /// The number to call back: the first one.
  case phone = "telefone"
  /// All of the caller's numbers, in any order.
  case phones = "telefones"
  case emails = "e-mails"
  case cpf = "CPF"
  /// By overlap: half of the weighty words of the shorter wording stand in the other.
  case reason = "motivo"
  case urgency = "urgência"
  /// The day alone.
  case day = "data"
  /// The day and the hour, where one is said.
  case moment = "data e hora"
  case city = "cidade"
  case state = "UF"
}

/// What became of one field in all notes of a file.
public struct FieldScore: Equatable, Sendable {
  public var right = 0
  public var wrong = 0
  public var missed = 0
  /// Right values whose span does not touch the one that a person marked.
  public var misplaced = 0
  /// Values that are neither right nor written in the note.
  public var invented = 0
  public var notesWithInvention = 0

  public init() {}

  public var precision: Double { share(right, of: right + wrong) }
  public var recall: Double { share(right, of: right + missed) }
  public var f1: Double {
    precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
  }

  private func share(_ part: Int, of whole: Int) -> Double {
    whole == 0 ? 1 : Double(part) / Double(whole)
  }
}
