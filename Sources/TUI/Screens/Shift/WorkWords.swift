import ContactsCore

/// How far the work on an interaction is, and how it ended, as the details of two screens say it.
enum WorkWords {
  /// `Aberto, com ana`, `Encerrado por ana em 21/11/2026 10:42`.
  static func state(
    _ state: InteractionState, assignee: String?, closed: (by: String, at: Timestamp)?
  ) -> String {
    if let closed { return "Encerrado por \(closed.by) em \(closed.at.local.display)" }
    let label = state.label.prefix(1).uppercased() + state.label.dropFirst()
    return label + (assignee.map { ", com \($0)" } ?? "")
  }

  /// `menos de 1 min`, `7 min`, `2 h 05 min`.
  static func duration(_ milliseconds: Int64) -> String {
    let minutes = Int(max(milliseconds, 0) / 60_000)
    let rest = minutes % 60
    return switch minutes {
    case 0: "menos de 1 min"
    case ..<60: "\(minutes) min"
    default: "\(minutes / 60) h \(rest < 10 ? "0" : "")\(rest) min"
    }
  }

  /// Of a record whose reading was audited, so with the note as typed.
  ///
  /// - Parameters:
  ///   - interaction: What is told.
  ///   - reason: The reason that is shown already: the catalogue's is told where it is another.
  /// - Returns: One line each, not yet wrapped.
  static func ending(of interaction: Interaction, shown reason: String?) -> [String] {
    let closing = interaction.closing
    var lines = [
      state(
        interaction.state, assignee: interaction.assignee,
        closed: closing.map { ($0.by, $0.at) })
    ]
    guard let closing else { return lines }
    lines.append("Desfecho: \(closing.outcome)")
    lines.append("Duração: \(duration(closing.handlingMilliseconds))")
    if let chosen = closing.reason, nameKey(chosen) != reason.map(nameKey) {
      lines.append("Motivo ao encerrar: \(chosen)")
    }
    if let note = closing.note?.revealed(for: .screen) { lines.append("Nota: \(note)") }
    return lines
  }
}
