import ContactsCore

extension AuditAction {
  /// As a list shows it.
  var label: String {
    switch self {
    case .create: "criou"
    case .read: "leu"
    case .search: "buscou"
    case .update: "alterou"
    case .delete: "eliminou"
    case .export: "exportou"
    case .login: "entrada"
    case .refused: "recusado"
    case .config: "configurou"
    }
  }

  /// With its name in the files.
  var filterLabel: String { "\(label) (\(rawValue))" }
}

extension AuditEntry {
  /// What was done; what a later version wrote is shown as it stands.
  var actionLabel: String { AuditAction(rawValue: action)?.label ?? action }

  var isRefused: Bool { outcome == AuditOutcome.refused.rawValue }

  /// `21/11 10:42:05`.
  var shortTime: String {
    let time = time.local
    return "\(time.date.display.prefix(5)) \(time.clock):\(twoDigits(time.second))"
  }

  /// What a list has room for: the reason, else the fields.
  var remark: String {
    let words = [reason ?? "", fields].filter { !$0.isEmpty }
    return words.joined(separator: " · ")
  }

  /// All of it, line by line.
  var details: [(label: String, text: String)] {
    let moment = time.local
    let lines: [(String, String?)] = [
      ("Registro", grouped(Int(seq))),
      ("Quando", "\(moment.date.display) \(moment.clock):\(twoDigits(moment.second))"),
      ("Quem", actor), ("Papéis", roles.split(separator: " ").joined(separator: ", ")),
      ("Conta da máquina", String(systemUserID)),
      ("De onde", [terminal, origin].filter { !$0.isEmpty }.joined(separator: ", ")),
      ("Ação", AuditAction(rawValue: action)?.filterLabel ?? action), ("O quê", entity),
      ("Campos", fields.split(separator: " ").joined(separator: ", ")), ("Motivo", reason),
      ("Resultado", outcome), ("Pessoa (pseudônimo)", subject), ("Sessão", session),
      ("Pedido", request), ("Resumo anterior", hexadecimal(previous)),
      ("Resumo", hexadecimal(hash)),
    ]
    return lines.compactMap { label, text in
      guard let text, !text.isEmpty else { return nil }
      return (label, text)
    }
  }

  /// The address a connection came from, and whether only the environment says so.
  var origin: String {
    guard let address else { return "" }
    return addressSource == ConnectingAddress.Source.environment.rawValue
      ? "\(address) (não verificado)" : address
  }
}

/// Two digits, with a leading zero.
private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

/// Two digits for each byte.
func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { byte in
    let text = String(byte, radix: 16)
    return text.count == 1 ? "0" + text : text
  }.joined()
}
