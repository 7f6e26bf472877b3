import ContactsCore

/// The masker on a megabyte, beside a bare scan of the same bytes: on lines as a log and a desk have them, and on hostile ones.
func measureMasker(today: CivilDate, into table: inout Table) async {
  let masker = Masker(today: today)
  let lines = MaskerText.lines(bytes: 1_000_000)
  let bytes = Array(lines.joined(separator: "\n").utf8)
  _ = masker.mask("Maria Silva")
  let ours = await measured(20) { _ in for line in lines { _ = masker.mask(line) } }
  var digits = 0
  let scan = await measured(20) { _ in digits += MaskerText.scan(bytes) }
  // Else the optimiser would see that nobody asks.
  precondition(digits > 0)
  // Ten megabytes a second.
  table.add(
    Row(
      scenario: "mask 1 MB of log and notes", ours: ours, memory: nil,
      beside: .limit(milliseconds: 100)))
  table.add(
    Row(
      scenario: "mask 1 MB of log and notes", ours: ours, memory: nil,
      beside: .peer(name: "bare scan of as many bytes", scan, times: nil)))
  for (name, piece) in MaskerText.hostile {
    let text = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    let ours = await measured(5) { _ in _ = masker.mask(text) }
    table.add(
      Row(
        scenario: "mask one line of 1 MB: \(name)", ours: ours, memory: nil,
        beside: .limit(milliseconds: 1000)))
  }
}

/// Invented texts for the masker.
enum MaskerText {
  private static let parts = [
    "2026-11-21T12:11:19.120-03:00 INFO request_id=0190f0a0-0000-7000-8000-000000000000 GET /contatos 200 12ms",
    "2026-11-21T12:11:20.004-03:00 WARN fila com 12 textos, o mais antigo há 45 s",
    "A usuária Maria Aparecida dos Santos ligou do (19) 98877-6655 pedindo orientação sobre a pensão do filho.",
    "Preferiu não dizer o endereço; o retorno é depois das 15h, e o e-mail é maria.santos@exemplo.com.br.",
    "Relata que há três semanas espera resposta da prefeitura e que já esteve duas vezes no posto de saúde.",
    "ERROR duplicate key (cpf)=(52998224725) already exists",
    "{\"evento\": \"extracao\", \"modo\": \"regras\", \"caracteres\": 1204, \"duracao_ms\": 2}",
    "Pediu cesta básica, passagem de volta para a cidade dela e uma visita da equipe na semana que vem.",
  ]

  static let hostile: [(name: String, piece: String)] = [
    ("digits", "1"), ("digits and spaces", "1 "), ("spaces", " "), ("brackets", "([{\""),
    ("at signs", "a@"), ("numbers in words", "um "), ("names", "Maria da Silva "),
    ("labels", "cpf "), ("escapes", "%25"), ("characters outside the table", "漢"),
  ]

  static func lines(bytes: Int) -> [String] {
    var lines: [String] = []
    var count = 0
    while count < bytes {
      let line = parts[lines.count % parts.count]
      lines.append(line)
      count += line.utf8.count + 1
    }
    return lines
  }

  /// What reading costs at least: each byte looked at once.
  static func scan(_ bytes: [UInt8]) -> Int {
    var digits = 0
    for byte in bytes where byte >= 0x30 && byte <= 0x39 { digits += 1 }
    return digits
  }
}
