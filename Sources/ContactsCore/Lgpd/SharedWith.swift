/// What is known of a file that left the centre: whom it can have held, and by what it was narrowed.
extension PersonDossier.SharedWith {
  /// The conditions of the file, by their names.
  private var conditions: [(name: String, value: String)] {
    filters.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
  }

  private func value(of name: String) -> String? { conditions.first { $0.name == name }?.value }

  /// Whether the file can have held this person.
  ///
  /// By what was changed since, nobody is left out: what it was at that moment is not known any more.
  func mayHold(_ record: ContactRecord, changes: [AuditEntry]) -> Bool {
    guard !isOwn else { return true }
    let later = changes.filter { $0.time >= moment && $0.outcome == AuditOutcome.done.rawValue }
    func isChanged(_ field: FieldKey) -> Bool {
      later.contains { entry in
        entry.action == AuditAction.delete.rawValue
          || entry.entity == AuditEntity.queue.rawValue
          || entry.reason?.hasPrefix("unificação") == true
          || entry.fields.split(separator: " ").contains(Substring(field.rawValue))
      }
    }
    if let city = value(of: "cidade"), !isChanged(.city) {
      let own = record.contact.fields.city.map { nameKey($0.revealed(for: .matching)) }
      if own != nameKey(city) { return false }
    }
    guard conditions.contains(where: { Self.ofInteractions.contains($0.name) }) else { return true }
    // Interactions go at their own term, or with another record.
    if later.contains(where: {
      $0.action == AuditAction.delete.rawValue || $0.reason?.hasPrefix("unificação") == true
    }) {
      return true
    }
    let ignoresReason = isChanged(.reason)
    let ignoresUrgency = isChanged(.urgency)
    return record.interactions.contains { interaction in
      let fields = interaction.fields
      let day = fields.occurredAt.local.date.iso8601
      return interaction.createdAt <= moment
        && value(of: "de").map { day >= $0 } ?? true && value(of: "ate").map { day <= $0 } ?? true
        && value(of: "atendente").map { interaction.attendant == $0 } ?? true
        && (ignoresReason || value(of: "motivo").map { fields.reasonCode == $0 } ?? true)
        && (ignoresUrgency || value(of: "urgencia").map { fields.urgency.rawValue == $0 } ?? true)
    }
  }

  private static let ofInteractions: Set<String> = ["de", "ate", "atendente", "motivo", "urgencia"]

  /// What the file was narrowed by, as a person reads it; empty for nothing.
  func filterWords(_ words: CopyWords) -> String {
    conditions.map { name, value in
      func day() -> String { CivilDate(iso8601: value)?.display ?? value }
      return switch name {
      case "de": "atendimentos desde \(day())"
      case "ate": "atendimentos até \(day())"
      case "motivo": "motivo \(words.reasons[value] ?? value)"
      case "urgencia": "urgência \(Urgency(rawValue: value)?.label ?? value)"
      case "atendente": "atendimentos de \(value)"
      case "cidade": "pessoas da cidade \(value)"
      case "extracao": "leitura do texto \(value)"
      case "pedido": "pedido \(value)"
      default: value
      }
    }.joined(separator: ", ")
  }
}
