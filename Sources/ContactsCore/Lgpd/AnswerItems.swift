/// What a letter says of this person: the values that its text leaves open.
struct AnswerItems {
  private let dossier: PersonDossier
  private let changes: [FieldChange]

  init(_ dossier: PersonDossier, _ changes: [FieldChange]) {
    self.dossier = dossier
    self.changes = changes
  }

  var values: [String: String] {
    [
      "desde": dossier.record.map { $0.contact.createdAt.local.date.display } ?? "",
      "finalidades": purposes.joined(separator: "; "), "itens": items,
    ]
  }

  private var purposes: [String] {
    var names: [String] = []
    for consent in dossier.record?.consents ?? [] where !names.contains(consent.purpose) {
      names.append(consent.purpose)
    }
    return names.isEmpty ? [dossier.settings.consentPurpose] : names
  }

  private var items: String {
    let lines =
      switch dossier.request.kind {
      case .correction: corrected
      case .sharing: AccessReport.lines(dossier.disclosures, dossier.words)
      case .consentRefusal:
        Purpose.all.map { "\($0.name) (\($0.legalBasis)): \($0.refusal)" }
      case .revocation: revoked
      case .opposition: evidence(of: "decisao")
      case .review: filledByModel
      case .erasure, .anonymisation: (dossier.erasure?.kept ?? []).map(\.words)
      default: [String]()
      }
    return (lines.isEmpty ? ["Nada."] : lines).map { line in
      "- " + line.split(separator: "\n").joined(separator: ", ")
    }.joined(separator: "\n")
  }

  /// Before and after or, where the correction was made elsewhere, which fields were changed since the request.
  private var corrected: [String] {
    guard changes.isEmpty else {
      return changes.map { change in
        let before = change.before?.revealed(for: .output) ?? "(vazio)"
        let after = change.after?.revealed(for: .output) ?? "(vazio)"
        return "\(change.field.label): antes “\(before)”, agora “\(after)”"
      }
    }
    let changes = dossier.readers.filter {
      $0.action == AuditAction.update.rawValue && $0.entity == AuditEntity.contact.rawValue
        && $0.outcome == AuditOutcome.done.rawValue
        && $0.time >= dossier.request.summary.openedAt
    }
    // What somebody else has edited meanwhile is no part of what was asked for.
    let number = dossier.request.protocolNumber.description
    let asked = changes.filter { $0.reason?.hasPrefix(number) == true }
    return (asked.isEmpty ? changes : asked).map { entry in
      let names = entry.fields.split(separator: " ").map { name in
        FieldKey(rawValue: String(name))?.label ?? String(name)
      }
      return "\(entry.time.local.display): \(names.joined(separator: ", "))"
    }
  }

  private var revoked: [String] {
    let consents = dossier.record?.consents ?? []
    return consents.filter {
      $0.decision == .revoked && $0.recordedAt >= dossier.request.summary.openedAt
    }.map(\.purpose)
  }

  private func evidence(of code: String) -> [String] {
    dossier.request.steps.filter { $0.code == code }.compactMap { $0.done }
      .map { $0.evidence.revealed(for: .output) }
  }

  private var filledByModel: [String] {
    (dossier.record?.interactions ?? []).flatMap { interaction in
      interaction.fields.provenance.filter { $0.origin == .model }.map { origin in
        let field = AccessReport.name(of: origin.field)
        return
          "\(field), no atendimento \(interaction.protocolNumber): \(AccessReport.words(origin))"
      }
    }
  }
}
