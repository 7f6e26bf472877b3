import ContactsCore

extension ContactSummary {
  /// A row of `contact search --json`: masked, as in the lists of the screens.
  var json: JSON {
    let row = JSON.members([
      "uid": .string(uid.text), "nome": .optional(name?.revealed(for: .screen)),
      "telefone": .optional(maskedPhone), "email": .optional(maskedEmail),
      "cpf": .optional(maskedCPF), "cidade": .optional(city), "uf": .optional(state?.rawValue),
      "ultimo_motivo": .optional(lastReason),
      "ultima_urgencia": .optional(lastUrgency?.rawValue),
      "atendimentos": .integer(Int64(interactionCount)),
      "atualizado_em": .string(updatedAt.iso8601),
    ])
    guard access != .open, case .object(let members) = row else { return row }
    return .object(members + [JSON.Member(key: "restrito", value: true)])
  }
}

/// The rows of a search, for a person.
enum SummaryTable {
  static func text(of rows: [ContactSummary], hasMore: Bool) -> String {
    guard !rows.isEmpty else { return "" }
    var lines = [["Nome", "Telefone", "E-mail", "CPF", "Cidade", "Identificador"]]
    lines += rows.map { row in
      let place = [row.city, row.state?.rawValue].compactMap(\.self).joined(separator: " / ")
      return [
        printable(row.shownName), row.maskedPhone ?? "",
        printable(row.maskedEmail ?? ""), row.maskedCPF ?? "", printable(place), row.uid.text,
      ]
    }
    var text = textTable(lines)
    if hasMore { text += "Há mais: use --limit para ver além de \(grouped(rows.count)).\n" }
    return text
  }
}
