import Glibc

/// `atende mask` as a person pipes a file through it: ten megabytes of log and notes, and lines made to be slow.
struct MaskScenario {
  let binary: String
  /// Where the texts lie.
  let folder: String

  /// No store: with one, whoever is known in it would be covered too.
  private var environment: [String] { ["ATENDE_HOME=\(folder)/nowhere", "HOME=\(folder)"] }

  func run(into table: inout Table) async throws {
    let path = folder + "/mask.txt"
    try write(MaskText.lines(bytes: 10_000_000), to: path)
    let script =
      "s/[0-9]{3}\\.?[0-9]{3}\\.?[0-9]{3}-?[0-9]{2}/x/g;"
      + "s/\\(?[0-9]{2}\\)? ?9?[0-9]{4}-?[0-9]{4}/x/g;s/[^ ]+@[^ ]+/x/g"
    let (ours, peer) = try alternating(
      3, { try Spawned.run([binary, "mask", path], environment: environment) },
      { try Spawned.run(["/usr/bin/sed", "-E", script, path]) })
    table.add(
      Row(
        scenario: "mask 10 MB of log and notes, whole process", ours: ours.measurement,
        memory: ours.memory, beside: .limit(milliseconds: 1000)))
    table.add(
      Row(
        scenario: "mask 10 MB of log and notes", ours: ours.measurement,
        beside: .peer(name: "sed with three expressions", peer.measurement, times: nil)))
    for (name, piece) in MaskText.hostile {
      try write(
        String(repeating: piece, count: 1_000_000 / piece.utf8.count) + "\n", to: path)
      let run = try Spawned.run([binary, "mask", path], environment: environment, limit: 60)
      table.add(
        Row(
          scenario: "mask one line of 1 MB: \(name)", ours: Measurement([run.milliseconds]),
          memory: run.memory, beside: .limit(milliseconds: 1000)))
    }
    unlink(path)
  }
}

/// Invented texts for the masker.
enum MaskText {
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

  static func lines(bytes: Int) -> String {
    var text = ""
    var number = 0
    while text.utf8.count < bytes {
      text += parts[number % parts.count] + "\n"
      number += 1
    }
    return text
  }
}
