import ContactsCore

extension RequestSummary {
  private func members(at now: Timestamp) -> [JSON.Member] {
    let clock = clock(at: now)
    return [
      JSON.Member(key: "protocolo", value: .string(protocolNumber.description)),
      JSON.Member(key: "tipo", value: .string(kind.rawValue)),
      JSON.Member(key: "artigo", value: .string(kind.article)),
      JSON.Member(key: "contato", value: .optional(contact?.text)),
      JSON.Member(key: "situacao", value: .string(state.rawValue)),
      JSON.Member(key: "aberto_em", value: .string(openedAt.iso8601)),
      JSON.Member(key: "prazo", value: .string(dueOn.iso8601)),
      JSON.Member(key: "dias_restantes", value: .integer(Int64(clock.daysLeft))),
      JSON.Member(key: "atrasado", value: .bool(clock.isOverdue)),
      JSON.Member(key: "fechado_em", value: .optional(closedAt?.iso8601)),
      JSON.Member(key: "registrado_por", value: .string(openedBy)),
    ]
  }

  func json(at now: Timestamp) -> JSON {
    .object(
      members(at: now) + [
        JSON.Member(key: "passos_feitos", value: .integer(Int64(done))),
        JSON.Member(key: "passos", value: .integer(Int64(steps))),
      ])
  }

  fileprivate func head(at now: Timestamp) -> [JSON.Member] { members(at: now) }
}

extension SubjectRequest {
  func json(at now: Timestamp) -> JSON {
    var asked: JSON = .members(["quem": .string(asker.word), "nome": .null, "poderes": .null])
    if case .representative(let name, let mandate) = asker {
      asked = .members([
        "quem": .string(asker.word), "nome": .string(name.revealed(for: .output)),
        "poderes": .string(mandate.revealed(for: .output)),
      ])
    }
    let refused: JSON =
      refusal.map {
        .members([
          "artigo": .string($0.article), "motivo": .string($0.reason.revealed(for: .output)),
        ])
      } ?? .null
    return .object(
      summary.head(at: now) + [
        JSON.Member(key: "pedido_por", value: asked),
        JSON.Member(key: "identidade", value: .optional(identityCheck?.code)),
        JSON.Member(key: "canal", value: .string(channel.rawValue)),
        JSON.Member(
          key: "canal_seguro", value: .optional(safeChannel?.revealed(for: .output))),
        JSON.Member(
          key: "alerta_responsavel", value: .bool(isGuardianFlagged.revealed(for: .output))),
        JSON.Member(key: "passos", value: .array(steps.map(\.json))),
        JSON.Member(key: "fechado_por", value: .optional(closedBy)),
        JSON.Member(key: "recusa", value: refused),
      ])
  }

  func text(at now: Timestamp) -> String {
    let clock = summary.clock(at: now)
    var rows: [(label: String, value: String)] = [
      ("Pedido", "\(protocolNumber), \(kind.label) (LGPD, \(kind.article))"),
      ("O que fazer", kind.summary),
      ("Situação", "\(summary.state.label), \(clock.words)"),
      ("Recebido em", "\(summary.openedAt.local.display), por \(channel.label)"),
      ("Prazo", summary.dueOn.display),
      ("Cadastro", summary.contact?.text ?? "nenhum"),
    ]
    switch asker {
    case .person: rows.append(("Quem pede", "a própria pessoa"))
    case .representative(let name, let mandate):
      rows.append(
        (
          "Quem pede",
          "representante: \(printable(name.revealed(for: .output))), "
            + printable(mandate.revealed(for: .output))
        ))
    }
    if isGuardianFlagged.revealed(for: .output) {
      rows.append(("Cuidado", GuardianCaution.warning))
    }
    rows.append(("Identidade", identityCheck?.name ?? "ainda não conferida"))
    rows.append(
      (
        "Responder por",
        safeChannel.map { printable($0.revealed(for: .output)) } ?? "sem canal seguro no cadastro"
      ))
    if let refusal {
      rows.append(
        ("Recusa", "\(refusal.article): \(printable(refusal.reason.revealed(for: .output)))"))
    }
    return aligned(rows) + "\n" + steps.map(\.line).joined()
  }
}

extension RequestStep {
  fileprivate var json: JSON {
    .members([
      "codigo": .string(code), "texto": .string(text), "automatico": .bool(isAutomatic),
      "feito": .bool(done != nil), "feito_em": .optional(done?.at.iso8601),
      "feito_por": .optional(done?.by),
      "evidencia": .optional(done?.evidence.revealed(for: .output)),
    ])
  }

  fileprivate var line: String {
    let mark = done == nil ? "[ ]" : "[x]"
    let proof = done.map { ": \(printable($0.evidence.revealed(for: .output)))" } ?? ""
    return "\(mark) \(code)  \(text)\(proof)\n"
  }
}
